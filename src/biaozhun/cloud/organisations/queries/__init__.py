"""Units, collectives, bodies and issues, read."""

from biaozhun.cloud.organisations.queries.standing import below

__all__ = ["below"]
