"""Reading the journal, and looking whether its seals hold."""

import datetime as dt
from collections.abc import Iterator

import msgspec
from django.core.paginator import Page, Paginator
from django.utils import timezone

from biaozhun.cloud.audit.chain import FIRST, seal_of
from biaozhun.cloud.audit.models import Event, Events

PAGE = 50  # events
READ_AT_ONCE = 2_000


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which events; what is empty does not matter.

    Attributes:
        kind: the kind.
        actor: part of the name of who did it.
        subject: how what it was done to begins.
        since: the first day, in the installation's zone.
        until: the last day.
    """

    kind: str = ""
    actor: str = ""
    subject: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


def events(wanted: Wanted, page: int) -> Page[Event]:
    """A page of events, the newest first; two questions to the database."""
    return Paginator(_matching(wanted), PAGE).get_page(page)


def every_event(wanted: Wanted) -> Iterator[Event]:
    """All events, the newest first, one after another."""
    return _matching(wanted).iterator(READ_AT_ONCE)


def _matching(wanted: Wanted) -> Events:
    found = Event.objects.all()
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.actor:
        found = found.filter(actor_name__icontains=wanted.actor)
    if wanted.subject:
        found = found.filter(subject__startswith=wanted.subject)
    if wanted.since:
        first = dt.datetime.combine(wanted.since, dt.time.min)
        found = found.filter(happened__gte=timezone.make_aware(first))
    if wanted.until:
        last = dt.datetime.combine(wanted.until, dt.time.max)
        found = found.filter(happened__lte=timezone.make_aware(last))
    return found.order_by("-id")


class Break(msgspec.Struct, frozen=True, kw_only=True):
    """Where the chain of seals does not hold.

    Attributes:
        event: the id of the first event whose seal is wrong.
        place: the place it stands at.
        expected: the place that should come next; another one means that events are missing.
    """

    event: int
    place: int
    expected: int


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """What looking at every seal has shown.

    Attributes:
        sealed: events whose seals hold, from the first on.
        waiting: events that have no seal yet.
        last_seal: the seal of the last of them; write it down elsewhere, and nobody can shorten or
            rewrite the chain unseen.
        broken: the first event whose seal is wrong, or null.
    """

    sealed: int
    waiting: int
    last_seal: str
    broken: Break | None


def verify() -> Verification:
    """Go through the chain from its beginning to the first seal that does not hold."""
    before, sealed, broken = FIRST, 0, None
    chain = Event.objects.exclude(place=None).order_by("place")
    for event in chain.iterator(READ_AT_ONCE):
        place, expected = event.place or 0, sealed + 1
        if place != expected or event.seal != seal_of(event, place=place, before=before):
            broken = Break(event=event.pk, place=place, expected=expected)
            break
        before, sealed = event.seal, place
    return Verification(
        sealed=sealed,
        waiting=Event.objects.filter(place=None).count(),
        last_seal=before,
        broken=broken,
    )
