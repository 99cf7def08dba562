"""What is done, one action per verb."""
