"""Scores and ranks of an assessment."""

from collections.abc import Sequence

import msgspec

from biaozhun.cloud.assessment.models import Assessee, Assessment
from biaozhun.core.assessment import (
    Firmness,
    Performance,
    Scheme,
    Shift,
    Standing,
    firmness,
    read_values,
    standings,
)

LONGEST_PROOF = 500  # characters


class Ranking(msgspec.Struct, frozen=True):
    """Who stands where, how firm that is, and the changes of weight that move somebody."""

    standings: tuple[Standing, ...]
    firm: dict[str, Firmness]
    shifts: tuple[Shift, ...]


def scheme_of(assessment: Assessment) -> Scheme:
    """The scheme it was set up with."""
    return msgspec.convert(assessment.scheme, Scheme, strict=False)


def performance_of(scheme: Scheme, one: Assessee) -> Performance:
    """What counts of a unit: the values of the review."""
    return Performance(
        unit=one.organisation.name,
        values=read_values(scheme, one.reviewed).values,
        evidenced=frozenset(one.evidenced),
        vetoes=frozenset(one.vetoes),
    )


def performances_of(scheme: Scheme, assessees: Sequence[Assessee]) -> list[Performance]:
    """What counts of those who were reviewed."""
    return [performance_of(scheme, one) for one in assessees if one.state == "reviewed"]


def own_faults(one: Assessee) -> dict[str, str]:
    """What stands against handing in what a unit says of itself, by the key of the indicator."""
    faults = read_values(scheme_of(one.assessment), one.own).faults
    long = (key for key, proof in one.evidence.items() if len(proof) > LONGEST_PROOF)
    return dict.fromkeys(long, "proof_too_long") | {fault.key: fault.code for fault in faults}


def ranking(assessment: Assessment, assessees: Sequence[Assessee]) -> Ranking:
    """The ranking of those who were reviewed."""
    scheme = scheme_of(assessment)
    known = performances_of(scheme, assessees)
    firm, shifts = firmness(scheme, known)
    return Ranking(standings(scheme, known), {one.unit: one for one in firm}, shifts)
