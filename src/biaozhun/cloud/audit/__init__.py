"""Typed events: who did what, when, sealed into a chain."""
