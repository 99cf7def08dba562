"""Drafting projects: from the plan to the announcement."""
