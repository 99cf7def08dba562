"""What is read of watches and of what they look at."""
