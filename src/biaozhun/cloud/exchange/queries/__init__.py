"""What the pages and the provider of the exchange read."""
