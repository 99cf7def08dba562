"""The pages of the exchange and the address of its provider."""
