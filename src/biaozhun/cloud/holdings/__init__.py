"""What the library owns or has licensed, and how it comes and goes."""
