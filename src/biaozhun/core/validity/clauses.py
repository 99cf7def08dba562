"""Whether a cited clause is among those an announcement withdraws.

::

    clause = [ "第" | "clause" ] number [ "条" | "款" | "章" ] [ items ]
    number = ( digits | letter ) { "." digits }        5.2.1, A.0.3, 附录A
    items  = "(" digits { separator digits } ")" | "第" digits "款"      4.2.1(2), 第3.0.1条第2款

A clause covers those under it: who cites 5.2 cites 5.2.1, and with 5.2 falls 5.2.1. A figure, a
table or a formula is none: in which clause it stands is not told by its number.
"""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Final

from biaozhun.core.text import fold

Path = tuple[str, ...]
"""The numbers of a clause from the chapter down, its item last: ``("4", "2", "1", "(2)")``."""

_CLAUSE: Final = re.compile(
    r"(?:第|附录|clauses?|subclauses?|annex|appendix|section)?\s*"
    r"(?P<number>(?:\d+|[a-z])(?:\.\d+)*)\s*(?:条|章|节|款)?\s*"
    r"(?:\((?P<items>\d+(?:[^\d()]+\d+)*)\)|第(?P<item>\d+)(?:款|项))?\s*(?:款|项)?",
    re.ASCII,
)
_LIST: Final = re.compile(r"[\s]*[;,、和及]+[\s]*(?![^(]*\))")
_DIGITS: Final = re.compile(r"\d+", re.ASCII)
_PAIRS: Final = 2000  # comparisons; a hostile list is not worked through


class Touch(StrEnum):
    """Whether a cited clause is among those withdrawn."""

    YES = "yes"
    NO = "no"
    UNTOLD = "untold"


def touched(cited: Sequence[str], withdrawn: Sequence[str]) -> Touch:
    """Whether any of the cited clauses is among those withdrawn, in whole or in part.

    Untold where none of those that can be read is, and one cannot be read, or where none is named
    (all mandatory ones are withdrawn, and no number tells which those are).
    """
    theirs, unread = _paths(withdrawn)
    mine, unread_mine = _paths(cited)
    if len(mine) * len(theirs) > _PAIRS:
        theirs, unread = theirs[: _PAIRS // max(len(mine), 1)], True
    if any(_covers(one, other) for one in mine for other in theirs):
        return Touch.YES
    return Touch.UNTOLD if unread or unread_mine or not theirs else Touch.NO


def _paths(clauses: Iterable[str]) -> tuple[list[Path], bool]:
    """The clauses that can be read, and whether one of them cannot."""
    found: list[Path] = []
    unread = False
    for clause in clauses:
        for piece in _LIST.split(fold(clause).strip()):
            read = paths(piece)
            found.extend(read)
            unread = unread or not read
    return found, unread


@lru_cache(maxsize=4096)
def paths(clause: str) -> tuple[Path, ...]:
    """The paths a clause names, one for each of its items; none where it is no clause."""
    match = _CLAUSE.fullmatch(fold(clause).strip())
    if match is None:
        return ()
    number = tuple(part.lstrip("0") or "0" for part in match["number"].split("."))
    items = _DIGITS.findall(match["items"] or match["item"] or "")
    return tuple((*number, f"({item})") for item in items) or (number,)


def _covers(one: Path, other: Path) -> bool:
    length = min(len(one), len(other))
    return one[:length] == other[:length]
