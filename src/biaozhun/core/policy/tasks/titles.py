"""Titles of tasks that have no heading of their own."""

from typing import Final

from biaozhun.core.policy.patterns import pattern

_CLAUSE: Final = pattern(r"[，,。；;：:！!]")
_LONGEST: Final = 40


def shortened(text: str) -> str:
    """The first clause, or as much of it as a title holds."""
    first = _CLAUSE.split(text.split("\n", 1)[0], maxsplit=1)[0].strip()
    return first if len(first) <= _LONGEST else first[:_LONGEST] + "…"
