"""Titles of tasks that have no heading of their own."""

from typing import Final

from biaozhun.core.policy.patterns import pattern
from biaozhun.core.text.folding import fold

_CLAUSE: Final = pattern(r"[，,。；;：:！!]")
_ORDINAL: Final = pattern(r"(?:[一二三四五六七八九十]{1,3}是|--|[\u2460-\u2473])\s*(?=\S)")
_LONGEST: Final = 40
_TITLE_LINE: Final = pattern(r"([^:。;\n]{2,60}):\s*\n\s*\S")  # 完善体系,推进实施:


def shortened(text: str) -> str:
    """The first clause without 一是 and ——, or as much of it as a title holds."""
    line = text.split("\n", 1)[0].strip()
    ordinal = _ORDINAL.match(fold(line[:_LONGEST]))
    first = _CLAUSE.split(line[ordinal.end() :] if ordinal else line, maxsplit=1)[0].strip()
    return first if len(first) <= _LONGEST else first[:_LONGEST] + "…"


def title_of_cell(text: str) -> tuple[str, int]:
    """The title of a task that a cell tells, and where in the cell its text begins.

    A line of its own that a colon ends is the title and no part of the text; else the first clause
    is.
    """
    line = _TITLE_LINE.match(fold(text))
    return (text[: line.end(1)].strip(), line.end(1) + 1) if line else (shortened(text), 0)
