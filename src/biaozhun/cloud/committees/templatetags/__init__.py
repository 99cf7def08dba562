"""Words of the slice in templates."""
