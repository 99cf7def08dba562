"""Taking a table of tasks in: rows that belong to tasks of the plan, and rows that are new ones."""

from collections.abc import Mapping, Sequence

import msgspec
from django.db import transaction

from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.organisations.queries.resolving import Resolution, resolve
from biaozhun.cloud.plans.actions.assigning import Charged, set_units, standing
from biaozhun.cloud.plans.actions.changing import By, because, hold
from biaozhun.cloud.plans.actions.charging import day_of_plan, only_organisation
from biaozhun.cloud.plans.actions.comparing import stamp_of, tasks_stamp, units_stamp
from biaozhun.cloud.plans.actions.correcting import correct_task, settle
from biaozhun.cloud.plans.actions.shaping import NewTask, add_task
from biaozhun.cloud.plans.errors import ChangedMeanwhileError, PlanRefusedError
from biaozhun.cloud.plans.models import Passage, Plan, Task
from biaozhun.cloud.plans.queries.plans import GONE
from biaozhun.cloud.plans.tables import ImportRow
from biaozhun.core.text.folding import fold


class Choice(msgspec.Struct, frozen=True):
    """What becomes of a row: the units and the time of a task, or a task of its own."""

    row: ImportRow
    task: Task | None


class Source(msgspec.Struct, frozen=True):
    """The file of a table, and the attachment that was lacking and is there now."""

    file: str
    attachment: Passage | None


@transaction.atomic
def take_rows(
    plan: Plan, choices: Sequence[Choice], *, stamp: str, told: Source, by: By
) -> tuple[int, int]:
    """Take rows in; how many tasks were changed and added.

    The units of a row take the place of those a task had; a time is set where the row has one.

    Args:
        plan: of which tasks.
        choices: the rows with what becomes of them.
        stamp: of the tasks the plan had when the rows were looked through.
        told: where the rows come from.
        by: who does it.

    Raises:
        ChangedMeanwhileError: tasks came or went since, as when the same rows are sent twice.
        PlanRefusedError: ``no_rows_chosen``, ``reason_missing``.
        StepRefusedError: a unit that is done cannot be removed.
    """
    held = hold(plan.pk, by)
    if not choices:
        raise PlanRefusedError("No row was chosen", code="no_rows_chosen")
    if stamp != tasks_stamp(held.tasks.exclude(state__in=GONE)):
        raise ChangedMeanwhileError
    names = sorted({name for one in choices for name, _ in one.row.units})
    found = resolve(names, on=day_of_plan(held))
    changed = 0
    for one in choices:
        task = one.task or add_task(held, _new(one.row), by=by)
        touched = _set_time(task, one.row, by)
        touched = _set_units(task, one.row, found, by) or touched
        changed += touched and one.task is not None
    if told.attachment is not None:
        settle(told.attachment, settled=True, by=by)
    added = sum(one.task is None for one in choices)
    facts = {"file": told.file[:200], "rows": len(choices), "changed": changed, "added": added}
    facts |= because(by)
    record("plans.table_imported", subject=held.case_subject, actor=by.actor, facts=facts)
    return changed, added


def _new(row: ImportRow) -> NewTask:
    """The task of a row; what is to come of it stands below what is to be done."""
    return NewTask(
        title=row.title or row.text[:60] or "、".join(row.cells)[:60],
        text="\n".join(filter(None, (row.text, row.aim))),
        path=row.path,
    )


def _set_time(task: Task, row: ImportRow, by: By) -> bool:
    told: dict[str, object] = {}
    if row.responsibility:
        told |= {"responsibility": row.responsibility, "mode": row.mode}
        told |= {"open_ended": row.open_ended}
    if row.deadline or row.ongoing:
        told |= {"deadline": row.deadline, "ongoing": row.ongoing, "starts": row.starts}
        told |= {"deadline_text": row.deadline_text}
    task.refresh_from_db()
    return correct_task(task, told, stamp_of(task), by=by) if told else False


def _set_units(task: Task, row: ImportRow, found: Mapping[str, Resolution], by: By) -> bool:
    """The units of the row, where it names any; those who were in the task and stay are kept."""
    if not row.units:
        return False
    duties = standing(task)
    wanted: list[Charged] = []
    kept: set[int] = set()
    for name, role in row.units:
        meant = only_organisation(found[name])
        same = next(
            (
                duty
                for duty in duties
                if duty.pk not in kept
                and (fold(duty.named) == fold(name) or (meant and duty.organisation_id == meant.pk))
            ),
            None,
        )
        if same is not None:
            kept.add(same.pk)
            meant = meant or same.organisation
        if meant and any(one.organisation == meant for one in wanted):
            continue
        duty = same.pk if same else None
        wanted.append(Charged(duty=duty, named=name, role=role, organisation=meant))
    gone = [
        Charged(duty=duty.pk, role=duty.role, remove=True)
        for duty in duties
        if duty.pk not in {one.duty for one in wanted}
    ]
    return set_units(task, [*gone, *wanted], units_stamp(duties), by=by)
