"""A unit hands a part of its duty on to a unit below it, and the parts roll up again."""

import datetime as dt

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.holding import hold, note, permit, refuse, task_of
from biaozhun.cloud.plans.actions.telling import people_of, tell_each
from biaozhun.cloud.plans.addresses import task_address
from biaozhun.cloud.plans.models import Duty, ProgressReport
from biaozhun.cloud.plans.permissions import below
from biaozhun.cloud.plans.queries.facts import Work, facts_of_duty, last_day


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a duty, as it is handed on.

    Attributes:
        organisation: the id of the unit below.
        text: what it is to do.
        deadline: its last day; that of the whole where none is given.
    """

    organisation: int
    text: str
    deadline: dt.date | None = None


def hand_on(pk: int, part: Part, *, actor: Person, at: dt.datetime) -> Duty:
    """Hand a part of a duty on to a unit below its holder.

    Raises:
        DoesNotExist: there is no such duty.
        StepRefusedError: it may not be handed on.
        PlanRefusedError: ``not_below``, ``part_missing``, ``part_exists``, ``deadline_too_late``.
    """
    with transaction.atomic():
        held = hold(task_of(Duty, pk, "task_id"), actor=actor, at=at)
        duty = held.duty(pk)
        by = held.on_duty(duty)
        units = below(duty.organisation_id) if duty.organisation_id else frozenset()
        facts = facts_of_duty(held.work, duty, units_below=len(units))
        permit(duty, "hand_on", by=by, facts=facts)
        _look_at(part, duty, held.work, units)
        made = _made(part, duty, at)
        told = {"unit": made.named, "part": made.part, "task": held.task.pk}
        if made.deadline:
            told["due"] = made.deadline.isoformat()
        note(duty, "hand_on", by=by, told=told)
        roll_up(made)
        _tell(made, held.work)
    return made


def _look_at(part: Part, duty: Duty, work: Work, units: frozenset[int]) -> None:
    """Refuse a part that is none.

    Raises:
        PlanRefusedError: see :func:`hand_on`.
    """
    if part.organisation not in units:
        raise refuse("not_below")
    if not part.text.strip():
        raise refuse("part_missing")
    last = last_day(duty, work.task)
    if part.deadline and last and part.deadline > last:
        raise refuse("deadline_too_late")
    held = [one for one in work.parts_of(duty) if one.organisation_id == part.organisation]
    if any(one.state != "released" for one in held):
        raise refuse("part_exists")


def _made(part: Part, duty: Duty, at: dt.datetime) -> Duty:
    unit = Organisation.objects.get(pk=part.organisation)
    return Duty.objects.create(
        task_id=duty.task_id,
        named=unit.name,
        organisation=unit,
        role=duty.role,
        rank=duty.rank,
        parent=duty,
        part=part.text.strip(),
        deadline=part.deadline or duty.deadline,
        state_since=at,
    )


def _tell(part: Duty, work: Work) -> None:
    task = work.task
    tell_each(
        people_of([part.organisation_id]),
        lambda: Message(
            kind="plans.handed_on",
            subject=_("分来一项工作：{title}").format(title=task.title),
            text=part.part,
            address=task_address(task),
            key=f"plans.duty:{part.pk}:handed_on",
        ),
    )


def roll_up(duty: Duty) -> None:
    """Write how far a duty has come, and everything it is a part of.

    A duty that is done has come all the way. Else what was last approved of its own reports counts,
    and where there is none the mean of its parts.
    """
    one: Duty | None = duty
    while one is not None:
        share = _share(one)
        if share != one.share:
            one.share = share
            one.save(update_fields=["share"])
        one = Duty.objects.filter(pk=one.parent_id).first() if one.parent_id else None


def _share(duty: Duty) -> int:
    if duty.state == "done":
        return 100
    reports = ProgressReport.objects.filter(duty=duty, state="approved").order_by("-made", "-id")
    said = reports.values_list("share", flat=True).first()
    if said is not None:
        return said
    parts = list(duty.parts.exclude(state="released").values_list("share", flat=True))
    return round(sum(parts) / len(parts)) if parts else 0
