"""What officers fill in, and what addresses ask for."""
