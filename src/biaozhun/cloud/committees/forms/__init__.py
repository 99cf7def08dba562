"""What people write about committees, posts, experts and contributions."""
