"""What somebody was told."""

from collections.abc import Iterator

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.messaging.models import Notice

PAGE = 30  # notices
FED = 100  # of the feed
READ_AT_ONCE = 500
LARGEST_ID = 2**63 - 1


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which notices; what is empty does not matter."""

    kind: str = ""
    unread: bool = False


def _of(person: Person, wanted: Wanted) -> "QuerySet[Notice]":
    found = Notice.objects.filter(person=person)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    return found.filter(read=None) if wanted.unread else found


def notices(person: Person, wanted: Wanted, page: int) -> Page[Notice]:
    """A page of them with their deliveries, the latest first; three questions."""
    found = _of(person, wanted).prefetch_related("deliveries")
    return Paginator(found, PAGE).get_page(page)


def every_notice(person: Person, wanted: Wanted) -> Iterator[Notice]:
    """All of them with their deliveries, one after another."""
    return _of(person, wanted).prefetch_related("deliveries").iterator(READ_AT_ONCE)


def notice_with(person: Person, pk: int) -> Notice | None:
    """One of the person's notices."""
    return Notice.objects.filter(person=person, pk=pk).first() if pk <= LARGEST_ID else None


def unread(person: Person) -> int:
    """How many the person has not read."""
    return Notice.objects.filter(person=person, read=None).count()


def has_unread(person: Person) -> bool:
    """Whether there is anything the person has not read."""
    return Notice.objects.filter(person=person, read=None).exists()


def latest(person: Person) -> list[Notice]:
    """Those for the feed."""
    return list(Notice.objects.filter(person=person)[:FED])
