"""What changes holdings: a function a verb, in a transaction with its entry in the journal."""
