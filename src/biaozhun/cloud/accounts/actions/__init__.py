"""What is done to people, organisations and keys; each action is one event of the journal."""
