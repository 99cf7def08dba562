"""On what ground a standard is made faster, and which steps that may leave out.

Both are tables (``urgency_ground.csv``, ``skippable_step.csv``) with the law each row stands on and
how sure it is. Priority is no exemption (标准化法 §14): what the law asks for at least, no
procedure waives, whatever the reason.
"""

from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from biaozhun.core.lifecycle.rules import Confidence, Procedure
from biaozhun.core.reference import table

Answer = Literal["yes", "no"]


class _Based(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on a law or on a practice."""

    basis: str
    basis_en: str
    confidence: Confidence
    article: str = ""


class Ground(_Based, frozen=True, kw_only=True):
    """Why a standard may be made faster.

    Attributes:
        code: its name.
        name: in Chinese.
        name_en: in English.
        meaning: when it holds.
        meaning_en: the same in English.
        place: beginning of the division code whose regulation states it; empty for everywhere.
        basis: the law or document.
        article: of the basis; empty where nobody knows it.
        confidence: how it is known.
        basis_en: the title in our own translation.
    """

    code: str
    name: str
    name_en: str
    meaning: str
    meaning_en: str
    place: str = ""


class Step(_Based, frozen=True, kw_only=True):
    """A step in the making of a standard, and who may leave it out.

    Attributes:
        code: its name.
        name: in Chinese.
        name_en: in English.
        priority: whether the priority procedure may leave it out.
        emergency: whether the emergency procedure may.
        kept_in: beginnings of division codes whose regulation keeps it in, apart by blanks.
        before: the state of a project from which it is too late to ask; ``planned`` for what lies
            before the project, empty for what is never left out.
        gate: which part of the platform asks for it; empty where only the record says so.
        why: what speaks for it, or against it.
        why_en: the same in English.
    """

    code: str
    name: str
    name_en: str
    priority: Answer
    emergency: Answer
    why: str
    why_en: str
    kept_in: str = ""
    before: str = ""
    gate: str = ""

    @property
    def is_ever_left_out(self) -> bool:
        """Whether any procedure may leave it out."""
        return "yes" in {self.priority, self.emergency}


@cache
def grounds() -> Mapping[str, Ground]:
    """All grounds by code, in the order of the table."""
    return {one.code: one for one in table("urgency_ground").typed(Ground)}


def grounds_in(division: str) -> tuple[Ground, ...]:
    """The grounds that hold in a place, by the code of its division (GB/T 2260)."""
    return tuple(one for one in grounds().values() if division.startswith(one.place))


@cache
def steps() -> Mapping[str, Step]:
    """All steps by code, in the order of the table."""
    return {one.code: one for one in table("skippable_step").typed(Step)}


def why_kept(step: Step, procedure: str, division: str) -> str:
    """Why a step may not be left out, by code; empty where it may.

    Args:
        step: which one.
        procedure: by which the standard is made.
        division: code of the division of its authority.

    Returns:
        ``never_left_out`` (the law asks for it), ``kept_in_here`` (a regulation of the place does),
        ``kept_by_procedure`` (another procedure may), ``procedure_normal`` or nothing.
    """
    if not step.is_ever_left_out:
        return "never_left_out"
    if procedure == Procedure.NORMAL:
        return "procedure_normal"
    if any(division.startswith(place) for place in step.kept_in.split()):
        return "kept_in_here"
    allowed = {Procedure.PRIORITY: step.priority, Procedure.EMERGENCY: step.emergency}
    return "" if allowed[Procedure(procedure)] == "yes" else "kept_by_procedure"


def may_be_left_out(procedure: str, division: str) -> tuple[Step, ...]:
    """The steps a procedure may leave out in a place."""
    return tuple(one for one in steps().values() if not why_kept(one, procedure, division))
