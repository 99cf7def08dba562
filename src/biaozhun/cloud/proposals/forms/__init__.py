"""Part of the slice: forms."""
