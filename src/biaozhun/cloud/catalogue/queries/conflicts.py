"""Editions about which sources disagree."""

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from biaozhun.cloud.catalogue.models import Conflict, Source

PAGE = 50  # rows


class Disagreements(msgspec.Struct, frozen=True, kw_only=True):
    """One page of disagreements; the counts are over all of them."""

    page: Page[Conflict]
    fields: list[tuple[str, int]]
    source_titles: dict[str, str]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which disagreements: those of all that is given; what is empty does not restrict.

    Attributes:
        field: the field they are about.
        source: slug of one of the two sources.
        other: slug of the other one.
        family: level of the standards.
        code: how their codes begin.
        state: ``open`` or ``decided``.
    """

    field: str = ""
    source: str = ""
    other: str = ""
    family: str = ""
    code: str = ""
    state: str = ""


def disagreements(field: str, page: int) -> Disagreements:
    """Disagreements about a field, or all where it is empty, by number."""
    return found(Wanted(field=field), page)


def found(wanted: Wanted, page: int) -> Disagreements:
    """A page of the disagreements wanted, by number; counts by field over the other filters."""
    counted = select(msgspec.structs.replace(wanted, field=""))
    counts = counted.order_by("field").values_list("field").annotate(n=Count("id"))
    return Disagreements(
        page=Paginator(ordered(wanted), PAGE).get_page(page),
        fields=list(counts),
        source_titles=dict(Source.objects.values_list("slug", "title")),
    )


def open_by_field() -> list[tuple[str, int]]:
    """How many disagreements of each field nobody has decided, the most first."""
    counted = select(Wanted(state="open")).order_by().values_list("field").annotate(n=Count("id"))
    return sorted(counted, key=lambda found: (-found[1], found[0]))


def ordered(wanted: Wanted) -> QuerySet[Conflict]:
    """All disagreements wanted, with their editions, by number."""
    return select(wanted).select_related("edition").order_by("edition__sort_key", "field", "id")


def select(wanted: Wanted) -> QuerySet[Conflict]:
    """The disagreements wanted, in no order."""
    rows = Conflict.objects.all()
    if wanted.field:
        rows = rows.filter(field=wanted.field)
    for source in (wanted.source, wanted.other):
        if source:
            rows = rows.filter(Q(chosen_source=source) | Q(other_source=source))
    if wanted.family:
        rows = rows.filter(edition__family=wanted.family)
    if wanted.code:
        rows = rows.filter(edition__standard__code__startswith=wanted.code)
    if wanted.state == "open":
        rows = rows.filter(decided="")
    elif wanted.state == "decided":
        rows = rows.exclude(decided="")
    return rows
