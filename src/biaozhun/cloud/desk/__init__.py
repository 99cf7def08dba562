"""The operator's desk: sources, uploads, runs."""
