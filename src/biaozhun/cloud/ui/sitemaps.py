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
from django.db.models import QuerySet
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
        ends: from the same, the place of the last of them and whether one follows; ``None`` where
            there is nothing behind the place.
    """

    name: str
    page: Callable[[int, int], Iterable[Address]]
    ends: Callable[[int, int], tuple[int, bool] | None]

    def beginnings(self, most: int) -> Iterator[int]:
        """The places behind which pages of so many addresses begin; none of an empty chapter."""
        after = 0
        while (end := self.ends(after, most)) is not None:
            yield after
            after, goes_on = end
            if not goes_on:
                return


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
        return islice(addresses(), after, after + most)

    def ends(after: int, most: int) -> tuple[int, bool] | None:
        found = sum(1 for _ in islice(addresses(), after, after + most + 1))
        return (after + min(found, most), found > most) if found else None

    return Chapter(name=name, page=page, ends=ends)


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

    def behind(after: int) -> QuerySet[Any]:
        return rows().filter(pk__gt=after).order_by("pk")

    def page(after: int, most: int) -> Iterator[Address]:
        for row in read(behind(after))[:most].iterator():
            yield told(*row)

    def ends(after: int, most: int) -> tuple[int, bool] | None:
        keys = behind(after).values_list("pk", flat=True)
        last = list(keys[most - 1 : most + 1])  # the last of the page, and whether one follows
        if last:
            return last[0], len(last) == 2
        return (after, False) if keys.exists() else None

    return Chapter(name=name, page=page, ends=ends)


register(listed("pages", lambda: [Address(reverse(name)) for name in _pages]))
