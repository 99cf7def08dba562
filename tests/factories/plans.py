"""Plans in force with tasks and duties, made through the models."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.plans.models import Duty, Evidence, Plan, ProgressReport, Task

MADE = dt.datetime(2026, 7, 1, 4, tzinfo=dt.UTC)


def unit_of(name: str, parent: Organisation | None = None) -> Organisation:
    """An organisation, made once."""
    return Organisation.objects.get_or_create(name=name, defaults={"parent": parent})[0]


def person_at(unit: Organisation | None, name: str, role: Role = Role.READER) -> Person:
    """Somebody who works there."""
    return Person.objects.create_user(
        f"{name}@example.org", name=name, role=role, organisation=unit
    )


def plan_of(title: str = "国家标准化综合改革试点建设方案", **told: Any) -> Plan:
    """A plan, in force where nothing else is said."""
    told = {"state": "in_force", "text": "", "added": MADE, "state_since": MADE, **told}
    return Plan.objects.create(title=title, **told)


def task_of(
    plan: Plan,
    title: str,
    *,
    leads: Sequence[Organisation | str] = (),
    helpers: Sequence[Organisation | str] = (),
    **told: Any,
) -> Task:
    """A confirmed task with its duties; units that are no organisation stand by their name."""
    told = {"state": "open", "rank": plan.tasks.count() + 1, "state_since": MADE, **told}
    task = Task.objects.create(plan=plan, title=title, **told)
    for role, units in ((Duty.Role.LEAD, leads), (Duty.Role.COOPERATE, helpers)):
        for unit in units:
            duty_of(task, unit, role)
    return task


def duty_of(task: Task, unit: Organisation | str, role: str, **told: Any) -> Duty:
    """A duty of a unit."""
    is_known = isinstance(unit, Organisation)
    return Duty.objects.create(
        task=task,
        named=unit.name if isinstance(unit, Organisation) else unit,
        organisation=unit if is_known else None,
        role=role,
        rank=task.duties.count() + 1,
        **{"state_since": MADE, **told},
    )


def report_of(duty: Duty, *, share: int = 50, proved: bool = True, **told: Any) -> ProgressReport:
    """A report of a duty, with an address as its evidence."""
    told = {"text": "已印发文件", "made": MADE, "state_since": MADE, **told}
    report = ProgressReport.objects.create(duty=duty, share=share, **told)
    if proved:
        Evidence.objects.create(
            report=report, name="通知", address="https://example.org/1", added=MADE
        )
    return report
