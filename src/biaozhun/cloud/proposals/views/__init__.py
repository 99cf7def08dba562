"""Part of the slice: views."""
