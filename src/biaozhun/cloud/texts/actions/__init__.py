"""What may be done to texts; only here is anything written."""
