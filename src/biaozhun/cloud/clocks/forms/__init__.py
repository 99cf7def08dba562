"""The forms of the slice."""
