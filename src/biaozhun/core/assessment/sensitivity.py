"""How firm ranks are: what becomes of them when the weights are a little other.

Each weight in turn is made a fifth smaller and a fifth larger, the others are changed in proportion
so that all make 100 again, and everybody is ranked anew (one-at-a-time analysis, as the OECD/JRC
Handbook on Constructing Composite Indicators, 2008, step 7, asks of a ranking).
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import msgspec

from biaozhun.core.assessment.scheme import HUNDRED, Indicator, Scheme
from biaozhun.core.assessment.scoring import Performance, standings

CHANGE: Final = Decimal("0.2")
_FINE: Final = Decimal("1e-15")  # of a percent; the smallest weight stays above 0


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """Ranks under other weights: which weight, by how much, and the rank of each unit."""

    key: str
    factor: Decimal
    ranks: dict[str, int]


class Firmness(msgspec.Struct, frozen=True, kw_only=True):
    """How a rank holds: as published, at its best and at its worst over all changes."""

    unit: str
    rank: int
    best: int
    worst: int


def firmness(
    scheme: Scheme, performances: Sequence[Performance]
) -> tuple[tuple[Firmness, ...], tuple[Shift, ...]]:
    """How firm each rank is, and the changes of weight that move anybody, from first to last.

    Units with a veto have no rank and are left out; one indicator alone leaves nothing to change.
    """
    base = _ranks(scheme, performances)
    shifts = [
        Shift(key=one.key, factor=factor, ranks=_ranks(_changed(scheme, one, factor), performances))
        for one in scheme.indicators
        if one.weight < HUNDRED
        for factor in (1 - CHANGE, 1 + CHANGE)
        if one.weight * factor < HUNDRED
    ]
    firm = tuple(
        Firmness(
            unit=unit,
            rank=rank,
            best=min([rank, *(shift.ranks[unit] for shift in shifts)]),
            worst=max([rank, *(shift.ranks[unit] for shift in shifts)]),
        )
        for unit, rank in base.items()
    )
    return firm, tuple(shift for shift in shifts if shift.ranks != base)


def _ranks(scheme: Scheme, performances: Sequence[Performance]) -> dict[str, int]:
    ranked = standings(scheme, performances)
    return {one.score.unit: one.rank for one in ranked if one.rank is not None}


def _changed(scheme: Scheme, moved: Indicator, factor: Decimal) -> Scheme:
    """The scheme with one weight times the factor, and the others making up for it."""
    rest = (HUNDRED - moved.weight * factor) / (HUNDRED - moved.weight)
    exact = (i.weight * (factor if i.key == moved.key else rest) for i in scheme.indicators)
    weights = [weight.quantize(_FINE) for weight in exact]
    weights[-1] = HUNDRED - sum(weights[:-1], Decimal(0))  # what rounding left over
    pairs = zip(scheme.indicators, weights, strict=True)
    changed = tuple(msgspec.structs.replace(one, weight=weight) for one, weight in pairs)
    return msgspec.structs.replace(scheme, indicators=changed)
