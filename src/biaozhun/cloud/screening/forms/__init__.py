"""The forms of screening."""
