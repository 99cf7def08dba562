"""Pages of checks, reports and what keepers know."""
