"""What readers follow: the newest of a search, what changed lately, what comes on which day.

Days come from the timeline of each edition: one that is only the day on which a source saw a
status is no event.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.results import Question
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.cloud.search.port import MAX_PAGE_SIZE, Request, Result, SearchIndex, Sort
from biaozhun.cloud.search.query import Period, Query
from biaozhun.cloud.search.query_parser import parse as parse_query
from biaozhun.core.succession import standing

Change = Literal["published", "in_force", "ended"]
CHANGES: tuple[Change, ...] = ("published", "in_force", "ended")

NEWEST = 100  # entries of a feed
MOST_EVENTS = 1_000  # of a calendar
MOST_READ = 1_000  # editions looked at for the newest of a feed
WINDOWS = (7, 31, 92, 366)  # days back; the first in which there are enough


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What happens to an edition on a day."""

    row: Row
    change: Change
    day: dt.date


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """The events of a period, the earliest first; ``total`` counts those left out too."""

    events: list[Event]
    total: int


def newest(question: Question, index: SearchIndex) -> list[Row]:
    """The editions a search finds that were published last."""
    result = _ask(index, question, parse_query(question.text), sort="date")
    return list(_rows(result, question.on).values())


def lately(change: Change, on: dt.date, index: SearchIndex) -> list[Event]:
    """The last hundred changes of a kind up to the day, the latest first."""
    question = Question(on=on)
    for days in WINDOWS:
        query = _within(Query(""), change, on - dt.timedelta(days), on)
        if _ask(index, question, query, sort="date", size=1).total >= NEWEST:
            break
    rows = _all(index, question, query, most=MOST_READ)
    events = sorted(_events(rows, change), key=_order)
    events.sort(key=lambda event: event.day, reverse=True)
    return [event for event in events if event.day <= on][:NEWEST]


def coming(question: Question, index: SearchIndex, *, first: dt.date, last: dt.date) -> Coming:
    """What of a search comes into force or ends from the first day to the last."""
    found: list[Event] = []
    total = 0
    asked = parse_query(question.text)
    for change in ("in_force", "ended"):
        query = _within(asked, change, first, last)
        total += _ask(index, question, query, sort="date", size=1).total
        events = _events(_all(index, question, query, most=MOST_EVENTS), change)
        found += [event for event in events if first <= event.day <= last]
    found.sort(key=_order)
    left_out = max(total - MOST_EVENTS, 0) if len(found) >= MOST_EVENTS else 0
    return Coming(events=found[:MOST_EVENTS], total=min(len(found), MOST_EVENTS) + left_out)


def _order(event: Event) -> tuple[dt.date, str]:
    return event.day, event.row.edition.sort_key


def _within(query: Query, field: str, first: dt.date, last: dt.date) -> Query:
    period = Period(field=field, first=first.toordinal(), last=last.toordinal())
    return Query(query.text, (*query.nodes, period), query.notes)


def _ask(
    index: SearchIndex,
    question: Question,
    query: Query,
    *,
    sort: Sort,
    page: int = 1,
    size: int = NEWEST,
) -> Result:
    return index.search(
        Request(
            query=query,
            on=question.on,
            filters=question.filters,
            sort=sort,
            page=page,
            size=size,
            facets=(),
        )
    )


def _all(index: SearchIndex, question: Question, query: Query, *, most: int) -> Iterable[Row]:
    """The editions found, in the order of their publication, no more than ``most``."""
    rows: dict[str, Row] = {}
    for page in range(1, most // MAX_PAGE_SIZE + 1):
        result = _ask(index, question, query, sort="date", page=page, size=MAX_PAGE_SIZE)
        rows |= _rows(result, question.on)
        if page >= result.pages:
            break
    return rows.values()


def _rows(result: Result, on: dt.date) -> Mapping[str, Row]:
    """The editions of a page of hits, in its order; one taken out since is left out."""
    ids = [hit.id for hit in result.hits]
    editions = Edition.objects.filter(pk__in=ids).select_related("standard")
    rows = {str(row.edition.pk): row for row in with_standings(editions, on)}
    return {pk: rows[pk] for pk in ids if pk in rows}


def _events(rows: Iterable[Row], change: Change) -> Iterator[Event]:
    for row in rows:
        if day := _day(row, change):
            yield Event(row=row, change=change, day=day)


def _day(row: Row, change: Change) -> dt.date | None:
    """The day of a change; ``None`` where it is not known or does not change the status."""
    if change == "published":
        return row.edition.published
    day = row.timeline.start if change == "in_force" else row.timeline.end
    if day is None or standing(row.timeline, day).since != day:
        return None
    return day
