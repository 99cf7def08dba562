"""Pages of demands and suggestions."""
