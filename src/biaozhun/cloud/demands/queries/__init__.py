"""Reading demands and suggestions."""
