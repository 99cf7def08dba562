"""A page of hits as readers see it: the index's answer with the database's facts."""

import contextlib
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.coverage import (
    Held,
    coverage_of,
    family_coverage,
    whole_coverage,
)
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
from biaozhun.cloud.search.query import Coded, NumberPrefix, Query, Word, looking_inside
from biaozhun.cloud.search.query_parser import parse as parse_query
from biaozhun.core.number import Family, NumberError, StandardNumber, parse

FEW = 10  # hits; below this a page says how much of the field the library holds
MOST_FAMILIES = 3  # of which a page with few hits tells how much is held
FACET_SIZE = 30  # values of a facet

Spans = list[tuple[int, int]]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader asks, as it stands in the address.

    ``inside`` looks for the words in open full texts as well.
    """

    text: str = ""
    on: dt.date
    filters: Mapping[str, Sequence[str]] = {}
    sort: Sort = "relevance"
    page: int = 1
    size: int = 20
    inside: bool = False


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
        coverage: for few hits, how much is held: of the code and family of a number or its
            letters, of the families chosen, else of the library in all.
    """

    result: Result
    hits: list[FoundEdition]
    card: Row | None
    missing: list[NumberFound]
    coverage: list[Held]


def query_of(question: Question) -> Query:
    """The query that a question means, looking into full texts where it asks for that."""
    query = parse_query(question.text)
    return looking_inside(query) if question.inside else query


def find(question: Question, index: SearchIndex) -> Found:
    """Ask the index, then the database for the editions of the page, all at once."""
    query = query_of(question)
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
        hits=[_found(rows[hit.id], result.answered) for hit in result.hits if hit.id in rows],
        card=rows.get(named[0]) if named and question.page == 1 else None,
        missing=[number for number in result.numbers if number.match != "exact"],
        coverage=_coverage(question, query, result),
    )


def _rows(ids: Sequence[str], on: dt.date) -> Mapping[str, Row]:
    editions = Edition.objects.filter(pk__in=set(ids)).select_related("standard")
    return {str(row.edition.pk): row for row in with_standings(editions, on)}


def _found(row: Row, answered: Query) -> FoundEdition:
    return FoundEdition(
        row=row,
        title_zh=spans(answered, row.edition.title_zh, field="title"),
        title_en=spans(answered, row.edition.title_en, field="title"),
    )


def _coverage(question: Question, query: Query, result: Result) -> list[Held]:
    """For few hits, how much is held of what was asked for: its code, its families, or in all."""
    if result.total >= FEW:
        return []
    on = question.on
    if number := next(_named(query, result), None):
        return coverage_of(str(number.family), number.code, on)
    families = _families(question, query)
    if families:
        return [family_coverage(family, on) for family in families[:MOST_FAMILIES]]
    return [whole_coverage(on)]


def _named(query: Query, result: Result) -> Iterator[StandardNumber]:
    """The numbers of the query, then those its letters begin: ``JB/T`` as ``JB/T 1``."""
    texts = [number.text for number in result.numbers]
    for node in query.nodes:
        match node:
            case NumberPrefix(key=key):
                texts += [key, f"{key} 1"]
            case Word(text=text, prefix=prefix) if prefix:
                texts.append(f"{text} 1")
    for text in texts:
        with contextlib.suppress(NumberError):
            yield parse(text)


def _families(question: Question, query: Query) -> list[str]:
    """The families the filters and the fields of the query name; a region is of local ones."""
    named = list(question.filters.get("level", ()))
    fields = [node for node in query.nodes if isinstance(node, Coded)]
    named += [value for node in fields if node.field == "level" for value in node.values]
    if question.filters.get("region") or any(node.field == "region" for node in fields):
        named.append(str(Family.LOCAL))
    return [family for family in dict.fromkeys(named) if family in set(Family)]
