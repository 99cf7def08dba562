"""What is asked of the rules of a region."""

from biaozhun.cloud.rules.queries.holding import rules_for

__all__ = ["rules_for"]
