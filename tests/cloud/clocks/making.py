"""Projects that stand where a test wants them, with the periods that would run then."""

import datetime as dt
from typing import Any

from biaozhun.cloud.cases.models import Period
from biaozhun.cloud.drafting.models import Project
from tests.factories.drafting import project_of

DAY = dt.date(2026, 6, 20)
NOON = dt.datetime(2026, 6, 20, 4, tzinfo=dt.UTC)


def stands(project: Project, state: str, since: dt.date) -> Project:
    """Put a project into a state; its life cycle is tried elsewhere."""
    at = dt.datetime.combine(since, dt.time(4), tzinfo=dt.UTC)
    Project.objects.filter(pk=project.pk).update(state=state, state_since=at)
    project.refresh_from_db()
    return project


def runs(
    project: Project, rule: str, began: dt.date, due: dt.date, ended: dt.date | None = None
) -> Period:
    """A period of a project."""
    return Period.objects.create(
        subject=project.case_subject,
        rule=rule,
        direction="at_most",
        began=began,
        due=due,
        promised=True,
        binding=False,
        ended=ended,
    )


def done(serial: int, planned: dt.date, announced: dt.date, **told: Any) -> Project:
    """A project that was announced, with every day between spent in preparing it."""
    made = project_of(serial, planned=planned, **told)
    Period.objects.filter(subject=made.case_subject).update(ended=announced)
    Project.objects.filter(pk=made.pk).update(announced=announced, number=f"DB44/T {serial}-2026")
    return stands(made, "published", announced)
