"""Filters of the slice."""
