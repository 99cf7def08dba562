"""The only code that writes to the catalogue, one function per verb."""
