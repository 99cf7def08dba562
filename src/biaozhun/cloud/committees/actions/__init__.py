"""What is done to committees."""
