"""Tags and filters of the catalogue's pages."""
