"""What is done with kept questions."""
