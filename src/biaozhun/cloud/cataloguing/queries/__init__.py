"""What the keepers' pages show."""
