"""What codes are called."""
