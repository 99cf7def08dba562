"""What rests on a standard, and who must be told when it goes."""
