"""The words that tell citations from other things: ``citation_word.csv``, as pieces of patterns."""

from biaozhun.core.number.tables import alternatives
from biaozhun.core.reference.table import table


def words(use: str) -> frozenset[str]:
    """The words of one use."""
    return frozenset(row["word"] for row in table("citation_word") if row["use"] == use)


def any_of(use: str) -> str:
    """The words of one use as alternatives of a pattern."""
    return f"(?:{alternatives(words(use))})"
