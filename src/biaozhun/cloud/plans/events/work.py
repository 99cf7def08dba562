"""What the events of the work on tasks are called."""
