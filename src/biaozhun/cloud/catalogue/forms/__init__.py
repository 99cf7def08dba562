"""What readers ask, read from the address, and the filters they choose from."""
