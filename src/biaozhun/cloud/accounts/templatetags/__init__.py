"""Pieces of the pages of the slice."""
