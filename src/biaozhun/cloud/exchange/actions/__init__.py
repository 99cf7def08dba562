"""The only code that writes to the tables of the exchange, one function per verb."""
