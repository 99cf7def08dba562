"""What the codes of the slice are called."""
