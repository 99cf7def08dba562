"""Watches: made, changed, let go, and looked at."""
