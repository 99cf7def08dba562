"""What people write about plans."""
