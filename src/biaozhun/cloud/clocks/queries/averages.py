"""How long finished projects took, on the whole and in each stage."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec

from biaozhun.cloud.cases.models import Period
from biaozhun.cloud.clocks.queries.clocked import Limits
from biaozhun.cloud.drafting.models import Project
from biaozhun.core.clocks import OF_RULE, TOTAL, Duration, Stage, Stay, Summary, summary
from biaozhun.core.clocks import stage_clocks as clocks_of

_SUBJECT: Final = Project.machine.name


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """A project that was announced, with the days it took.

    Attributes:
        project: which one.
        total: from the plan to the announcement.
        stages: days in each stage that is known and over.
    """

    project: Project
    total: Duration
    stages: Mapping[Stage, Duration]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of a group.

    Attributes:
        key: what makes it: a year, a field, the id of a unit; empty for all.
        name: of a unit or committee, as it is printed.
        total: of the whole way.
        stages: of each stage, in their order; ``None`` where nobody knows.
    """

    key: str
    name: str
    total: Summary
    stages: tuple[tuple[Stage, Summary | None], ...]


class Averages(msgspec.Struct, frozen=True, kw_only=True):
    """All figures of a day.

    Attributes:
        all: of all projects; ``None`` without one.
        groups: by what they are grouped, the lines of each.
        unknown: announced projects that are not counted, since a day is missing.
        taken_over: of those counted, how many were taken over with their days.
    """

    all: Line | None
    groups: dict[str, list[Line]]
    unknown: int
    taken_over: int


GROUPS: Final[dict[str, Callable[[Project], tuple[str, str]]]] = {
    "year": lambda one: (str(one.announced.year if one.announced else ""), ""),
    "department": lambda one: (str(one.department_id), one.department.name),
    "committee": lambda one: (
        (str(one.committee_id), f"{one.committee.code} {one.committee.name}")
        if one.committee
        else ("", "")
    ),
    "field": lambda one: (one.field, ""),
    "procedure": lambda one: (one.procedure, ""),
}
"""By what averages are grouped: of a project the key of its group, and its name."""


def averages(today: dt.date, *, authority: int = 0) -> Averages:
    """The figures of the projects that were announced until a day.

    Args:
        today: the day.
        authority: whose projects; 0 for all.
    """
    rows = Project.objects.filter(announced__lte=today)
    if authority:
        rows = rows.filter(authority=authority)
    projects = list(rows.select_related("authority", "department", "committee"))
    done = finished(projects, today)
    return Averages(
        all=_line("", "", done),
        groups={name: _grouped(done, key) for name, key in GROUPS.items()},
        unknown=len(projects) - len(done),
        taken_over=sum(one.project.taken_over for one in done),
    )


def finished(projects: Iterable[Project], today: dt.date) -> list[Done]:
    """The projects of which both days are known; no more questions for many than for one."""
    known = [
        one for one in projects if one.planned and one.announced and one.planned <= one.announced
    ]
    stays = _stays()
    limits = Limits(today)
    found = []
    for one in known:
        assert one.planned is not None  # noqa: S101  -- filtered above
        assert one.announced is not None  # noqa: S101  -- likewise
        rules = limits.of(one.authority, one.procedure)
        due = limits.last_day(rules, TOTAL, one.planned)
        clocks = clocks_of(stays.get(one.pk, ()), today)
        found.append(
            Done(
                project=one,
                total=Duration(
                    (one.announced - one.planned).days,
                    one.announced <= due if due is not None else None,
                ),
                stages={
                    clock.stage: Duration(clock.days, not clock.was_late)
                    for clock in clocks
                    if not clock.is_running
                },
            )
        )
    return found


def _stays() -> dict[int, list[Stay]]:
    """Of all announced projects, by their ids; one question."""
    rows = Period.objects.filter(subject__startswith=f"{_SUBJECT}:", rule__in=list(OF_RULE))
    found: dict[int, list[Stay]] = defaultdict(list)
    for subject, rule, came, left, due in rows.values_list(
        "subject", "rule", "began", "ended", "due"
    ):
        pk = int(subject.rpartition(":")[2])
        found[pk].append(Stay(stage=OF_RULE[rule], came=came, left=left, due=due))
    return found


def _grouped(done: Iterable[Done], key: Callable[[Project], tuple[str, str]]) -> list[Line]:
    groups: dict[tuple[str, str], list[Done]] = defaultdict(list)
    for one in done:
        groups[key(one.project)].append(one)
    lines = [_line(*told, groups[told]) for told in sorted(groups)]
    return [one for one in lines if one is not None]


def _line(key: str, name: str, done: list[Done]) -> Line | None:
    total = summary([one.total for one in done])
    if total is None:
        return None
    stages = (
        (stage, summary([one.stages[stage] for one in done if stage in one.stages]))
        for stage in Stage
    )
    return Line(key=key, name=name, total=total, stages=tuple(stages))
