"""Pieces of the pages of watches."""
