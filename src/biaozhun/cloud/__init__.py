"""The service: one folder per part of the work."""
