"""What may be done with forms; only here is anything written."""
