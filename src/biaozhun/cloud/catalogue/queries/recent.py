"""What has changed lately and what is about to: the lists of the home page."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

import msgspec
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from biaozhun.cloud.catalogue.models import Edition, Relation
from biaozhun.cloud.catalogue.queries.reading import State, reader, state_of
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.core.bibliography import RelationKind

LENGTH = 6  # rows of each list
LATELY = dt.timedelta(days=365)
MOST = 40  # editions named as replaced that are looked at
ENDED = ("replaced", "withdrawn", "renumbered")


class Lists(msgspec.Struct, frozen=True, kw_only=True):
    """The three lists of the home page."""

    published: list[Row]
    upcoming: list[Row]
    ended: list[Row]


def lists(on: dt.date) -> Lists:
    """Newly published, soon in force and lately ended editions, the nearest day first.

    They are put together once for each state of the library.
    """
    return _lists(on, state_of(reader()))


@lru_cache(maxsize=2)
def _lists(on: dt.date, state: State) -> Lists:  # noqa: ARG001  -- part of the key
    published = list(
        _editions().filter(published__lte=on).order_by("-published", "sort_key")[:LENGTH]
    )
    upcoming = list(_editions().filter(in_force__gt=on).order_by("in_force", "sort_key")[:LENGTH])
    ended = _perhaps_ended(on)
    rows = with_standings([*published, *upcoming, *ended], on)
    second = len(published) + len(upcoming)
    return Lists(
        published=rows[: len(published)],
        upcoming=[
            row for row in rows[len(published) : second] if row.standing.status == "upcoming"
        ],
        ended=_lately(rows[second:], on),
    )


def _editions() -> QuerySet[Edition]:
    return Edition.objects.filter(kind=Edition.Kind.EDITION).select_related("standard")


def _perhaps_ended(on: dt.date) -> list[Edition]:
    """Editions lately withdrawn, and those named as replaced by what lately came into force."""
    since = on - LATELY
    withdrawn = _editions().filter(withdrawn__lte=on, withdrawn__gt=since).order_by("-withdrawn")
    successors = Edition.objects.filter(in_force__lte=on, in_force__gt=since)
    replaced = Relation.objects.filter(
        Exists(Edition.objects.filter(slug=OuterRef("object"))),
        kind=RelationKind.REPLACES,
        subject__in=successors.values("slug"),
    )
    entry = Edition.objects.filter(slug=OuterRef("subject")).values("in_force")
    latest = replaced.annotate(since=Subquery(entry[:1])).order_by("-since", "object")
    named = set(latest.values_list("object", flat=True)[:MOST])
    # Without a day of withdrawal, told apart here: SQLite would read all that have none.
    ended = (edition for edition in _editions().filter(slug__in=named) if not edition.withdrawn)
    return [*withdrawn[:LENGTH], *ended]


def _lately(rows: Iterable[Row], on: dt.date) -> list[Row]:
    ended = [row for row in rows if row.standing.status in ENDED]
    ended.sort(key=lambda row: row.edition.sort_key)
    ended.sort(key=lambda row: row.standing.since or dt.date.min, reverse=True)
    return [row for row in ended if (row.standing.since or on) > on - LATELY][:LENGTH]
