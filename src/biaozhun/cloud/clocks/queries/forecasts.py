"""Forecasts of running projects from those of the past."""

import datetime as dt
from collections.abc import Iterable, Iterator

from biaozhun.cloud.cases.models import Period
from biaozhun.cloud.clocks.queries.clocked import Clocked
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.core.clocks import OF_RULE, Forecast, Forecaster, NoForecast, Stage, Visit

_SUBJECT = Project.machine.name


def learnt(today: dt.date, stages: Iterable[Stage] = Stage) -> Forecaster:
    """What all projects of the installation tell of some stages until a day; two questions."""
    return Forecaster((visit for _pk, visit in visits(today, stages)), today)


def visits(until: dt.date, stages: Iterable[Stage] = Stage) -> Iterator[tuple[int, Visit]]:
    """Every stay in a stage that began before a day, with the id of its project; two questions."""
    rules = [stage.rule for stage in stages]
    told = {
        one.pk: one
        for one in Project.objects.only(
            "authority", "department", "committee", "procedure", "state", "state_since", "announced"
        )
    }
    rows = Period.objects.filter(
        subject__startswith=f"{_SUBJECT}:", rule__in=rules, began__lt=until
    )
    for subject, rule, came, left in rows.values_list("subject", "rule", "began", "ended"):
        project = told.get(int(subject.rpartition(":")[2]))
        if project is not None:
            yield project.pk, _visit(project, rule, came, left)


def _visit(project: Project, rule: str, came: dt.date, left: dt.date | None) -> Visit:
    is_over = project.state in {"terminated", "issued_elsewhere"}
    return Visit(
        stage=OF_RULE[rule],
        came=came,
        left=left,
        done=None if is_over else project.announced,
        ended=day_of(project.state_since) if is_over else None,
        groups=groups_of(project),
    )


def groups_of(project: Project) -> tuple[str, ...]:
    """What a project is compared with, the most like it first."""
    way = f"{project.authority_id}/{project.procedure}"
    own = [f"department {way}/{project.department_id}"]
    if project.committee_id is not None:
        own.insert(0, f"committee {way}/{project.committee_id}")
    return (*own, f"authority {way}", f"procedure {project.procedure}", "")


def forecasts(
    found: Iterable[Clocked], learnt_from: Forecaster
) -> dict[int, Forecast | NoForecast]:
    """What is to be expected of projects, by their ids; nothing is asked.

    Of those announced, and of those of which nobody knows since when they are in their stage,
    nothing is told.
    """
    told: dict[int, Forecast | NoForecast] = {}
    for one in found:
        running = one.running
        if running is None or one.project.announced or one.stage is not running.stage:
            continue
        days = (one.today - running.came).days
        told[one.project.pk] = learnt_from.of(running.stage, days, groups_of(one.project))
    return told
