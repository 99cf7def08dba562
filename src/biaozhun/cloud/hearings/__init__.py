"""Hearings on important local standards, and the part that representatives take."""
