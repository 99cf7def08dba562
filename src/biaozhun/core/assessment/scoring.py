"""Scores and ranks, by a formula anybody can work through with the download and a calculator.

Points of an indicator: by its rule, to two decimals, half up. Score of a unit: the sum of points
times weight over 100, to two decimals, half up. Rank: one more than the units with a higher score,
so that equals share a rank and the next is skipped. A unit with a veto has a score and no rank.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import msgspec

from biaozhun.core.assessment.scheme import HUNDRED, Indicator, Rule, Scheme

_CENT: Final = Decimal("0.01")
_NOTHING: Final = Decimal("0.00")


class Performance(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a unit.

    Attributes:
        unit: its name.
        values: by the key of the indicator; what is missing scores nothing.
        evidenced: keys of the indicators that evidence was accepted for.
        vetoes: keys of the items that veto it.
    """

    unit: str
    values: Mapping[str, Decimal]
    evidenced: frozenset[str] = frozenset()
    vetoes: frozenset[str] = frozenset()


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One indicator of one unit: value, points, and what they add to the score."""

    key: str
    value: Decimal | None
    points: Decimal
    weighted: Decimal


class UnitScore(msgspec.Struct, frozen=True, kw_only=True):
    """The score of a unit with all its parts, in the order of the scheme."""

    unit: str
    total: Decimal
    parts: tuple[Part, ...]
    is_vetoed: bool


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Score, rank (None where a veto speaks) and grade."""

    score: UnitScore
    rank: int | None
    grade: str


def cents(number: Decimal) -> Decimal:
    """To two decimals, half up."""
    return number.quantize(_CENT, ROUND_HALF_UP)


def points_of(indicator: Indicator, value: Decimal) -> Decimal:
    """The points of a value, from 0 to 100."""
    match indicator.rule:
        case Rule.POINTS:
            points = value
        case Rule.LINEAR:
            points = HUNDRED * (value - indicator.zero) / (indicator.full - indicator.zero)
        case Rule.STEPS:
            reached = [points for least, points in indicator.steps if value >= least]
            points = reached[-1] if reached else Decimal(0)
        case Rule.YES_NO:
            points = HUNDRED if value else Decimal(0)
    return cents(min(max(points, Decimal(0)), HUNDRED))


def score(scheme: Scheme, performance: Performance) -> UnitScore:
    """The score of one unit."""
    parts = tuple(_part(indicator, performance) for indicator in scheme.indicators)
    known = {veto.key for veto in scheme.vetoes}
    return UnitScore(
        unit=performance.unit,
        total=cents(sum((part.weighted for part in parts), Decimal(0))),
        parts=parts,
        is_vetoed=bool(known & performance.vetoes),
    )


def _part(indicator: Indicator, performance: Performance) -> Part:
    value = performance.values.get(indicator.key)
    counts = not indicator.needs_evidence or indicator.key in performance.evidenced
    points = points_of(indicator, value) if value is not None and counts else _NOTHING
    weighted = points * indicator.weight / HUNDRED
    return Part(key=indicator.key, value=value, points=points, weighted=weighted)


def standings(scheme: Scheme, performances: Sequence[Performance]) -> tuple[Standing, ...]:
    """All units from the first down; those with a veto behind them, each by name where equal."""
    scores = [score(scheme, one) for one in performances]
    totals = [one.total for one in scores if not one.is_vetoed]
    ordered = sorted(scores, key=lambda one: (one.is_vetoed, -one.total, one.unit))
    return tuple(
        Standing(
            score=one,
            rank=None if one.is_vetoed else 1 + sum(total > one.total for total in totals),
            grade="" if one.is_vetoed else scheme.grade(one.total),
        )
        for one in ordered
    )
