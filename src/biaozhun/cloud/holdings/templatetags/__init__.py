"""How holdings are written on a page."""
