"""Projects with their clocks: stages, the whole way, what presses, who holds the ball."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Period
from biaozhun.cloud.cases.queries import periods_of
from biaozhun.cloud.drafting.holders import Holder, holders_of
from biaozhun.cloud.drafting.life import RUNNING
from biaozhun.cloud.drafting.models import Proceeding, Project
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.rules.queries import calendar, rules_for
from biaozhun.core.clocks import (
    OF_RULE,
    OF_STATE,
    TOTAL,
    Due,
    Stage,
    StageClock,
    Stay,
    TotalClock,
    pressing,
    stage_clocks,
    total_clock,
)
from biaozhun.core.lifecycle import Applied, Direction
from biaozhun.core.lifecycle.calendar import StatutoryCalendar
from biaozhun.core.lifecycle.units import PERIODS

DEADLINE: Final = "deadline"
"""What stands for a rule where the plan itself names the day."""
_ON_PUBLISHING: Final = ("T-02", "T-03", "T-04")
"""Rules of law whose last days run on behind the announcement."""
SOON: Final = 14  # days


class Clocked(msgspec.Struct, frozen=True, kw_only=True):
    """A project with its clocks.

    Attributes:
        project: which one.
        stages: those it came to.
        total: the whole way; ``None`` where nobody knows the day of the plan.
        dues: everything it has to have done by a day.
        holder: whose turn it is; ``None`` once it is over.
        limits: the rules that hold for it, by their ids.
        today: the day asked.
    """

    project: Project
    stages: tuple[StageClock, ...]
    total: TotalClock | None
    dues: tuple[Due, ...]
    holder: Holder | None
    limits: Mapping[str, Applied]
    today: dt.date

    @property
    def stage(self) -> Stage | None:
        """In which stage it stands."""
        return OF_STATE.get(self.project.state)

    @property
    def running(self) -> StageClock | None:
        """The clock of the stage it stands in; ``None`` where nobody knows since when."""
        return next((one for one in self.stages if one.is_running), None)

    @property
    def pressing(self) -> Due | None:
        """What ends first."""
        return pressing(self.dues)

    @property
    def late(self) -> int:
        """Days behind what ended first; 0 in time."""
        return self.pressing.late(self.today) if self.pressing else 0

    @property
    def left(self) -> int | None:
        """Days to what ends first; negative behind it."""
        return self.pressing.left(self.today) if self.pressing else None

    @property
    def ends_soon(self) -> bool:
        """Whether something ends within two weeks, and nothing is late."""
        return self.left is not None and 0 <= self.left <= SOON

    @property
    def is_unknown(self) -> bool:
        """Whether it was taken over and nobody said since when it is in its stage."""
        return self.project.taken_over and self.stage is not None and self.running is None


class Limits:
    """The rules of authorities on a day, each asked for once."""

    def __init__(self, on: dt.date) -> None:
        self.on = on
        self.calendar: StatutoryCalendar = calendar()
        self._rules: dict[tuple[int, str], dict[str, Applied]] = {}

    def of(self, authority: Organisation, procedure: str) -> dict[str, Applied]:
        """The rules of an authority for a procedure."""
        key = (authority.pk, procedure)
        if key not in self._rules:
            self._rules[key] = rules_for(authority, procedure=procedure, on=self.on)
        return self._rules[key]

    def last_day(self, rules: Mapping[str, Applied], rule: str, began: dt.date) -> dt.date | None:
        """The last day of a rule; a goal of so much time is not moved past days off."""
        held = rules.get(rule)
        if held is None or held.unit not in PERIODS:
            return None
        return self.calendar.ends(began, int(held.value), held.unit, rolls=False).day


def clocked(projects: Sequence[Project], today: dt.date, *, limits: Limits) -> list[Clocked]:
    """Projects with their clocks; the number of questions does not grow with that of projects."""
    periods = periods_of([one.case_subject for one in projects])
    holders = holders_of(projects, today)
    stated = _stated(projects)
    found = []
    for one in projects:
        rules = limits.of(one.authority, one.procedure)
        held = periods[one.case_subject]
        stays = [_stay(period) for period in held if period.rule in OF_RULE]
        stays += _taken_over(one, stays, stated, limits, rules)
        total = _total(one, limits, rules, today)
        found.append(
            Clocked(
                project=one,
                stages=tuple(stage_clocks(stays, today)),
                total=total,
                dues=tuple(_dues(one, held, total, rules)),
                holder=holders.get(one.pk),
                limits=rules,
                today=today,
            )
        )
    return found


def _stay(period: Period) -> Stay:
    return Stay(
        stage=OF_RULE[period.rule],
        came=period.began,
        left=period.ended,
        due=period.due,
        binding=period.binding,
    )


def _total(
    project: Project, limits: Limits, rules: Mapping[str, Applied], today: dt.date
) -> TotalClock | None:
    if project.planned is None:
        return None
    is_over = project.state in {"terminated", "issued_elsewhere"}
    ended = day_of(project.state_since) if is_over else project.announced
    if ended is None and project.state in {"announced", "published"}:
        return None  # taken over as announced, and nobody said on which day
    return total_clock(
        project.planned, ended, limits.last_day(rules, TOTAL, project.planned), today
    )


def _dues(
    project: Project,
    periods: Iterable[Period],
    total: TotalClock | None,
    rules: Mapping[str, Applied],
) -> Iterable[Due]:
    for one in periods:
        counts = one.rule in OF_RULE or one.rule in _ON_PUBLISHING
        if counts and one.ended is None and one.direction == Direction.AT_MOST:
            yield Due(rule=one.rule, day=one.due, binding=one.binding)
    if total is not None and total.ended is None and total.due is not None:
        yield Due(rule=TOTAL, day=total.due, binding=rules[TOTAL].binding)
    if project.deadline is not None and project.state in {"planned", *RUNNING}:
        yield Due(rule=DEADLINE, day=project.deadline)


def _stated(projects: Sequence[Project]) -> dict[int, dt.date]:
    """Of projects taken over while they were consulted on, the first day as it was stated."""
    taken = [
        one.pk for one in projects if one.taken_over and OF_STATE.get(one.state) is Stage.CONSULTING
    ]
    rows = Proceeding.objects.filter(
        project__in=taken,
        kind=Proceeding.Kind.CONSULTATION,
        origin=Proceeding.Origin.TAKEN_OVER,
        began__isnull=False,
    )
    return {pk: day for pk, day in rows.order_by("-round").values_list("project", "began") if day}


def _taken_over(
    project: Project,
    stays: Sequence[Stay],
    stated: Mapping[int, dt.date],
    limits: Limits,
    rules: Mapping[str, Applied],
) -> list[Stay]:
    began = stated.get(project.pk)
    if began is None or any(one.stage is Stage.CONSULTING for one in stays):
        return []
    due = limits.last_day(rules, Stage.CONSULTING.rule, began)
    return [Stay(stage=Stage.CONSULTING, came=began, due=due)]
