"""The green channel: urgent standards made faster, on the record."""
