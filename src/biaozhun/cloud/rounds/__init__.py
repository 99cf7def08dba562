"""Rounds of reporting (调度): what units are asked, by when, and what their answers come to."""
