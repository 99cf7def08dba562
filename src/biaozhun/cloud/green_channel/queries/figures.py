"""How often the green channel was used, refused and audited, and whether it was faster."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Final

import msgspec
from django.db.models import QuerySet

from biaozhun.cloud.drafting.models import Procedure, Project
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.green_channel.models import Finding, Use
from biaozhun.cloud.green_channel.queries.grounds import names_of
from biaozhun.cloud.green_channel.queries.uses import Asked, latest_finding, public_uses

ENOUGH: Final = 5
"""So many projects must be known before their middle is told; of fewer it would mislead."""
_BAD: Final = frozenset({Finding.UNJUSTIFIED, Finding.REMEDIED})


class OfYear(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of a year.

    Attributes:
        year: of the decision.
        used: granted.
        refused: not granted.
        checked: of the granted, those that were audited.
        unjustified: of those, found unjustified, made up for or not.
    """

    year: int
    used: int
    refused: int
    checked: int
    unjustified: int


class Speed(msgspec.Struct, frozen=True, kw_only=True):
    """How long projects took from the plan to the announcement.

    Attributes:
        faster: the median of days of those made by the green channel; nothing of too few.
        faster_known: of how many.
        normal: the median of the others; nothing of too few.
        normal_known: of how many.
    """

    faster: int | None
    faster_known: int
    normal: int | None
    normal_known: int


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What the public page counts.

    Attributes:
        years: by year, the latest first.
        grounds: what a ground is called and how often, the most frequent first.
        departments: name and how often, likewise.
        projects: how many projects used the channel.
        all_projects: of how many.
        speed: how long they took.
    """

    years: Sequence[OfYear]
    grounds: Sequence[tuple[str, int]]
    departments: Sequence[tuple[str, int]]
    projects: int
    all_projects: int
    speed: Speed

    @property
    def share(self) -> float | None:
        """Of all projects, those that used the channel."""
        return self.projects / self.all_projects if self.all_projects else None


def figures(asked: Asked) -> Figures:
    """The figures of what is asked for; at most eight questions."""
    used = list(public_uses(asked))
    names = names_of(one.ground for one in used)
    grounds = Counter(one.ground for one in used)
    departments = Counter(one.project.department.name for one in used)
    return Figures(
        years=_years(used, refused_uses(asked)),
        grounds=[(names[code], count) for code, count in grounds.most_common()],
        departments=departments.most_common(),
        projects=len({one.project_id for one in used}),
        all_projects=_projects(asked).count(),
        speed=speed(_projects(asked)),
    )


def refused_uses(asked: Asked) -> list[dt.date]:
    """The days on which uses were refused; one question."""
    rows = Use.objects.filter(state="refused", decided__isnull=False)
    if asked.department:
        rows = rows.filter(project__department=asked.department)
    if asked.ground:
        rows = rows.filter(ground=asked.ground)
    days = [day_of(at) for at in rows.values_list("decided", flat=True) if at is not None]
    return [day for day in days if asked.year in (0, day.year)]


def _projects(asked: Asked) -> "QuerySet[Project]":
    """All projects the uses are compared with."""
    rows = Project.objects.filter(planned__isnull=False)
    if asked.department:
        rows = rows.filter(department=asked.department)
    if asked.year:
        rows = rows.filter(planned__year=asked.year)
    return rows.order_by()


def _years(used: Iterable[Use], refused: Iterable[dt.date]) -> list[OfYear]:
    by_year: dict[int, list[Use]] = {}
    for one in used:
        if one.decided is not None:
            by_year.setdefault(day_of(one.decided).year, []).append(one)
    against = Counter(day.year for day in refused)
    return [
        OfYear(
            year=year,
            used=len(by_year.get(year, [])),
            refused=against[year],
            checked=sum(bool(latest_finding(one)) for one in by_year.get(year, [])),
            unjustified=sum(latest_finding(one) in _BAD for one in by_year.get(year, [])),
        )
        for year in sorted({*by_year, *against}, reverse=True)
    ]


def speed(projects: "QuerySet[Project]") -> Speed:
    """How long projects took, those of the green channel against the others; one question."""
    known = projects.filter(planned__isnull=False, announced__isnull=False)
    faster: list[int] = []
    normal: list[int] = []
    for planned, announced, procedure in known.values_list("planned", "announced", "procedure"):
        assert planned is not None and announced is not None  # noqa: PT018, S101  -- asked for so
        (normal if procedure == Procedure.NORMAL else faster).append((announced - planned).days)
    return Speed(
        faster=middle(faster),
        faster_known=len(faster),
        normal=middle(normal),
        normal_known=len(normal),
    )


def middle(days: Sequence[int]) -> int | None:
    """The median, rounded half up; nothing of fewer than :data:`ENOUGH`."""
    return int(median(days) + 0.5) if len(days) >= ENOUGH else None


def speed_of(use: Use) -> Speed:
    """How long the projects of an authority took, to compare one with; one question."""
    rows = Project.objects.filter(authority=use.project.authority_id)
    return speed(rows.order_by())
