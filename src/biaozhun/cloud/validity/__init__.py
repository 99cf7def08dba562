"""Checks of documents and lists: which standards are cited, and whether they hold."""
