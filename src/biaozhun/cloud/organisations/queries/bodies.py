"""Bodies, who sits in them on a day, what changed in that, and when they meet."""

import datetime as dt
from collections.abc import Iterable

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, QuerySet

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.organisations.limits import LARGEST_ID
from biaozhun.cloud.organisations.models import (
    AgreedItem,
    Attendance,
    Body,
    GroupWork,
    Meeting,
    Membership,
)
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.organisations.queries.standing import holds_on

PAGE = 50  # meetings


class Change(msgspec.Struct, frozen=True):
    """Somebody came into a body on a day, or left it behind that day."""

    day: dt.date
    came: bool
    seat: Membership


def bodies(on: dt.date) -> list[Body]:
    """All of them with how many seats are taken on a day; those that ended come last."""
    found = Body.objects.select_related("parent", "office")
    taken = Count("memberships", filter=holds_on(on, "memberships__"))
    counted = found.annotate(taken=taken)
    return sorted(counted, key=lambda one: (one.until is not None and one.until < on, one.name))


def body_at(pk: int) -> Body | None:
    """A body with its office, the body above and the groups below it."""
    found = Body.objects.select_related("parent", "office").prefetch_related("groups")
    return found.filter(pk=min(pk, LARGEST_ID)).first()


def seats(body: Body, on: dt.date) -> list[Membership]:
    """Who sits in a body on a day, the chair first."""
    order = list(Membership.Seat.values)
    taken = body.memberships.filter(holds_on(on)).select_related("organisation__place__successor")
    return sorted(taken, key=lambda seat: (order.index(seat.seat), seat.pk))


def changes(body: Body) -> list[Change]:
    """Everybody's coming and leaving as far as its day is known, the latest first."""
    found = []
    for seat in body.memberships.select_related("organisation").order_by("pk"):
        found += [Change(seat.since, True, seat)] if seat.since else []
        found += [Change(seat.until, False, seat)] if seat.until else []
    return sorted(found, key=lambda change: change.day, reverse=True)


def seat_at(body: Body, pk: int) -> Membership | None:
    """A seat of a body."""
    return body.memberships.filter(pk=min(pk, LARGEST_ID)).first()


def work_at(body: Body, pk: int) -> GroupWork | None:
    """A piece of work of a body."""
    return body.work.filter(pk=min(pk, LARGEST_ID)).first()


def meetings(body: int | None, page: int) -> Page[Meeting]:
    """A page of meetings of one body, or of all of them; the latest first."""
    found = Meeting.objects.select_related("body").order_by("-day", "-pk")
    if body is not None:
        found = found.filter(body=body)
    return Paginator(found, PAGE).get_page(page)


def in_calendar(since: dt.date, body: int | None) -> "QuerySet[Meeting]":
    """The meetings from a day on."""
    found = Meeting.objects.select_related("body").filter(day__gte=since).order_by("day", "pk")
    return found if body is None else found.filter(body=body)


def meeting_at(pk: int) -> Meeting | None:
    """A meeting with who was asked and what was agreed on."""
    attendances = Attendance.objects.select_related("organisation").order_by("pk")
    items = AgreedItem.objects.select_related("organisation").order_by("number")
    found = Meeting.objects.select_related("body").prefetch_related(
        Prefetch("attendances", attendances), Prefetch("items", items)
    )
    return found.filter(pk=min(pk, LARGEST_ID)).first()


def item_at(meeting: Meeting, pk: int) -> AgreedItem | None:
    """An item a meeting agreed on."""
    found = AgreedItem.objects.select_related("organisation", "meeting")
    return found.filter(meeting=meeting, pk=min(pk, LARGEST_ID)).first()


def sees_inside(person: Person | None, meeting: Meeting) -> bool:
    """Whether somebody sees agenda, minutes and items: the authority, and who was asked to come.

    Takes a meeting from :func:`meeting_at`; who an item falls to sees it too.
    """
    if person is None or not person.is_active:
        return False
    unit = person.organisation_id
    if is_authority(person):
        return True
    asked: Iterable[int | None] = (one.organisation_id for one in meeting.attendances.all())
    charged: Iterable[int | None] = (one.organisation_id for one in meeting.items.all())
    return unit is not None and (unit in set(asked) | set(charged))
