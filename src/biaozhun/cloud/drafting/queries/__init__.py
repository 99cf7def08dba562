"""What is asked of projects."""
