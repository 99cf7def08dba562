"""Guides and notices that an operator writes."""
