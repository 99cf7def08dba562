"""What stands in an address or a form of the pages of checks, read and bounded."""
