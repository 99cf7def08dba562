"""What tells people, and keeps a record of it."""
