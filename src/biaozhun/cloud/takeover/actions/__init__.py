"""What is taken over."""
