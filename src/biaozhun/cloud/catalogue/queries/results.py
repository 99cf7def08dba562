"""A page of hits as readers see it: the index's answer with the database's facts."""

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.coverage import Held, coverage_of
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.cloud.search.highlight import spans
from biaozhun.cloud.search.port import (
    FACETS,
    NumberFound,
    Request,
    Result,
    SearchIndex,
    Sort,
)
from biaozhun.cloud.search.query import Query
from biaozhun.cloud.search.query_parser import parse as parse_query
from biaozhun.core.number import NumberError, parse

FEW = 10  # hits; below this a page says how much of the field the library holds
FACET_SIZE = 30  # values of a facet

Spans = list[tuple[int, int]]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader asks, as it stands in the address."""

    text: str = ""
    on: dt.date
    filters: Mapping[str, Sequence[str]] = {}
    sort: Sort = "relevance"
    page: int = 1
    size: int = 20


class FoundEdition(msgspec.Struct, frozen=True, kw_only=True):
    """A hit with the places where the query stands in its titles."""

    row: Row
    title_zh: Spans
    title_en: Spans


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The page of hits.

    Attributes:
        result: the index's answer.
        hits: the editions of the page; one taken out of the database since is left out.
        card: the edition a number in the query stands for, which comes first.
        missing: numbers in the query that are not held, or not with the year asked for.
        coverage: for few hits, how much is held of what the numbers belong to.
    """

    result: Result
    hits: list[FoundEdition]
    card: Row | None
    missing: list[NumberFound]
    coverage: list[Held]


def find(question: Question, index: SearchIndex) -> Found:
    """Ask the index, then the database for the editions of the page, all at once."""
    query = parse_query(question.text)
    result = index.search(
        Request(
            query=query,
            on=question.on,
            filters=question.filters,
            sort=question.sort,
            page=question.page,
            size=question.size,
            facets=FACETS,
            facet_size=FACET_SIZE,
        )
    )
    named = [number.edition for number in result.numbers if number.edition]
    rows = _rows([*(hit.id for hit in result.hits), *named], question.on)
    return Found(
        result=result,
        hits=[_found(rows[hit.id], query) for hit in result.hits if hit.id in rows],
        card=rows.get(named[0]) if named and question.page == 1 else None,
        missing=[number for number in result.numbers if number.match != "exact"],
        coverage=_coverage(result, question.on),
    )


def _rows(ids: Sequence[str], on: dt.date) -> Mapping[str, Row]:
    editions = Edition.objects.filter(pk__in=set(ids)).select_related("standard")
    return {str(row.edition.pk): row for row in with_standings(editions, on)}


def _found(row: Row, query: Query) -> FoundEdition:
    return FoundEdition(
        row=row,
        title_zh=spans(query, row.edition.title_zh, field="title"),
        title_en=spans(query, row.edition.title_en, field="title"),
    )


def _coverage(result: Result, on: dt.date) -> list[Held]:
    if result.total >= FEW or not result.numbers:
        return []
    try:
        number = parse(result.numbers[0].text)
    except NumberError:
        return []
    return coverage_of(str(number.family), number.code, on)
