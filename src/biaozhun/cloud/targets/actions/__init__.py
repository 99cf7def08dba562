"""What is done with targets."""
