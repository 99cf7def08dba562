"""The registry of figures: named, documented queries over the platform's own records."""
