"""What readers follow: the newest of a search, what changed lately, what comes on which day.

Days come from the timeline of each edition: one that is only the day on which a source saw a
status is no event. That is why they are worked out from stated days and not asked of the index,
where thousands of sightings may share the day of one import.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from biaozhun.cloud.catalogue.models import Edition, Relation, Standard
from biaozhun.cloud.catalogue.queries.lookup import Lookup
from biaozhun.cloud.catalogue.queries.reading import State, state_of
from biaozhun.cloud.catalogue.queries.results import Question, query_of
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.cloud.search.port import MAX_DEPTH, Request, Result, SearchIndex
from biaozhun.cloud.search.query import Period, Query
from biaozhun.core.succession import SUCCEEDING, Timeline, standing

Change = Literal["published", "in_force", "ended"]
CHANGES: tuple[Change, ...] = ("published", "in_force", "ended")

NEWEST = 100  # entries of a feed
MOST_EVENTS = 1_000  # of a calendar
STEP = 31  # days looked back at once, until there are enough
FURTHEST = 366  # days back


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What happens to an edition on a day."""

    row: Row
    change: Change
    day: dt.date


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """The events of a period, the earliest first; ``total`` counts those left out too."""

    events: list[Event]
    total: int


class Day(msgspec.Struct, frozen=True):
    """A day on which something happens to an edition, by its id."""

    day: dt.date
    number: str
    change: Change
    id: int


def newest(question: Question, index: SearchIndex) -> list[Row]:
    """The editions a search finds that were published last."""
    result = _ask(index, question, query_of(question), size=NEWEST)
    rows = _rows([int(hit.id) for hit in result.hits], question.on)
    return list(rows.values())


def lately(change: Change, on: dt.date, index: SearchIndex) -> list[Event]:
    """The last hundred changes of a kind up to the day, the latest first."""
    if change == "published":
        return _published(on)
    state = state_of(index)
    days: list[Day] = []
    for back in range(0, FURTHEST, STEP):
        last = on - dt.timedelta(back)
        first = max(last - dt.timedelta(STEP - 1), on - dt.timedelta(FURTHEST))
        days += [day for day in _days(first, last, state) if day.change == change]
        if len(days) >= NEWEST:
            break
    days.sort(key=lambda day: day.day, reverse=True)
    return _events(days[:NEWEST], on)


def coming(question: Question, index: SearchIndex, *, first: dt.date, last: dt.date) -> Coming:
    """What of a search comes into force or ends from the first day to the last."""
    days: Sequence[Day] = _days(first, last, state_of(index))
    if question.text or question.filters:
        found = {
            change: _found(index, question, change, first=first, last=last)
            for change in ("in_force", "ended")
        }
        days = [day for day in days if day.id in found[day.change]]
    return Coming(events=_events(days[:MOST_EVENTS], question.on), total=len(days))


def _published(on: dt.date) -> list[Event]:
    editions = Edition.objects.filter(published__lte=on).select_related("standard")
    rows = with_standings(editions.order_by("-published", "sort_key")[:NEWEST], on)
    return [
        Event(row=row, change="published", day=row.edition.published)
        for row in rows
        if row.edition.published
    ]


@lru_cache(maxsize=2 * (FURTHEST // STEP + 1))  # the steps of two states
def _days(first: dt.date, last: dt.date, state: State) -> tuple[Day, ...]:  # noqa: ARG001  -- part of the key
    """All days in a period on which editions come into force or end, worked out once."""
    editions = Edition.objects.filter(pk__in=_concerned(first, last)).only(*_DATED)
    rows = with_standings(editions.select_related("standard"), last)
    found = [
        Day(day, row.edition.sort_key, change, row.edition.pk)
        for row in rows
        for change, day in _changes(row.timeline)
        if first <= day <= last
    ]
    return tuple(sorted(found, key=lambda day: (day.day, day.number, day.change)))


_DATED = (
    *("slug", "kind", "year", "sort_key", "standard", "standard__slug", "statements"),
    *("published", "in_force", "withdrawn", "suspended", "resumed"),
)
_SUCCEEDED = Lookup(Relation, ("object",), key="subject", only=("kind", SUCCEEDING))
_BY_SLUG = Lookup(Edition, ("id",), key="slug")
_BY_STANDARD = Lookup(Edition, ("id",), key="standard")
_STANDARDS = Lookup(Standard, ("id",), key="slug")


def _concerned(first: dt.date, last: dt.date) -> set[int]:
    """Editions with a stated day in the period, and those that such an edition may end."""
    period = (first, last)
    entering = list(
        Edition.objects.filter(in_force__range=period).values_list("pk", "slug", "standard_id")
    )
    withdrawn = Edition.objects.filter(withdrawn__range=period).values_list("pk", flat=True)
    dated = Relation.objects.filter(kind__in=SUCCEEDING, date__range=period)
    ended = {slug for (slug,) in _SUCCEEDED([slug for _, slug, _ in entering])}
    ended |= set(dated.values_list("object", flat=True))
    standards = {standard for _, _, standard in entering} | {pk for (pk,) in _STANDARDS(ended)}
    return {
        *(pk for pk, _, _ in entering),
        *withdrawn,
        *(pk for (pk,) in _BY_SLUG(ended)),
        *(pk for (pk,) in _BY_STANDARD(standards)),
    }


def _changes(timeline: Timeline) -> Iterator[tuple[Change, dt.date]]:
    """The days of beginning and end that are known and change the status."""
    if timeline.start and standing(timeline, timeline.start).since == timeline.start:
        yield "in_force", timeline.start
    if timeline.ended and standing(timeline, timeline.ended).since == timeline.ended:
        yield "ended", timeline.ended


def _events(days: Iterable[Day], on: dt.date) -> list[Event]:
    days = list(days)
    rows = _rows([day.id for day in days], on)
    return [
        Event(row=rows[day.id], change=day.change, day=day.day) for day in days if day.id in rows
    ]


def _rows(ids: Sequence[int], on: dt.date) -> Mapping[int, Row]:
    """The editions in the order of their ids; one taken out since is left out."""
    editions = Edition.objects.filter(pk__in=set(ids)).select_related("standard")
    rows = {row.edition.pk: row for row in with_standings(editions, on)}
    return {pk: rows[pk] for pk in ids if pk in rows}


def _found(
    index: SearchIndex, question: Question, change: Change, *, first: dt.date, last: dt.date
) -> set[int]:
    """The ids a search finds among the editions with such a day, as deep as can be paged."""
    asked = query_of(question)
    period = Period(field=change, first=first.toordinal(), last=last.toordinal())
    query = Query(asked.text, (*asked.nodes, period), asked.notes)
    return {int(hit.id) for hit in _ask(index, question, query, size=MAX_DEPTH).hits}


def _ask(index: SearchIndex, question: Question, query: Query, *, size: int) -> Result:
    return index.search(
        Request(
            query=query,
            on=question.on,
            filters=question.filters,
            sort="date",
            size=size,
            facets=(),
        )
    )
