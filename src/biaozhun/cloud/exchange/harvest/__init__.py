"""Fetching from others: a polite client, the harvester of OAI-PMH, and what its pages hold."""
