"""What pages ask of the texts; a fixed number of questions, whatever there is to read."""
