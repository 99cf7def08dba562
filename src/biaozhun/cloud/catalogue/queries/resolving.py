"""From many numbers at once to the editions that bear them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Literal

import msgspec
from django.db.models import Q

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.core.number import StandardNumber
from biaozhun.core.succession import EditionFacts, Timeline, newest_in_force

Match = Literal["exact", "newest", "latest", "other_year", "not_held"]


class Resolved(msgspec.Struct, frozen=True):
    """The edition a number stands for on a day, and how it was found.

    Attributes:
        match: ``exact``: the edition named; ``newest``: no year was given, the newest in force;
            ``latest``: likewise, and none is in force: the last one; ``other_year``: the standard
            is held and not this edition of it; ``not_held``.
        row: the edition; ``None`` with the last two.
        editions: how many editions of the standard are held.
    """

    match: Match
    row: Row | None
    editions: int


def resolve(numbers: Collection[StandardNumber], on: dt.date) -> dict[StandardNumber, Resolved]:
    """What each number stands for; the number of questions does not depend on how many there are.

    An edition with a second number printed behind is found by either way of writing the first.
    """
    standards = {number.undated().slug for number in numbers}
    asked = {number.slug for number in numbers}
    held = Edition.objects.filter(Q(standard__slug__in=standards) | Q(slug__in=asked))
    rows = with_standings(held.select_related("standard").order_by("sort_key"), on)
    by_slug = {row.edition.slug: row for row in rows}
    by_standard: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.edition.kind == Edition.Kind.EDITION:
            by_standard[row.edition.standard.slug].append(row)
    return {
        number: _resolved(number, by_slug, by_standard[number.undated().slug], on)
        for number in numbers
    }


def _resolved(
    number: StandardNumber, by_slug: Mapping[str, Row], editions: Sequence[Row], on: dt.date
) -> Resolved:
    count = len(editions)
    if found := by_slug.get(number.slug):
        return Resolved("exact", found, count)
    if number.year is not None or number.amendment:
        same = [row for row in editions if row.edition.year == number.year and not number.amendment]
        if len(same) == 1:
            return Resolved("exact", same[0], count)
        return Resolved("other_year" if editions else "not_held", None, count)
    if not editions:
        return Resolved("not_held", None, 0)
    newest = newest_in_force(_keyed(editions), on).key
    standing = next((row for row in editions if row.edition.slug == newest), None)
    if standing is not None:
        return Resolved("newest", standing, count)
    return Resolved("latest", max(editions, key=lambda row: row.edition.year or 0), count)


def _keyed(rows: Sequence[Row]) -> list[tuple[EditionFacts | str, Timeline]]:
    return [(row.edition.slug, row.timeline) for row in rows]
