"""Somebody's watches."""

from collections.abc import Collection, Iterator

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.watches.models import Watch, WatchedSlug

PAGE = 30  # watches
LARGEST_ID = 2**63 - 1


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which watches; what is empty does not matter."""

    kind: str = ""
    state: str = ""
    text: str = ""


def _of(person: Person, wanted: Wanted) -> "QuerySet[Watch]":
    found = Watch.objects.filter(person=person)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.state:
        found = found.filter(state=wanted.state)
    return found.filter(title__icontains=wanted.text) if wanted.text else found


def watches(person: Person, wanted: Wanted, page: int) -> Page[Watch]:
    """A page of them, those looked at before those paused; two questions.

    How each number stands is left where it is: of long lists that is much.
    """
    found = _of(person, wanted).order_by("state", "-added", "-id").defer("seen")
    return Paginator(found, PAGE).get_page(page)


def every_watch(person: Person, wanted: Wanted) -> list[Watch]:
    """All of them; there are no more than two hundred."""
    return list(_of(person, wanted).order_by("state", "-added", "-id"))


def watch_with(person: Person, pk: int) -> Watch | None:
    """One of the person's watches."""
    return Watch.objects.filter(person=person, pk=pk).first() if pk <= LARGEST_ID else None


def watch_of_standard(person: Person, slug: str) -> Watch | None:
    """The person's watch of a standard."""
    return Watch.objects.filter(person=person, kind=Watch.Kind.STANDARD, place=slug).first()


def citing(slugs: Collection[str]) -> Iterator[tuple[Watch, str]]:
    """The watched documents and lists that cite any of these slugs, with the slug; one question.

    Of a watch there are its person and its title alone, since every page of an edition asks.
    """
    rows = WatchedSlug.objects.filter(
        cited=True, slug__in=list(slugs), watch__kind__in=(Watch.Kind.LIST, Watch.Kind.CHECK)
    )
    told = rows.select_related("watch").only("slug", "watch__person", "watch__title")
    for row in told.order_by("watch", "slug").iterator():
        yield row.watch, row.slug
