"""What is read of assessments."""
