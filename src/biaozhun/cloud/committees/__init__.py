"""Committees, experts, posts held, and who took part in which edition."""
