"""Part of the slice: exports."""
