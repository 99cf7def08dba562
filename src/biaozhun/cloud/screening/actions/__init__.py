"""What is done in screening: signing reviews."""
