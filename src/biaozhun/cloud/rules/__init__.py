"""Limits, quorums and shares of the region, and who signed them."""
