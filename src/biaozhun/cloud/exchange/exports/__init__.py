"""The public catalogue as files."""
