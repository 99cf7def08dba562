"""International documents that standards take over, and their newer editions."""
