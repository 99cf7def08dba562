"""Filters for the templates of the slice."""
