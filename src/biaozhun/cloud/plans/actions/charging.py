"""Charging units with tasks: what a text calls them becomes duties of organisations."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import msgspec

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.organisations.queries.resolving import Resolution, resolve
from biaozhun.cloud.plans.models import Duty, Plan, Task

LONGEST_NAME: Final = 200  # characters
COLLECTIVE: Final = "collective"


class Charge(msgspec.Struct, frozen=True):
    """A unit as it is named, and as what it is charged."""

    name: str
    role: str


def day_of_plan(plan: Plan) -> dt.date:
    """The day for which the names of its units are understood."""
    told = plan.date_signed or plan.date_issued or plan.date_published
    return told or day_of(plan.added)


def charge(
    charges: Sequence[tuple[Task, Sequence[Charge]]], *, on: dt.date, at: dt.datetime
) -> list[Duty]:
    """Give tasks the units that are named for them; a constant number of questions.

    A unit that is not known keeps its name alone. Two names of one organisation in a task make one
    duty with both names. A name that stands for many stays one duty until the plan is confirmed.

    Args:
        charges: the tasks, stored and without duties, each with its units in their order.
        on: the day for which names are understood.
        at: the present instant.
    """
    found = resolve(sorted({one.name for _, units in charges for one in units}), on=on)
    made = [duty for task, units in charges for duty in _duties(task, units, found, at)]
    return Duty.objects.bulk_create(made)


def _duties(
    task: Task, units: Sequence[Charge], found: dict[str, Resolution], at: dt.datetime
) -> list[Duty]:
    by_organisation: dict[int, Duty] = {}
    made: list[Duty] = []
    for one in units:
        organisation = only_organisation(found[one.name])
        same = by_organisation.get(organisation.pk) if organisation else None
        if same is not None:
            same.named = both_names(same.named, one.name)
            continue
        duty = Duty(
            task=task,
            named=one.name[:LONGEST_NAME],
            organisation=organisation,
            role=one.role,
            rank=len(made),
            state_since=at,
        )
        made.append(duty)
        if organisation:
            by_organisation[organisation.pk] = duty
    return made


def only_organisation(found: Resolution) -> Organisation | None:
    """The organisation a name means, if it means one and not many."""
    if found.how == COLLECTIVE or len(found.organisations) != 1:
        return None
    return found.organisations[0]


def units_of(found: Resolution) -> Sequence[Organisation]:
    """Who gets the duties of a name: whom it means, or all it stands for; nobody if unclear."""
    meant = only_organisation(found)
    if meant is not None:
        return (meant,)
    return found.organisations if found.how == COLLECTIVE else ()


def both_names(first: str, second: str) -> str:
    """Two names of one unit as one."""
    if second in first.split("、"):
        return first
    return f"{first}、{second}"[:LONGEST_NAME]
