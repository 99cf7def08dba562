"""All that is known of the work on one task, and what the guards ask of it."""

import datetime as dt

import msgspec
from django.db.models import Prefetch

from biaozhun.cloud.plans.life import WorkFacts
from biaozhun.cloud.plans.models import (
    DateChange,
    Duty,
    Evidence,
    ProgressReport,
    SupervisionLetter,
    Task,
)
from biaozhun.cloud.plans.permissions import is_lead

SETTLED = frozenset({"done", "released"})
"""The states of duties in which nothing more is to be done."""


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """A task with its duties, reports, changes of date and letters, the newest first."""

    task: Task
    duties: list[Duty]
    reports: list[ProgressReport]
    changes: list[DateChange]
    letters: list[SupervisionLetter]

    def duty(self, pk: int | None) -> Duty | None:
        """The duty with this id, if it is of this task."""
        return next((one for one in self.duties if one.pk == pk), None)

    def reports_of(self, duty: Duty) -> list[ProgressReport]:
        """What was reported of a duty, the newest first."""
        return [one for one in self.reports if one.duty_id == duty.pk]

    def parts_of(self, duty: Duty) -> list[Duty]:
        """What was handed on of a duty."""
        return [one for one in self.duties if one.parent_id == duty.pk]


def work_of(task: Task) -> Work:
    """Everything about the work on a task; five questions, and none for the task itself."""
    evidence = Prefetch("evidence", queryset=Evidence.objects.order_by("id"))
    reports = ProgressReport.objects.filter(duty__task=task).select_related("made_by")
    return Work(
        task=task,
        duties=list(task.duties.select_related("organisation").order_by("rank", "id")),
        reports=list(reports.prefetch_related(evidence).order_by("-made", "-id")),
        changes=list(task.date_changes.select_related("asked_by")),
        letters=list(task.letters.select_related("addressee")),
    )


def last_day(duty: Duty, task: Task) -> dt.date | None:
    """The last day of a duty: its own, else that of the task."""
    return duty.deadline or task.deadline


def open_for_closing(work: Work) -> list[Duty]:
    """The duties of helpers that stand against closing a task."""
    helpers = (one for one in work.duties if one.parent_id is None and not is_lead(one))
    return [one for one in helpers if one.state not in SETTLED]


def open_for_submitting(work: Work, unit: int | None) -> list[Duty]:
    """The duties that stand against a lead saying that a task is done.

    They are those of helpers, those of other leads that have not said they are done, and the parts
    that the unit itself has handed on.
    """
    leads = [one for one in work.duties if is_lead(one)]
    others = [one for one in leads if one.organisation_id != unit and one.state == "open"]
    own = [one for one in leads if one.organisation_id == unit]
    parts = [part for one in own for part in open_parts(work, one)]
    return [*open_for_closing(work), *others, *parts]


def open_parts(work: Work, duty: Duty) -> list[Duty]:
    """What was handed on of a duty and is not done."""
    return [one for one in work.parts_of(duty) if one.state not in SETTLED]


def facts_of_task(work: Work, open_duties: list[Duty], *, reason: str = "") -> WorkFacts:
    """What the guards of a task ask.

    Args:
        work: all that is known of it.
        open_duties: those that stand against the step.
        reason: what was written with the step.
    """
    return WorkFacts(
        plan_in_force=work.task.plan.state == "in_force",
        task_open=work.task.state == "open",
        has_evidence=any(_proves(one) for one in work.reports),
        open_duties=len(open_duties),
        has_deadline=work.task.deadline is not None,
        date_change_asked=any(one.state == "asked" for one in work.changes),
        reason=reason,
    )


def facts_of_duty(work: Work, duty: Duty, *, units_below: int = 0, reason: str = "") -> WorkFacts:
    """What the guards of a duty ask; what its parts have proved counts for it as well."""
    own = {duty.pk, *(one.pk for one in work.parts_of(duty))}
    return WorkFacts(
        plan_in_force=work.task.plan.state == "in_force",
        task_open=work.task.state == "open",
        has_evidence=any(_proves(one) for one in work.reports if one.duty_id in own),
        open_duties=len(open_parts(work, duty)),
        units_below=units_below,
        reason=reason,
    )


def _proves(report: ProgressReport) -> bool:
    """Whether a report that was not sent back has evidence; it was loaded with its reports."""
    return report.state != "returned" and bool(report.evidence.all())
