"""Pages of plans and of the work on them."""
