"""What stands against a proposal for a local standard: scope, negative list, near-duplicates."""

from biaozhun.core.screening.findings import Part, ScopeFinding, Weight
from biaozhun.core.screening.groups import ARTICLES, GROUPS

__all__ = ["ARTICLES", "GROUPS", "Part", "ScopeFinding", "Weight"]
