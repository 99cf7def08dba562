"""The public addresses that crawlers are told of.

A slice has a module ``sitemaps`` that registers its chapters at start; the table of addresses
(sitemaps.org, protocol 0.9) knows no slice. A chapter is cut into pages by the place behind which
they begin, so that neither their number nor their length costs memory.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import msgspec
from django.db.models import F, QuerySet, Window
from django.db.models.functions import Mod, RowNumber
from django.urls import reverse

_chapters: dict[str, "Chapter"] = {}
_pages: dict[str, None] = {}  # names of addresses, in the order in which they came


class Address(NamedTuple):
    """Where a page is, and the day on which it last changed as far as that is known."""

    place: str
    changed: dt.date | None = None


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """The addresses of one kind.

    Attributes:
        name: its part of the address of its pages.
        page: the addresses behind a place, no more than so many; every one may be opened by
            anybody.
        beginnings: the places behind which pages of so many addresses begin, in their order; none
            where there is no address.
    """

    name: str
    page: Callable[[int, int], Iterable[Address]]
    beginnings: Callable[[int], Iterable[int]]


def register(chapter: Chapter) -> None:
    """Put a chapter in; registering the same name again replaces it."""
    _chapters[chapter.name] = chapter


def register_pages(*names: str) -> None:
    """Put pages in of which there is one each, by the names of their addresses."""
    _pages.update(dict.fromkeys(names))


def chapters() -> list[Chapter]:
    """All of them, by name."""
    return [_chapters[name] for name in sorted(_chapters)]


def chapter(name: str) -> Chapter | None:
    """The chapter of a name."""
    return _chapters.get(name)


def listed(name: str, addresses: Callable[[], Iterable[Address]]) -> Chapter:
    """A chapter short enough to be gone through from its beginning; its places are counted."""

    def page(after: int, most: int) -> Iterator[Address]:
        return islice(islice(addresses(), after, None), most)  # a sum may be larger than it takes

    def beginnings(most: int) -> range:
        return range(0, sum(1 for _ in addresses()), most)

    return Chapter(name=name, page=page, beginnings=beginnings)


def of_table(
    name: str,
    *,
    rows: Callable[[], QuerySet[Any]],
    read: Callable[[QuerySet[Any]], QuerySet[Any, Any]],
    told: Callable[..., Address],
) -> Chapter:
    """A chapter as long as a table; its places are keys.

    Args:
        name: that of the chapter.
        rows: the rows that have a public page.
        read: of these what their addresses are made of, as tuples.
        told: the address of one such tuple.
    """

    def page(after: int, most: int) -> Iterator[Address]:
        behind = rows().filter(pk__gt=after).order_by("pk")
        for row in read(behind)[:most].iterator():
            yield told(*row)

    def beginnings(most: int) -> Iterator[int]:
        counted = rows().annotate(row_counted=Window(RowNumber(), order_by="pk"))
        first = counted.annotate(row_of_page=Mod(F("row_counted") - 1, most)).filter(row_of_page=0)
        for page, key in enumerate(first.order_by("pk").values_list("pk", flat=True)):
            yield key - 1 if page else 0

    return Chapter(name=name, page=page, beginnings=beginnings)


register(listed("pages", lambda: [Address(reverse(name)) for name in _pages]))
