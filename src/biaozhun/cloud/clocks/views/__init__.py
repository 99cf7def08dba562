"""The pages of the slice: the board, the public clock."""
