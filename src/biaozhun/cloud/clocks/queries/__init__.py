"""What is asked of the clocks."""
