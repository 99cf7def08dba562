"""What is asked of guides and notices; each asks the database a fixed number of questions."""
