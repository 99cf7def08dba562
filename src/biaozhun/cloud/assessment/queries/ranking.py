"""Scores and ranks of an assessment."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

import msgspec

from biaozhun.cloud.assessment.models import Assessee, Assessment
from biaozhun.core.assessment import (
    Firmness,
    Performance,
    Scheme,
    Shift,
    Standing,
    firmness,
    standings,
)


class Ranking(msgspec.Struct, frozen=True):
    """Who stands where, how firm that is, and the changes of weight that move somebody."""

    standings: tuple[Standing, ...]
    firm: dict[str, Firmness]
    shifts: tuple[Shift, ...]


def scheme_of(assessment: Assessment) -> Scheme:
    """The scheme it was set up with."""
    return msgspec.convert(assessment.scheme, Scheme, strict=False)


def numbers(values: dict[str, str]) -> dict[str, Decimal]:
    """Values that are numbers; others tell nothing."""
    found: dict[str, Decimal] = {}
    for key, typed in values.items():
        try:
            number = Decimal(typed)
        except InvalidOperation:
            continue
        if number.is_finite():
            found[key] = number
    return found


def performance_of(one: Assessee) -> Performance:
    """What counts of a unit: the values of the review."""
    return Performance(
        unit=one.organisation.name,
        values=numbers(one.reviewed),
        evidenced=frozenset(one.evidenced),
        vetoes=frozenset(one.vetoes),
    )


def ranking(assessment: Assessment, assessees: Sequence[Assessee]) -> Ranking:
    """The ranking of those who were reviewed."""
    scheme = scheme_of(assessment)
    known = [performance_of(one) for one in assessees if one.state == "reviewed"]
    firm, shifts = firmness(scheme, known)
    return Ranking(standings(scheme, known), {one.unit: one for one in firm}, shifts)
