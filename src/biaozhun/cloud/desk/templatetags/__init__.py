"""Small pieces of the desk's pages."""
