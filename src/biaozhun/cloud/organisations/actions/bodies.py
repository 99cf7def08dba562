"""Bodies, who sits in them, and the work of groups."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.organisations.errors import RefusedError
from biaozhun.cloud.organisations.models import Body, GroupWork, Membership
from biaozhun.cloud.organisations.queries.standing import holds_on

FIELDS = ("name", "form", "field", "parent", "office", "basis", "since", "until", "purpose")
SEAT = ("organisation", "person", "seat", "since", "until")


@transaction.atomic
def save_body(held: Body | None, told: Mapping[str, Any], *, actor: Person) -> Body:
    """Add a body, or correct one.

    Args:
        held: the one to correct; none to add one.
        told: a value for each of ``FIELDS``.
        actor: who does it.

    Raises:
        RefusedError: another is called so; it would stand below itself.
    """
    saved = held or Body()
    if held and told["parent"] and _stands_below(told["parent"], held):
        raise RefusedError(_("上级不能是它自己或它的下级。"), field="parent")
    before = _said(saved, FIELDS) if held else None
    for field in FIELDS:
        setattr(saved, field, told[field])
    after = _said(saved, FIELDS)
    if before == after:
        return saved
    _save(saved)
    facts = {"before": before, "after": after} if held else {"after": after}
    _record("body_changed" if held else "body_added", saved, actor, facts)
    return saved


def _save(body: Body) -> None:
    """Write it; the database decides which of two that come together was first."""
    try:
        with transaction.atomic():
            body.save()
    except IntegrityError as error:
        raise RefusedError(_("已经有同名的协调机制。"), field="name") from error


def _stands_below(body: Body, other: Body) -> bool:
    held = Body.objects.select_for_update().order_by("pk")  # no circle is made by two at once
    parents = dict(held.values_list("pk", "parent_id"))
    above: int | None = body.pk
    while above is not None and above != other.pk:
        above = parents.get(above)
    return above is not None


@transaction.atomic
def save_seat(
    body: Body, held: Membership | None, told: Mapping[str, Any], *, actor: Person
) -> Membership:
    """Give a seat, or correct one; a last day ends it."""
    saved = held or Membership(body=body)
    before = _said(saved, SEAT) if held else None
    for field in SEAT:
        setattr(saved, field, told[field])
    after = _said(saved, SEAT)
    if before != after:
        saved.save()
        facts = {"before": before, "after": after} if held else {"after": after}
        _record("seat_changed" if held else "seat_added", body, actor, facts)
    return saved


@transaction.atomic
def remove_seat(held: Membership, *, actor: Person) -> None:
    """Take back a seat that was a mistake."""
    _record("seat_removed", held.body, actor, {"before": _said(held, SEAT)})
    held.delete()


@transaction.atomic
def begin_term(body: Body, since: dt.date, *, actor: Person) -> int:
    """End the seats of the present term on the day before and give them anew; returns how many.

    Raises:
        RefusedError: nobody sits there then, or some came on that day or later.
    """
    Body.objects.select_for_update(of=("self",)).get(pk=body.pk)  # two terms never begin at once
    eve = since - dt.timedelta(days=1)
    seats = list(body.memberships.filter(holds_on(eve)).order_by("pk"))
    if body.memberships.filter(since__gte=since).exists():
        raise RefusedError(_("已经有从这一天或之后起任职的成员。"), field="since")
    if not seats:
        raise RefusedError(_("前一天没有在任的成员，没有可以转入的。"), field="since")
    fresh = [
        Membership(
            body=body,
            organisation_id=seat.organisation_id,
            person=seat.person,
            seat=seat.seat,
            since=since,
            until=seat.until,
        )
        for seat in seats
        if seat.until is None or seat.until >= since
    ]
    Membership.objects.filter(pk__in=[seat.pk for seat in seats]).update(until=eve)
    Membership.objects.bulk_create(fresh)
    _record("term_begun", body, actor, {"since": since.isoformat(), "seats": len(fresh)})
    return len(fresh)


@transaction.atomic
def add_work(body: Body, told: Mapping[str, Any], *, actor: Person) -> GroupWork:
    """Write down a piece of work of a group."""
    made = GroupWork.objects.create(body=body, **told)
    facts = {"kind": made.kind, "day": made.day.isoformat(), "text": made.text}
    _record("work_added", body, actor, facts)
    return made


@transaction.atomic
def remove_work(held: GroupWork, *, actor: Person) -> None:
    """Take back a piece of work that was a mistake."""
    facts = {"kind": held.kind, "day": held.day.isoformat(), "text": held.text}
    _record("work_removed", held.body, actor, facts)
    held.delete()


def _said(row: Body | Membership, fields: tuple[str, ...]) -> dict[str, str]:
    values = {field: getattr(row, field) for field in fields}
    return {field: _word(value) for field, value in values.items()}


def _word(value: object) -> str:
    match value:
        case None:
            return ""
        case dt.date():
            return value.isoformat()
        case Body() | Organisation():
            return value.name
        case _:
            return str(value)


def _record(verb: str, body: Body, actor: Person, facts: Mapping[str, object]) -> None:
    record(f"organisations.{verb}", subject=f"body:{body.pk}", actor=actor, facts=facts)
