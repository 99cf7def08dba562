"""Labels of clauses, annexes, tables and figures as they are printed (GB/T 1.1-2020, 6.3 and 7).

Grammar, after folding::

    clause = number ("." number)*           5  5.2  5.2.1
    annex  = ("附录" | "Annex") letter       附录A  附 录 B  Annex C
    below  = letter "." number ("." …)*     A.1  A.1.2
    table  = ("表" | "Table") place          表1  表 A.1
    figure = ("图" | "Figure") place         图1  图 2-1
"""

import re
from typing import Final, Literal

import msgspec

from biaozhun.core.text import fold

LabelKind = Literal["clause", "annex", "table", "figure"]

_NUMBER: Final = r"\d{1,3}(?:\.\d{1,3}){0,7}"
_CLAUSE: Final = re.compile(
    rf"({_NUMBER}|[a-z](?:\.\d{{1,3}}){{1,7}})(?![\d.\-~/%])\.?(?=\s|$|[^\x00-\x7f])"
)
_ANNEX: Final = re.compile(r"(?:附\s*录|annex|appendix)\s*([a-z]{1,2}|\d{1,2})(?![a-z\d])")
_PLACE: Final = r"((?:[a-z]\.)?\d{1,3}(?:[.\-]\d{1,3})*)(?![\d.])"
_TABLE: Final = re.compile(rf"(?:表|table)\s*{_PLACE}")
_FIGURE: Final = re.compile(rf"(?:图|figure|fig\.)\s*{_PLACE}")
_FORMS: Final[tuple[tuple[LabelKind, re.Pattern[str]], ...]] = (
    ("annex", _ANNEX),
    ("table", _TABLE),
    ("figure", _FIGURE),
    ("clause", _CLAUSE),
)


class Label(msgspec.Struct, frozen=True):
    """A label with its number in one writing: ``5.2``, ``A``, ``A.1``, ``2-1``."""

    kind: LabelKind
    number: str

    @property
    def level(self) -> int:
        """How deep a clause stands: 1 for 5 and A, 2 for 5.2 and A.1."""
        return self.number.count(".") + 1


def read_label(text: str) -> Label | None:
    """The label that a text is as a whole; ``None`` where it is none."""
    found = label_ahead(text)
    return found[0] if found and not found[1] else None


def label_ahead(text: str) -> tuple[Label, str] | None:
    """The label a line begins with, and what stands behind it; ``None`` where it begins with none.

    ``5.2 要求`` and ``5.2要求`` have one; ``10 mm`` has one too, so whoever asks about running text
    must know whether 10 may come here. ``3.5 %`` and ``1-2`` have none.
    """
    stripped = text.strip()
    folded = fold(stripped)
    for kind, form in _FORMS:
        if found := form.match(folded):
            return Label(kind, found[1].upper()), stripped[found.end() :].strip()
    return None


def parent(number: str) -> str:
    """The number one level up: ``5`` of ``5.2``, ``A`` of ``A.1``; empty for a chapter."""
    return number.rpartition(".")[0]


def follows(number: str, before: str, *, leap: int = 1) -> bool:
    """Whether a clause may come after another: the next on its level, or the first below it.

    ``5.2`` may follow ``5.1`` and ``5.1.3``, ``6`` any clause of 5, ``5.1`` only ``5``. A number
    left out on the same level is let pass (``5.3`` after ``5.1``), for it is reported elsewhere;
    of chapters no more than ``leap - 1`` may be left out.
    """
    if not before:
        return number in ("0", "1", "1.0.1", "1.1") or number.endswith(".1")
    mine, theirs = number.split("."), before.split(".")
    shared = 0
    while shared < min(len(mine), len(theirs)) and mine[shared] == theirs[shared]:
        shared += 1
    if shared == len(theirs):
        return len(mine) > shared and all(int(step) <= 1 for step in mine[shared:])
    if shared >= len(mine) or not (mine[shared].isdecimal() and theirs[shared].isdecimal()):
        return False
    ahead = int(mine[shared]) - int(theirs[shared])
    limit = leap if shared == 0 else 9
    return 0 < ahead <= limit and all(int(step) <= 1 for step in mine[shared + 1 :])
