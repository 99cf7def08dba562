"""What is taken away: the table of comments, tracked changes, open data."""
