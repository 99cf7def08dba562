"""What writes, one function a verb."""
