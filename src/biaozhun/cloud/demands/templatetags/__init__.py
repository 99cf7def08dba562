"""Template tags of the slice."""
