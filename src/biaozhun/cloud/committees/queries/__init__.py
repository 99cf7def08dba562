"""What is asked of committees."""
