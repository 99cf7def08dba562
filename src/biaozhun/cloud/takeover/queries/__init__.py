"""What a region holds."""
