"""What the templates of screening write."""
