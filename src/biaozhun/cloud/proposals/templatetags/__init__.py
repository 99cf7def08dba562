"""Part of the slice: templatetags."""
