"""What people write about units, bodies, meetings and issues."""
