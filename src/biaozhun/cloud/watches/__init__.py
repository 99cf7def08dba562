"""What people keep an eye on, and what changed of it."""
