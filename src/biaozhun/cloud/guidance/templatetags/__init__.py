"""How guides and notices are written on a page."""
