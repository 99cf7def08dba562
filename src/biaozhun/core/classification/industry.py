"""GB/T 4754, the industrial classification for national economic activities.

A letter is a section, two digits a division, three a group, four a class; the letter of the section
may stand before them: ``C1311`` is ``1311``. The sections are shipped with the divisions they hold,
so every code finds its way up; an operator who owns the full table reads it with ``read_scheme``.

Grammar of a cell, after folding::

    cell   = { code | title of a section } between any of ; , 、 blank
    code   = section | [ section ] 2 to 4 digits
    beside = [ ccs ] "/" section 2 to 4 digits | section 3 or 4 digits      in a cell of CCS codes
"""

import re
from functools import cache, lru_cache

from biaozhun.core.classification.cell import (
    STRETCH,
    Fault,
    Reading,
    fault,
    once,
    pieces,
    tidy,
)
from biaozhun.core.classification.scheme import (
    ClassificationError,
    Entry,
    Language,
    Scheme,
    shipped,
)
from biaozhun.core.reference import table
from biaozhun.core.text import fold

_PIECE = re.compile(STRETCH)
_CODE = re.compile(r"([a-t])?(\d{2,4})|([a-t])")
_BESIDE = re.compile(r"(?<=/)[a-t]\d{2,4}(?![\w/])|(?<![\w/.])[a-t]\d{3,4}(?![\w/])")


@cache
def scheme() -> Scheme:
    """The twenty sections."""
    return shipped("GB/T 4754", table("gbt4754_section"))


@cache
def _section_of() -> dict[str, str]:
    """The section of every division."""
    return {
        f"{division:02}": row["code"]
        for row in table("gbt4754_section")
        for division in range(int(row["first_division"]), int(row["last_division"]) + 1)
    }


@cache
def _section_by_title() -> dict[str, str]:
    return {fold(entry.title_zh): entry.code for entry in scheme()}


def sections() -> tuple[Entry, ...]:
    """The twenty sections in their order."""
    return scheme().children()


def title(code: str, language: Language = "zh") -> str | None:
    """What a section stands for.

    Raises:
        ClassificationError: the code is no section; the levels below are not shipped.
    """
    return scheme().title(code, language)


def levels(code: str) -> tuple[str, ...]:
    """The code at every level: ``1311`` → ``C``, ``13``, ``131``, ``1311``.

    Raises:
        ClassificationError: there is no such section or division.
    """
    if code in scheme():
        return (code,)
    section = _section_of().get(code[:2])
    if section is None or not 2 <= len(code) <= 4 or not code.isdigit():
        raise ClassificationError(
            f"GB/T 4754 has no code {code!r}", fragment=code, start=0, end=len(code)
        )
    return (section, *(code[:count] for count in range(2, len(code) + 1)))


@lru_cache(maxsize=8192)
def read(cell: str) -> Reading:
    """The codes of a cell without the letter before digits, and its faults.

    A division that does not exist, or not in the section of its letter, is reported
    (``industry_unknown``), and so is anything else (``industry_malformed``).
    """
    section = _section_by_title().get(fold(cell).strip())
    return Reading((section,), ()) if section else _reading(cell, _PIECE)


@lru_cache(maxsize=8192)
def beside_ccs(cell: str) -> Reading:
    """The industry codes some sources write into the cell of CCS codes: ``A12/H6210``, ``/I631``.

    ``C13`` is a category of CCS there; only a stroke or a third digit makes an industry code.
    """
    return _reading(cell, _BESIDE)


def _reading(cell: str, pattern: re.Pattern[str]) -> Reading:
    codes: list[str] = []
    faults: list[Fault] = []
    for piece in pieces(tidy(cell), pattern):
        code, kind = _code(piece.text)
        if code:
            codes.append(code)
        if kind:
            faults.append(fault(kind, _MESSAGES[kind], cell, piece))
    return Reading(once(codes), tuple(faults))


_MESSAGES = {
    "industry_malformed": "this is no code and no section of GB/T 4754",
    "industry_unknown": "GB/T 4754 has no such division in that section",
}


def _code(text: str) -> tuple[str, str]:
    """The code of a piece, and the kind of fault; either may be empty."""
    section = _section_by_title().get(text)
    found = _CODE.fullmatch(text)
    if section or not found:
        return section or "", "" if section else "industry_malformed"
    if found[3]:
        return found[3].upper(), ""
    home = _section_of().get(found[2][:2])
    if home is None or (found[1] and found[1].upper() != home):
        return "", "industry_unknown"
    return found[2], ""
