"""What keepers decide: conflicts, facts, numbers, runs taken back."""
