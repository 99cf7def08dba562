"""What is asked of the rules of a region."""

from biaozhun.cloud.rules.queries.days import calendar
from biaozhun.cloud.rules.queries.holding import held_for, rules_for

__all__ = ["calendar", "held_for", "rules_for"]
