"""What is read of notices, deliveries and ways."""
