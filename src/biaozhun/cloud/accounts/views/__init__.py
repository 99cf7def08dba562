"""Pages about people: one's own account, and those who administrators look after."""
