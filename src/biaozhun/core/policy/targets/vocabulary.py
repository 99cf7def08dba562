"""The words targets are read by, as pieces of patterns: units, operators and what stands around.

All words are matched in folded text without blanks (:mod:`biaozhun.core.text.folding`).
"""

from enum import StrEnum
from typing import Final

from biaozhun.core.number.tables import alternatives
from biaozhun.core.policy.value import Operator
from biaozhun.core.policy.vocabulary import Vocabulary
from biaozhun.core.reference.table import table
from biaozhun.core.text.folding import fold

any_of: Final = Vocabulary("target_word").any_of


class UnitKind(StrEnum):
    """What a unit measures."""

    COUNT = "count"
    MEASURE = "measure"
    MONEY = "money"
    SHARE = "share"
    DURATION = "duration"
    SCORE = "score"
    NONE = "none"  # an index or coefficient: no unit is written


class Place(StrEnum):
    """Where an operator word stands."""

    BEFORE = "before"
    MIDDLE = "middle"
    BEHIND = "behind"


def _kinds() -> dict[str, UnitKind]:
    return {fold(row["unit"]): UnitKind(row["kind"]) for row in table("target_unit")}


def _unit_pattern() -> str:
    """Every unit, the longest first, and not where the word is a longer one."""
    rows = {fold(row["unit"]): fold(row["not_before"]) for row in table("target_unit")}
    longest = sorted(rows, key=len, reverse=True)
    guarded = []
    for unit in longest:
        ahead = f"(?![{rows[unit]}])" if rows[unit] else ""
        latin = r"(?![a-z0-9])" if unit[-1].isascii() and unit[-1].isalpha() else ""
        guarded.append(_escaped(unit) + ahead + latin)
    return "|".join(guarded)


def _escaped(word: str) -> str:
    return alternatives((word,))


def _operators(place: Place) -> dict[str, Operator]:
    rows = (row for row in table("target_operator") if row["place"] == place)
    return {fold(row["word"]): Operator(row["operator"]) for row in rows}


#: Kind of each unit, folded.
UNIT_KINDS: Final = _kinds()
#: Alternatives of all units.
UNIT: Final = _unit_pattern()
#: Operators by word, for each place.
BEFORE: Final = _operators(Place.BEFORE)
MIDDLE: Final = _operators(Place.MIDDLE)
BEHIND: Final = _operators(Place.BEHIND)
