"""Hearings, those who take part, and the pool of representatives."""
