"""Pages of rules: what holds, and keeping it."""
