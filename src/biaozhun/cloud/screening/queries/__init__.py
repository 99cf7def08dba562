"""What screening reads."""
