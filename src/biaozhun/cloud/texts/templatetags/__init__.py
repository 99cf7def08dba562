"""Small pieces of the pages of texts."""
