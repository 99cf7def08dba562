"""The reads of the catalogue; each asks the database a fixed number of questions."""
