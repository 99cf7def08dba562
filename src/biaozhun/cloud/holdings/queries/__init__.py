"""What is asked of holdings; each asks the database a fixed number of questions."""
