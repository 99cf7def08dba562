"""What people need a standard for, and suggestions to make one."""
