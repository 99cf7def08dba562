"""Pieces of the pages of notices."""
