"""Loading the demonstration of projects and taking it out again."""
