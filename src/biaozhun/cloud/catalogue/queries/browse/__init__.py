"""Ways through the catalogue for whoever has no word to look for."""
