"""What is done to units, collectives, bodies and issues."""
