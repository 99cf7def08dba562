"""What is assessed: indicators with weights and rules, items that veto, grades."""

from collections import Counter
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

import msgspec

from biaozhun.core.errors import BiaozhunError

HUNDRED = Decimal(100)


class SchemeError(BiaozhunError):
    """A scheme nobody can be assessed by.

    Codes: ``no_indicator``, ``key_twice``, ``label_missing``, ``weight_wrong``,
    ``weights_not_100``, ``bounds_equal``, ``steps_wrong``, ``grades_wrong``.
    """

    default_code: ClassVar[str] = "scheme_wrong"


class Rule(StrEnum):
    """How a value becomes points between 0 and 100."""

    POINTS = "points"  # the value is the points
    LINEAR = "linear"  # 0 points at ``zero``, 100 at ``full``, in a straight line between
    STEPS = "steps"  # the points of the last step reached
    YES_NO = "yes_no"  # 100 for 1, 0 for 0


class Indicator(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that is scored.

    Attributes:
        key: by which values are kept.
        label: what it is called.
        weight: its part of the whole in percent, above 0.
        rule: how its value becomes points.
        unit: of the value.
        zero: of a linear rule, the value with 0 points; may lie above ``full``.
        full: of a linear rule, the value with 100 points.
        steps: of a rule of steps, pairs of value and points, values rising; below the first: 0.
        needs_evidence: a value without evidence counts for nothing.
        help: how to count.
    """

    key: str
    label: str
    weight: Decimal
    rule: Rule = Rule.POINTS
    unit: str = ""
    zero: Decimal = Decimal(0)
    full: Decimal = HUNDRED
    steps: tuple[tuple[Decimal, Decimal], ...] = ()
    needs_evidence: bool = False
    help: str = ""


class Veto(msgspec.Struct, frozen=True):
    """Something that fails a unit whatever its score (一票否决)."""

    key: str
    label: str


class Grade(msgspec.Struct, frozen=True):
    """A grade: its name, and the score from 0 to 100 from which it is given."""

    label: str
    least: Decimal


class Scheme(msgspec.Struct, frozen=True, omit_defaults=True):
    """The whole scheme; grades from the best down."""

    indicators: tuple[Indicator, ...]
    vetoes: tuple[Veto, ...] = ()
    grades: tuple[Grade, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a scheme nobody can be assessed by.

        Raises:
            SchemeError: with the label of what is wrong.
        """
        if not self.indicators:
            raise SchemeError("Nothing is scored", code="no_indicator")
        keys = Counter([*(i.key for i in self.indicators), *(v.key for v in self.vetoes)])
        twice = [key for key, count in keys.items() if count > 1]
        if twice:
            raise SchemeError("One key, two items", code="key_twice", fragment=twice[0])
        for indicator in self.indicators:
            _refuse(indicator)
        whole = sum((i.weight for i in self.indicators), Decimal(0))
        if whole != HUNDRED:
            raise SchemeError("All weights make 100", code="weights_not_100", fragment=str(whole))
        least = [grade.least for grade in self.grades]
        is_possible = all(one.is_finite() and 0 <= one <= HUNDRED for one in least)
        if not is_possible or least != sorted(set(least), reverse=True):
            raise SchemeError("Grades fall", code="grades_wrong", fragment=self.grades[0].label)

    def grade(self, total: Decimal) -> str:
        """The name of the grade of a score; empty where none reaches down to it."""
        return next((grade.label for grade in self.grades if total >= grade.least), "")


def _refuse(indicator: Indicator) -> None:
    if not indicator.label.strip():
        raise SchemeError("An indicator has a name", code="label_missing", fragment=indicator.key)
    if not 0 < indicator.weight <= HUNDRED:
        raise SchemeError("A part of 100", code="weight_wrong", fragment=indicator.label)
    if indicator.rule is Rule.LINEAR and indicator.zero == indicator.full:
        raise SchemeError("No line", code="bounds_equal", fragment=indicator.label)
    if indicator.rule is Rule.STEPS:
        values = [value for value, _ in indicator.steps]
        rising = bool(values) and values == sorted(set(values))
        if not rising or any(not 0 <= points <= HUNDRED for _, points in indicator.steps):
            raise SchemeError("Steps rise", code="steps_wrong", fragment=indicator.label)
