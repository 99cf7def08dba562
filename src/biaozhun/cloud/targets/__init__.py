"""Targets that count themselves: bound to figures of the platform or to what a unit reports."""
