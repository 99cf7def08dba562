"""Files the slice gives away."""
