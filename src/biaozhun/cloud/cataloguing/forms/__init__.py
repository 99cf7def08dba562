"""What keepers fill in."""
