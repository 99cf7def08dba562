"""The words of ``responsibility_word.csv``, as sets and as pieces of patterns."""

from functools import cache

from biaozhun.core.number.tables import alternatives
from biaozhun.core.reference.table import table


@cache
def words(use: str) -> frozenset[str]:
    """The words of one use."""
    return frozenset(row["word"] for row in table("responsibility_word") if row["use"] == use)


def any_of(*uses: str) -> str:
    """The words of some uses as alternatives of a pattern, longer ones first."""
    return f"(?:{alternatives(word for use in uses for word in words(use))})"
