"""The words of ``responsibility_word.csv``, as sets and as pieces of patterns."""

from functools import cache

from biaozhun.core.number.tables import alternatives
from biaozhun.core.reference.table import table
from biaozhun.core.text.folding import fold


@cache
def words(use: str) -> frozenset[str]:
    """The words of one use, folded as the texts are in which they are looked for."""
    rows = table("responsibility_word")
    return frozenset(fold(row["word"]) for row in rows if row["use"] == use)


def any_of(*uses: str) -> str:
    """The words of some uses as alternatives of a pattern, longer ones first."""
    return f"(?:{alternatives(word for use in uses for word in words(use))})"
