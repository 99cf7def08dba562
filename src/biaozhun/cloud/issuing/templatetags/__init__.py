"""Filters of the slice's pages."""
