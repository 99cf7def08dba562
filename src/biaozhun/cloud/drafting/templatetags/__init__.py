"""Words and figures of the slice in templates."""
