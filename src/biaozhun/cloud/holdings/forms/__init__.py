"""What stands in an address or a form of the holdings, read and bounded."""
