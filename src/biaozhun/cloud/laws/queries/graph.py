"""Law ↔ standard: every citation that counts as a row, with filters and counts (S029)."""

import datetime as dt
from collections import Counter

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.db.models.functions import ExtractYear

from biaozhun.cloud.laws.models import CitedStandard, Law
from biaozhun.cloud.laws.queries.current import current, standing_laws
from biaozhun.cloud.laws.queries.page import Shown
from biaozhun.cloud.laws.queries.standing import answers, question_of

PAGE = 100  # rows
MOST_EXPORTED = 20_000  # rows


class GraphFilters(msgspec.Struct, frozen=True, kw_only=True):
    """What narrows the table; what is empty does not."""

    text: str = ""
    kind: str = ""
    family: str = ""
    mode: str = ""
    dated: str = ""  # yes, no
    whole: str = ""  # yes, no
    state: str = ""


def rows(filters: GraphFilters, on: dt.date) -> QuerySet[CitedStandard]:
    """The citations of laws that have not been abolished, narrowed."""
    found = current(on).filter(standing_laws(on))
    if filters.text:
        by_law = Q(law__title__icontains=filters.text) | Q(law__issuer__icontains=filters.text)
        found = found.filter(by_law | Q(number__icontains=filters.text))
    for column, value in (
        ("law__kind", filters.kind),
        ("family", filters.family),
        ("mode", filters.mode),
        ("state", filters.state),
    ):
        if value:
            found = found.filter(**{column: value})
    if filters.dated:
        found = found.filter(dated=filters.dated == "yes")
    if filters.whole:
        found = found.filter(clauses=[]) if filters.whole == "yes" else found.exclude(clauses=[])
    return found.select_related("law", "article").order_by(
        F("law__published").desc(nulls_last=True),
        "law__title",
        "law_id",
        "article__position",
        "start",
        "id",
    )


def shown(cited: list[CitedStandard], on: dt.date) -> list[Shown]:
    """Rows with how what they cite stands on the day."""
    told = answers([question_of(each) for each in cited], on) if cited else {}
    return [Shown(each, told[question_of(each)]) for each in cited]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """Citations by year of the law, level of the document and level of the standard.

    ``levels`` has a row for each kind of document: (kind, counts in the order of ``families``,
    total).
    """

    total: int
    laws: int
    standards: int
    years: list[tuple[int | None, int]]
    families: list[str]
    levels: list[tuple[str, list[int], int]]
    modes: list[tuple[str, int]]
    dated: int


def counts(found: QuerySet[CitedStandard]) -> Counts:
    """Counts over all rows of a table, read at once."""
    listed = list(
        found.annotate(year=ExtractYear("law__published")).values_list(
            "law__kind", "family", "year", "mode", "dated", "law_id", "standard"
        )
    )
    families = sorted({row[1] for row in listed})
    by_level = Counter((row[0], row[1]) for row in listed)
    kinds = Counter(row[0] for row in listed)
    years = Counter(row[2] for row in listed)
    modes = Counter(row[3] for row in listed)
    return Counts(
        total=len(listed),
        laws=len({row[5] for row in listed}),
        standards=len({row[6] for row in listed}),
        years=sorted(years.items(), key=lambda pair: pair[0] or 0, reverse=True),
        families=families,
        levels=[
            (kind, [by_level[(kind, family)] for family in families], kinds[kind])
            for kind in Law.Kind.values
            if kinds[kind]
        ],
        modes=[(mode, modes[mode]) for mode in CitedStandard.Mode.values if modes[mode]],
        dated=sum(row[4] for row in listed),
    )


def page_of(found: QuerySet[CitedStandard], page: int) -> Page[CitedStandard]:
    """A page of the table."""
    return Paginator(found, PAGE).get_page(page)
