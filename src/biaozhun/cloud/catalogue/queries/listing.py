"""All editions, page by page, in the order in which they were recorded."""

import datetime as dt

import msgspec

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """Which editions are wanted; what is empty does not narrow.

    Attributes:
        family: of the number.
        code: such as ``GB/T``.
        recorded_since: first recorded on that day or later.
    """

    family: str = ""
    code: str = ""
    recorded_since: dt.date | None = None


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One page; ``last`` is the place to go on behind, ``None`` where nothing follows."""

    rows: list[Row]
    last: int | None


def listed(wanted: Selection, *, after: int, limit: int, on: dt.date) -> Listed:
    """The editions recorded behind a place, no more than the limit."""
    editions = Edition.objects.filter(pk__gt=after).select_related("standard").order_by("pk")
    if wanted.family:
        editions = editions.filter(family=wanted.family)
    if wanted.code:
        editions = editions.filter(standard__code=wanted.code)
    if wanted.recorded_since:
        editions = editions.filter(first_recorded__gte=wanted.recorded_since)
    found = list(editions[: limit + 1])
    rows = with_standings(found[:limit], on)
    return Listed(rows=rows, last=rows[-1].edition.pk if len(found) > limit else None)
