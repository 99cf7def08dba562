"""The only non-trivial reads of the slice; each asks the database a fixed number of questions."""
