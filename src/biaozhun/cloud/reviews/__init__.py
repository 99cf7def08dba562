"""Ages of editions, and which of them are due for periodic review."""
