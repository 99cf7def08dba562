"""The register as a list: filters, what they offer, and pages."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import ExtractYear

from biaozhun.cloud.laws.life import LawState, in_state
from biaozhun.cloud.laws.models import Law
from biaozhun.core.validity.linting import AbolishedLaw, law_key

PAGE = 50  # laws


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What narrows the list; what is empty does not.

    Attributes:
        text: to be found in title or number.
        kind: level of the document.
        issuer: who issued it.
        region: division code; ``-`` for laws of the whole country.
        state: how it stands on the day.
        on: the day.
        year: of publication; 0 for any.
    """

    text: str = ""
    kind: str = ""
    issuer: str = ""
    region: str = ""
    state: LawState | None = None
    on: dt.date
    year: int = 0


NATIONWIDE = "-"


def laws(filters: Filters) -> QuerySet[Law]:
    """The laws that pass the filters, the newest first."""
    found = Law.objects.all()
    if filters.text:
        key = law_key(filters.text)
        by_title = Q(title__icontains=filters.text) | Q(title_en__icontains=filters.text)
        by_key = Q(title_key__contains=key) if key else Q()
        found = found.filter(by_title | by_key | Q(number__icontains=filters.text))
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.issuer:
        found = found.filter(issuer=filters.issuer)
    if filters.region:
        found = found.filter(region="" if filters.region == NATIONWIDE else filters.region)
    if filters.year:
        found = found.filter(published__year=filters.year)
    if filters.state:
        found = found.filter(in_state(filters.state, filters.on))
    return found.order_by(F("published").desc(nulls_last=True), "title", "id")


def page_of(found: QuerySet[Law], page: int) -> Page[Any]:
    """A page with how many standards each law cites, as far as nobody rejected them."""
    counted = found.annotate(
        cited=Count("citations__standard", filter=~Q(citations__state="rejected"), distinct=True)
    )
    return Paginator(counted, PAGE).get_page(page)


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """What the filters may be set to: values that occur."""

    issuers: list[str]
    regions: list[str]
    years: list[int]


def offered() -> Offered:
    """The issuers, regions and years that occur in the register."""
    years = Law.objects.exclude(published=None).annotate(year=ExtractYear("published"))
    regions = Law.objects.exclude(region="").order_by("region").values_list("region", flat=True)
    issuers = Law.objects.order_by("issuer").values_list("issuer", flat=True)
    return Offered(
        issuers=list(issuers.distinct()[:500]),
        regions=list(regions.distinct()),
        years=list(years.order_by("-year").values_list("year", flat=True).distinct()),
    )


def law_at(slug: str) -> Law | None:
    """The law at an address."""
    return Law.objects.filter(slug=slug).first() if "\x00" not in slug else None


def abolished(titles: Sequence[str], on: dt.date) -> dict[str, AbolishedLaw]:
    """Of the titles those that name a law which no longer holds, and none that holds."""
    keys = {law_key(title)[:300] for title in titles} - {""}
    held = Law.objects.filter(title_key__in=keys).prefetch_related("concerned_by__law")
    found: dict[str, AbolishedLaw] = {}
    holding: set[str] = set()
    for law in held:
        if not law.abolished or law.abolished > on:
            holding.add(law.title_key)
            continue
        after = [each.law.title for each in law.concerned_by.all() if each.kind == "replaces"]
        found[law.title_key] = AbolishedLaw(title=law.title, successor=after[0] if after else "")
    return {key: law for key, law in found.items() if key not in holding}
