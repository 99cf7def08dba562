"""Partners, harvests, and the catalogue handed on."""
