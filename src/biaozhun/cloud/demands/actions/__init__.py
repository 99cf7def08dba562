"""What is done to demands and suggestions."""
