"""What the events of plans and their texts are called."""
