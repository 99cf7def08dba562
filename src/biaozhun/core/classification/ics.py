"""ICS, the International Classification for Standards (ISO).

``13`` is a field, ``13.020`` a group, ``13.020.10`` a sub-group. Titles are English at all levels
and Chinese for the fields.

Grammar of a cell, after folding::

    cell  = [sign] { code } between any of ; , 、 blank % | ( ) < >
    sign  = "ics"
    code  = field [ sep group [ sep subgroup ] ]
    sep   = "." | "-"
    field = 2 digits, group = 3 digits, subgroup = 2 digits

A spreadsheet that took the code for a number loses zeros (``35.24``, ``7.06``) or the point
(``45020``). Such a code is mended if exactly the zeros are lacking and the result is in the
classification, and the mending is reported.
"""

import re
from functools import cache, lru_cache

from biaozhun.core.classification.cell import (
    STRETCH,
    Fault,
    Piece,
    Reading,
    fault,
    is_path,
    once,
    pieces,
    tidy,
)
from biaozhun.core.classification.scheme import Entry, Language, Scheme, shipped
from biaozhun.core.reference import table

_LABEL = re.compile(r"\bics(?![a-z])[:.\-]?")
# A code may hold blanks behind its points (11. 040. 01), so it is looked for before a stretch.
_PIECE = re.compile(rf"(?<!\S)\d{{2}}[.\-]\s+\d{{3}}(?:[.\-]\s+\d{{2}})?(?!\S)|{STRETCH}")
_CODE = re.compile(r"(\d{2})(?:[.\-](\d{3})(?:[.\-](\d{2}))?)?[.\-]?")
_HEAD = re.compile(r"\d{2}(?:\.\d{3}(?:\.\d{2})?)?(?!\d)")
# A number never prints a closing zero: 13.20 was typed, and may mean 13.020.
_FLOAT = re.compile(r"(\d{1,2})\.(\d{3}|\d?[1-9])")
_RUN = re.compile(r"(\d{2})(\d{3})(\d{2})?")


@cache
def scheme() -> Scheme:
    """The whole classification."""
    chinese = {row["code"]: row["title_zh"] for row in table("ics_field")}
    rows = ({**row, "title_zh": chinese.get(row["code"], "")} for row in table("ics"))
    return shipped("ICS", rows)


def title(code: str, language: Language = "zh") -> str | None:
    """What a code stands for; ``None`` where only the other language is known.

    Raises:
        ClassificationError: the code is not in the classification.
    """
    return scheme().title(code, language)


def parent(code: str) -> str | None:
    """The code one level up; ``None`` for a field, an error for an unknown code."""
    return scheme().parent(code)


def levels(code: str) -> tuple[str, ...]:
    """The code at every level: ``13.020.10`` → ``13``, ``13.020``, ``13.020.10``.

    Of any well-formed code, known or not, so that an index can hold what a source states.
    """
    parts = code.split(".")
    return tuple(".".join(parts[:count]) for count in range(1, len(parts) + 1))


def fields() -> tuple[Entry, ...]:
    """The forty fields."""
    return scheme().children()


@lru_cache(maxsize=8192)
def read(cell: str) -> Reading:
    """The codes of a cell, and its faults.

    A well-formed code outside the classification is kept and reported (``ics_unknown``); a mended
    one is kept and reported (``ics_mended``); the rest is reported only (``ics_malformed``).
    """
    codes: list[str] = []
    faults: list[Fault] = []
    bare = _LABEL.sub(lambda found: " " * len(found[0]), tidy(cell))
    found = list(pieces(bare, _PIECE))
    for piece in found[:1] if is_path(cell) else found:
        code, kind = _code(piece, at_head=is_path(cell))
        if code:
            codes.append(code)
        if kind:
            faults.append(fault(kind, _MESSAGES[kind].format(code), cell, piece))
    return Reading(once(codes), tuple(faults))


_MESSAGES = {
    "ics_malformed": "this is no ICS code",
    "ics_unknown": "ICS has no code {}",
    "ics_mended": "read as ICS {}",
}


def _code(piece: Piece, *, at_head: bool) -> tuple[str, str]:
    """The code of a piece, and the kind of fault; either may be empty."""
    text = "".join(piece.text.split())
    head = _HEAD.match(text) if at_head else None
    found = _CODE.fullmatch(head[0] if head else text)
    if found:
        code = ".".join(filter(None, found.groups()))
        return code, "" if code in scheme() else "ics_unknown"
    mended = _mended(text)
    return (mended, "ics_mended") if mended else ("", "ics_malformed")


def _mended(text: str) -> str:
    """The code a spreadsheet made a number of; empty where that is not certain."""
    run, decimal = _RUN.fullmatch(text), _FLOAT.fullmatch(text)
    code = ""
    if run:
        code = ".".join(filter(None, run.groups()))
    elif decimal:
        code = f"{decimal[1]:0>2}.{decimal[2]:0<3}"
    return code if code in scheme() else ""
