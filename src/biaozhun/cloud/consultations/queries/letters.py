"""Letters of a consultation, whom a region usually asks, and which groups are not asked yet."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

import msgspec
from django.db.models import Q, QuerySet

from biaozhun.cloud.consultations.models import Consultation, Letter
from biaozhun.cloud.organisations.queries.people import people_of
from biaozhun.cloud.rules.queries.holding import rules_for
from biaozhun.core.lifecycle import Applied

UNITS: Final = "T-12b"
"""The rule that says how many units are asked, where a region has it."""
PROPOSED: Final = 60  # units of a usual list
_NAMED_BY_LAW: Final = (
    Letter.Group.DEPARTMENT,
    Letter.Group.ENTERPRISE,
    Letter.Group.ASSOCIATION,
    Letter.Group.CONSUMERS,
    Letter.Group.EDUCATION,
)
"""Whom the Administrative Measures for Local Standards name (domain-rules 2.2, row 7)."""
_NAMED_FOR_ACCESS: Final = (Letter.Group.DISABLED, Letter.Group.ELDERLY)
"""Whom the Law on Barrier-free Environments names for standards of accessibility (article 52)."""
_ACCESSIBLE: Final = (
    *("无障碍", "适老", "老年", "养老", "老龄", "残疾", "盲", "轮椅", "康复", "助听", "手语"),
)


class GroupAsked(msgspec.Struct, frozen=True, kw_only=True):
    """A group the rules name, and how many units of it are on the list.

    Attributes:
        group: one of :class:`Letter.Group`.
        basis: ``measures`` or ``barrier_free``: which rule names it.
        units: on the list.
        sent: of them, those a letter was sent to.
    """

    group: str
    basis: str
    units: int
    sent: int


class CheckList(msgspec.Struct, frozen=True, kw_only=True):
    """Who is asked, against what the rules say.

    Attributes:
        groups: the groups the rules name.
        units: all units on the list.
        rule: how many the region asks for; ``None`` where no such rule holds.
    """

    groups: tuple[GroupAsked, ...]
    units: int
    rule: Applied | None

    @property
    def lacking(self) -> tuple[GroupAsked, ...]:
        """The groups nobody of whom is on the list."""
        return tuple(one for one in self.groups if not one.units)

    @property
    def is_short(self) -> bool:
        """Whether fewer units are on the list than the region asks for."""
        return self.rule is not None and not self.rule.met_by(self.units)


class UsualUnit(msgspec.Struct, frozen=True, kw_only=True):
    """A unit a region usually asks; ``source`` is ``letters`` or ``watchers``."""

    unit: str
    group: str
    email: str = ""
    organisation_id: int | None = None
    source: str = "letters"


def letters_of(consultation: Consultation) -> QuerySet[Letter]:
    """The letters of a consultation by group and unit."""
    return consultation.letters.select_related("organisation")


def checklist(consultation: Consultation, letters: Iterable[Letter], on: dt.date) -> CheckList:
    """Which groups are asked, and whether they are enough units.

    Args:
        consultation: which one.
        letters: all of it.
        on: the day whose rules count.
    """
    held = list(letters)
    project = consultation.project
    named = [(group, "measures") for group in _NAMED_BY_LAW]
    if is_of_access(f"{project.title} {project.scope}"):
        named += [(group, "barrier_free") for group in _NAMED_FOR_ACCESS]
    rules = rules_for(project.authority, procedure=project.procedure, on=on)
    return CheckList(
        groups=tuple(
            GroupAsked(
                group=str(group),
                basis=basis,
                units=sum(1 for one in held if one.group == group),
                sent=sum(1 for one in held if one.group == group and one.sent),
            )
            for group, basis in named
        ),
        units=len(held),
        rule=rules.get(UNITS),
    )


def is_of_access(words: str) -> bool:
    """Whether a standard is about accessibility, by the words of its title and scope."""
    return any(word in words for word in _ACCESSIBLE)


def usual_units(consultation: Consultation) -> list[UsualUnit]:
    """Units the authority asked before and the departments that look on, not on the list yet.

    Who drafts it is not asked about it.
    """
    project = consultation.project
    taken = set(consultation.letters.values_list("unit", flat=True))
    taken.update(project.units.values_list("name", flat=True))
    found: dict[str, UsualUnit] = {}
    earlier = (
        Letter.objects.filter(
            Q(consultation__project__authority=project.authority_id), sent__isnull=False
        )
        .exclude(consultation=consultation)
        .order_by("-sent", "-pk")
    )
    for one in earlier[: PROPOSED * 4]:
        found.setdefault(
            one.unit,
            UsualUnit(
                unit=one.unit,
                group=one.group,
                email=one.email,
                organisation_id=one.organisation_id,
            ),
        )
    for unit in project.watchers.order_by("name"):
        watcher = UsualUnit(
            unit=unit.name,
            group=str(Letter.Group.DEPARTMENT),
            organisation_id=unit.pk,
            source="watchers",
        )
        found.setdefault(unit.name, watcher)
    return [one for one in found.values() if one.unit not in taken][:PROPOSED]


def reachable(letters: Iterable[Letter]) -> dict[int, str]:
    """How each unit is reached: ``platform``, ``email`` or ``paper``; one question."""
    held = list(letters)
    peopled = {one.organisation_id for one in people_of([held_.organisation_id for held_ in held])}
    return {
        one.pk: "platform"
        if one.organisation_id is not None and one.organisation_id in peopled
        else "email"
        if one.email
        else "paper"
        for one in held
    }
