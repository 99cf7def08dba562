"""Units, their names over time, what they belong to, bodies of coordination."""
