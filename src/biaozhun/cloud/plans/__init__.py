"""Policy texts, their tasks and targets, and the work on them."""
