"""What stands against a proposal: duplicates, scope, wording that fences a market."""
