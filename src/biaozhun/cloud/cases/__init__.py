"""The gate: every life cycle goes through it, and no other code assigns a state."""
