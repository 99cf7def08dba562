"""CCS, the Chinese Classification for Standards (中国标准文献分类法).

A letter is a class (no I and no O), a letter with two digits a category: ``A12`` is in ``A``.
Categories are gathered in groups such as ``A10/19``, which some cells give instead. Only the
classes are shipped; an operator who owns the full table reads it with ``read_scheme``.

Grammar of a cell, after folding::

    cell     = [sign] { entry } between any of ; , 、 blank
    sign     = "ccs"
    entry    = [ category | group | class ] [ "/" industry ]
    class    = letter, category = letter 2 digits, group = category "/" 2 digits
    industry = letter 2 to 4 digits           a code of GB/T 4754: ``industry.beside_ccs``
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

_LABEL = re.compile(r"\bccs(?=[\s:]|[a-z](?:\d|$)|$):?")
# Some print a blank behind the letter (C 08).
_PIECE = re.compile(rf"(?<!\S)[a-z] \d{{2}}(?!\d)|{STRETCH}")
_ENTRY = re.compile(r"([a-z](?:\d{2}(?:/\d{2}(?!\d))?)?)?(?:/([a-z]\d{2,4}))?")
_HEAD = re.compile(r"[a-z]\d{2}(?!\d)")
_INDUSTRY = re.compile(r"[a-t]\d{3,4}")


@cache
def scheme() -> Scheme:
    """The twenty-four classes."""
    return shipped("CCS", table("ccs"))


def title(code: str, language: Language = "zh") -> str | None:
    """What a class stands for.

    Raises:
        ClassificationError: the code is no class; categories are not shipped.
    """
    return scheme().title(code, language)


def classes() -> tuple[Entry, ...]:
    """The twenty-four classes in their order."""
    return scheme().children()


def levels(code: str) -> tuple[str, ...]:
    """The code at every level that is certain: ``A12`` → ``A``, ``A12``."""
    return (code,) if len(code) == 1 else (code[0], code)


@lru_cache(maxsize=8192)
def read(cell: str) -> Reading:
    """The codes of a cell, and its faults.

    A category of a class that does not exist is kept and reported (``ccs_unknown``), an industry
    code without a stroke before it is reported (``ccs_industry``), the rest too
    (``ccs_malformed``).
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
    "ccs_malformed": "this is no CCS code",
    "ccs_unknown": "CCS has no class for {}",
    "ccs_industry": "this is an industry code of GB/T 4754, not one of CCS",
}


def _code(piece: Piece, *, at_head: bool) -> tuple[str, str]:
    """The code of a piece, and the kind of fault; either may be empty."""
    text = piece.text.replace(" ", "")
    head = _HEAD.match(text) if at_head else None
    found = _ENTRY.fullmatch(head[0] if head else text)
    if not found:
        return "", "ccs_industry" if _INDUSTRY.fullmatch(text) else "ccs_malformed"
    code = (found[1] or "").upper()
    return code, "" if not code or code[0] in scheme() else "ccs_unknown"
