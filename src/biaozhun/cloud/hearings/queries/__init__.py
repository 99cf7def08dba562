"""What the slice reads."""
