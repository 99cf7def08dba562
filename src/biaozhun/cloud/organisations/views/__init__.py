"""Pages of units, collectives, bodies, meetings and issues."""
