"""Meetings: planning, holding, cancelling; who came; what was agreed on and became of it."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.foundation.clock import day_of, now
from biaozhun.cloud.messaging.actions.telling import Message, tell
from biaozhun.cloud.organisations.errors import RefusedError
from biaozhun.cloud.organisations.life import MeetingFacts
from biaozhun.cloud.organisations.models import AgreedItem, Attendance, Body, Meeting
from biaozhun.cloud.organisations.permissions import roles_in_item
from biaozhun.cloud.organisations.queries.members import become
from biaozhun.cloud.organisations.queries.people import people_of
from biaozhun.cloud.organisations.queries.standing import holds_on

FIELDS = ("title", "day", "place", "agenda", "minutes")
_OFFICER = frozenset({"authority"})


@transaction.atomic
def plan_meeting(body: Body, told: Mapping[str, Any], *, actor: Person, at: dt.datetime) -> Meeting:
    """Call a meeting; whoever has a seat on its day, or succeeded who had it, is asked to come."""
    made = Meeting.objects.create(body=body, state_since=at, **{k: told[k] for k in FIELDS})
    Attendance.objects.bulk_create(
        Attendance(meeting=made, organisation_id=unit, person=person)
        for unit, person in _seated(body, made.day)
    )
    facts = {"name": made.title, "day": made.day.isoformat(), "body": body.name}
    _record("meeting_planned", made, actor, facts)
    _invite(made)
    return made


def _seated(body: Body, day: dt.date) -> list[tuple[int | None, str]]:
    """Who is asked to come, each once: a unit that ended is stood for by its successor."""
    taken = body.memberships.filter(holds_on(day)).order_by("pk")
    seats = list(taken.values_list("organisation_id", "person"))
    heirs = become({unit for unit, _person in seats if unit}, day)
    there = [(heirs.get(unit) if unit else None, person) for unit, person in seats]
    return list(dict.fromkeys(one for one in there if any(one)))


def _asked(meeting: Meeting) -> set[int]:
    """The units that are asked to come."""
    asked = meeting.attendances.exclude(organisation=None)
    return {unit for unit in asked.values_list("organisation_id", flat=True) if unit}


def _invite(meeting: Meeting) -> None:
    """Tell who is asked to come of day and place; anew each time they change."""
    tell(
        people_of(_asked(meeting)),
        Message(
            kind="organisations.meeting_called",
            subject=_("{body}：{day} {title}").format(
                body=meeting.body.name, day=meeting.day.isoformat(), title=meeting.title
            ),
            text="\n".join(filter(None, (meeting.place, meeting.agenda))),
            address=f"/meetings/{meeting.pk}",
            key=f"meeting:{meeting.pk}:{now().isoformat()}",
            happened=meeting.day,
        ),
    )


@transaction.atomic
def change_meeting(meeting: Meeting, told: Mapping[str, Any], *, actor: Person) -> None:
    """Correct a meeting, or write its minutes; of another day or place who is asked is told."""
    held = lock(Meeting, meeting.pk)
    before = {field: str(getattr(held, field)) for field in FIELDS}
    for field in FIELDS:
        setattr(held, field, told[field])
    after = {field: str(getattr(held, field)) for field in FIELDS}
    changed = {field for field in FIELDS if before[field] != after[field]}
    if not changed:
        return
    held.save(update_fields=list(FIELDS))
    if held.state == "planned" and changed & {"day", "place"}:
        _invite(held)
    _record(
        "meeting_changed",
        held,
        actor,
        {
            "before": {field: before[field] for field in sorted(changed)},
            "after": {field: after[field] for field in sorted(changed)},
        },
    )


@transaction.atomic
def hold_meeting(meeting: Meeting, *, actor: Person, at: dt.datetime) -> None:
    """Say that a meeting took place.

    Raises:
        StepRefusedError: its day is still to come.
    """
    held = lock(Meeting, meeting.pk)
    facts = MeetingFacts(is_to_come=held.day > day_of(at))
    take(held, "hold", by=_officer(actor, at), facts=facts)


@transaction.atomic
def cancel_meeting(meeting: Meeting, reason: str, *, actor: Person, at: dt.datetime) -> None:
    """Call a meeting off; who was asked is told.

    Raises:
        StepRefusedError: it took place, or no reason is given.
    """
    held = lock(Meeting, meeting.pk)
    told = {"reason": reason}
    take(held, "cancel", by=_officer(actor, at), facts=MeetingFacts(text=reason), told=told)
    tell(
        people_of(_asked(held)),
        Message(
            kind="organisations.meeting_cancelled",
            subject=_("会议取消：{title}").format(title=held.title),
            text=reason,
            address=f"/meetings/{held.pk}",
            key=f"meeting:{held.pk}:cancelled",
            happened=held.day,
        ),
    )


@transaction.atomic
def set_attendance(meeting: Meeting, came: Collection[int], *, actor: Person) -> int:
    """Say who of those asked came, by the ids of their attendances; returns how many."""
    asked = Attendance.objects.filter(meeting=meeting)
    asked.update(came=False)
    count = asked.filter(pk__in=came).update(came=True)
    _record("attendance_taken", meeting, actor, {"came": count, "asked": asked.count()})
    return count


@transaction.atomic
def add_item(
    meeting: Meeting,
    text: str,
    *,
    organisation: Organisation | None,
    due: dt.date | None,
    actor: Person,
    at: dt.datetime,
) -> AgreedItem:
    """Write down what was agreed on; whom it falls to is told."""
    held = lock(Meeting, meeting.pk)
    last = held.items.aggregate(last=Max("number"))["last"] or 0
    made = AgreedItem.objects.create(
        meeting=held, number=last + 1, text=text, organisation=organisation, due=due, state_since=at
    )
    _record("item_added", held, actor, _told(made))
    _tell_item(made)
    return made


@transaction.atomic
def change_item(
    item: AgreedItem,
    text: str,
    *,
    organisation: Organisation | None,
    due: dt.date | None,
    actor: Person,
) -> None:
    """Correct what was agreed on, whom it falls to, or its last day."""
    held = lock(AgreedItem, item.pk)
    before = _told(held)
    held.text, held.organisation, held.due = text, organisation, due
    if _told(held) == before:
        return
    held.save(update_fields=["text", "organisation", "due"])
    facts = {"before": before, "after": _told(held)}
    _record("item_changed", held.meeting, actor, facts)
    _tell_item(held)


@transaction.atomic
def step_item(item: AgreedItem, action: str, text: str, *, actor: Person, at: dt.datetime) -> None:
    """Say that an item is done, with what was done; or open it again, with the reason.

    Raises:
        StepRefusedError: it may not be.
        RefusedError: the meeting it belongs to was called off.
    """
    held = lock(AgreedItem, item.pk)
    if held.meeting.state == "cancelled":
        raise RefusedError(_("会议已经取消，议定事项不再办理。"))
    by = Acting(person=actor, roles=roles_in_item(actor, held), at=at)
    take(held, action, by=by, facts=MeetingFacts(text=text), told={"text": text})
    held.outcome = text if action == "finish" else held.outcome
    held.save(update_fields=["outcome"])


def _told(item: AgreedItem) -> dict[str, object]:
    return {
        "number": item.number,
        "text": item.text,
        "organisation": item.organisation.name if item.organisation else "",
        "due": item.due.isoformat() if item.due else "",
    }


def _tell_item(item: AgreedItem) -> None:
    if item.organisation_id is None:
        return
    due = item.due.isoformat() if item.due else ""
    tell(
        people_of({item.organisation_id}),
        Message(
            kind="organisations.item_charged",
            subject=_("议定事项交由本单位办理：{text}").format(text=item.text[:60]),
            text=_("{meeting}；办理期限：{due}").format(meeting=item.meeting.title, due=due or "–"),
            address=f"/meetings/{item.meeting_id}",
            key=f"item:{item.pk}:{item.organisation_id}:{due}",
            happened=item.meeting.day,
        ),
    )


def _officer(actor: Person, at: dt.datetime) -> Acting:
    """Whoever acts here is of the authority: the pages are open to nobody else."""
    return Acting(person=actor, roles=_OFFICER, at=at)


def _record(verb: str, meeting: Meeting, actor: Person, facts: Mapping[str, object]) -> None:
    record(f"organisations.{verb}", subject=f"meeting:{meeting.pk}", actor=actor, facts=facts)
