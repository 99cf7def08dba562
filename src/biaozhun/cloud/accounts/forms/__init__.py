"""What stands in the forms about people, and in the addresses of their lists."""
