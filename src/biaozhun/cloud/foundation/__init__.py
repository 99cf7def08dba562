"""The few things all slices share."""
