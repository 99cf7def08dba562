"""How many of the standards in force whose texts are to be public have their text here.

Counted are local standards by region, and mandatory national standards. What is in force is
counted by the index; invented records never count.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

import msgspec
from django.db.models import Count, Max, QuerySet

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.reading import State, reader, state_of
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.cloud.search.port import MAX_DEPTH, MAX_PAGE_SIZE, Request, SearchIndex
from biaozhun.cloud.search.query_parser import parse as parse_query
from biaozhun.cloud.texts.models import Text
from biaozhun.core.number import Family, Nature
from biaozhun.core.succession import HOLDS

MANDATORY: Final = "mandatory"  # the scope of mandatory national standards; others are regions
MOST_REGIONS: Final = 2_000
PAGE: Final = MAX_PAGE_SIZE
_HOLDING: Final = tuple(str(status) for status in sorted(HOLDS))


class Completeness(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the report.

    Attributes:
        scope: code of the division, empty where the number names none, or ``mandatory``.
        in_force: standards in force.
        online: those whose text anybody may read here.
        metadata: those of whose text only the record is shown, with a reason.
        closed: those whose text is withheld, with a reason.
    """

    scope: str
    in_force: int
    online: int = 0
    metadata: int = 0
    closed: int = 0

    @property
    def lacking(self) -> int:
        """Those of which there is no text."""
        return max(self.in_force - self.online - self.metadata - self.closed, 0)

    @property
    def share(self) -> float | None:
        """Of those in force, the part whose text is online; ``None`` of nothing."""
        return self.online / self.in_force if self.in_force else None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The report of a day: mandatory national standards, local ones, and these by region."""

    on: dt.date
    mandatory: Completeness
    local: Completeness
    regions: list[Completeness]


def report(on: dt.date) -> Report:
    """The whole report, worked out once for each state of the library and its texts.

    Raises:
        RebuildRequiredError: there is no index to count with.
    """
    texts = Text.objects.aggregate(changed=Max("changed"), texts=Count("pk"))
    return _report(on, state_of(reader()), texts["changed"], texts["texts"])


@lru_cache(maxsize=4)
def _report(
    on: dt.date,
    state: State,  # noqa: ARG001  -- what was counted holds for this state
    changed: dt.datetime | None,  # noqa: ARG001  -- likewise
    texts: int,  # noqa: ARG001  -- likewise
) -> Report:
    index = reader()
    regions = _in_force_by_region(on, index)
    mandatory = index.search(_request(MANDATORY, on, size=1)).total
    for row in _standing(Edition.objects.filter(invented=True), on):
        if _is_mandatory(row.edition):
            mandatory -= 1
        elif row.edition.family == Family.LOCAL:
            regions[row.edition.region] -= 1
    rights = _rights(on)
    lines = [_line(region, count, rights) for region, count in sorted(regions.items()) if count > 0]
    return Report(
        on=on,
        mandatory=_line(MANDATORY, mandatory, rights),
        local=_sum(lines),
        regions=lines,
    )


def _in_force_by_region(on: dt.date, index: SearchIndex) -> Counter[str]:
    """Local standards in force by region; the empty one for numbers that name none known."""
    request = _request("", on, size=1, facets=("region",))
    found = index.search(request)
    counts = Counter({count.value: count.count for count in found.facets["region"]})
    counts[""] += found.total - sum(counts.values())
    return counts


def _request(
    scope: str, on: dt.date, *, size: int, page: int = 1, facets: tuple[str, ...] = ()
) -> Request:
    filters: dict[str, tuple[str, ...]] = {"status": _HOLDING, "level": (Family.LOCAL,)}
    if scope == MANDATORY:
        filters |= {"level": (Family.NATIONAL,), "nature": (Nature.MANDATORY,)}
    elif scope:
        filters["region"] = (scope,)
    return Request(
        query=parse_query(""),
        on=on,
        filters=filters,
        sort="number",
        page=page,
        size=size,
        facets=facets,
        facet_size=MOST_REGIONS,
    )


def _is_mandatory(edition: Edition) -> bool:
    return edition.family == Family.NATIONAL and edition.nature == Nature.MANDATORY


def _standing(editions: QuerySet[Edition], on: dt.date) -> list[Row]:
    rows = with_standings(editions.select_related("standard"), on)
    return [row for row in rows if row.standing.status in HOLDS]


def _rights(on: dt.date) -> Mapping[tuple[str, str], int]:
    """How many editions in force have a text, by scope and the widest right to it."""
    widest = _widest_rights()
    editions = Edition.objects.filter(
        slug__in=_standards().values("slug"),
        family__in=[Family.LOCAL, Family.NATIONAL],
        invented=False,
    )
    counts: Counter[tuple[str, str]] = Counter()
    for row in _standing(editions, on):
        if _is_mandatory(row.edition):
            counts[MANDATORY, widest[row.edition.slug]] += 1
        elif row.edition.family == Family.LOCAL:
            counts[row.edition.region, widest[row.edition.slug]] += 1
    return counts


def _standards() -> QuerySet[Text]:
    return Text.objects.filter(state=Text.State.SHOWN, kind=Text.Kind.TEXT).order_by()


def _widest_rights() -> dict[str, str]:
    order = list(Text.Right)
    widest: dict[str, str] = {}
    for slug, right in _standards().values_list("slug", "right"):
        before = widest.get(slug, right)
        widest[slug] = min(before, right, key=lambda each: order.index(Text.Right(each)))
    return widest


def _line(scope: str, in_force: int, rights: Mapping[tuple[str, str], int]) -> Completeness:
    return Completeness(
        scope=scope,
        in_force=max(in_force, 0),
        online=rights.get((scope, Text.Right.OPEN), 0),
        metadata=rights.get((scope, Text.Right.METADATA), 0),
        closed=rights.get((scope, Text.Right.CLOSED), 0),
    )


def _sum(lines: list[Completeness]) -> Completeness:
    return Completeness(
        scope="",
        in_force=sum(line.in_force for line in lines),
        online=sum(line.online for line in lines),
        metadata=sum(line.metadata for line in lines),
        closed=sum(line.closed for line in lines),
    )


class Lacking(msgspec.Struct, frozen=True, kw_only=True):
    """A page of standards in force, with those of them that have no text.

    Attributes:
        editions: those without a text.
        looked_at: how many of those in force the page went through.
        page: which page, from 1.
        pages: how many there are.
        total: how many are in force.
    """

    editions: list[Edition]
    looked_at: int
    page: int
    pages: int
    total: int


def lacking(scope: str, on: dt.date, *, page: int = 1) -> Lacking:
    """Standards in force of a scope that have no text here, page by page in order of numbers.

    Raises:
        RebuildRequiredError: there is no index to ask.
    """
    page = min(page, MAX_DEPTH // PAGE)
    found = reader().search(_request(scope, on, size=PAGE, page=page))
    ids = [hit.id for hit in found.hits if not hit.invented]
    with_text = _standards().filter(slug__in=[hit.slug for hit in found.hits]).values("slug")
    editions = Edition.objects.filter(pk__in=ids).exclude(slug__in=with_text)
    return Lacking(
        editions=list(editions.order_by("sort_key")),
        looked_at=len(found.hits),
        page=page,
        pages=found.pages,
        total=found.total,
    )


def all_lacking(scope: str, on: dt.date) -> Iterator[Edition]:
    """All of them, as far as a search can be paged through (10 000 in force)."""
    page = 1
    while True:
        part = lacking(scope, on, page=page)
        yield from part.editions
        if page >= part.pages:
            return
        page += 1
