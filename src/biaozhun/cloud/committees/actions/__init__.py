"""What is done to committees, posts, experts and contributions."""
