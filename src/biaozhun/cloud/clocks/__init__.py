"""Clocks of projects: days against the rules, who holds the ball, warnings, forecasts."""
