"""Titles of tasks that have no heading of their own."""

from typing import Final

from biaozhun.core.policy.patterns import pattern
from biaozhun.core.text.folding import fold

_CLAUSE: Final = pattern(r"[，,。；;：:！!]")
_ORDINAL: Final = pattern(r"(?:[一二三四五六七八九十]{1,3}是|--|[\u2460-\u2473])\s*(?=\S)")
_LONGEST: Final = 40


def shortened(text: str) -> str:
    """The first clause without 一是 and ——, or as much of it as a title holds."""
    line = text.split("\n", 1)[0].strip()
    ordinal = _ORDINAL.match(fold(line[:_LONGEST]))
    first = _CLAUSE.split(line[ordinal.end() :] if ordinal else line, maxsplit=1)[0].strip()
    return first if len(first) <= _LONGEST else first[:_LONGEST] + "…"
