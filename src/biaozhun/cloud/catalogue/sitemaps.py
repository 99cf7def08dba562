"""The public addresses of the catalogue: editions, standards, announcements, ways to look around.

Invented records are left out.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.urls import reverse

from biaozhun.cloud.catalogue.forms.span import FIRST_YEAR, LAST_YEAR, month_of
from biaozhun.cloud.catalogue.models import Announcement, Edition, SourceRecord, Standard
from biaozhun.cloud.catalogue.queries.browse.changes import Kind
from biaozhun.cloud.catalogue.queries.browse.codes import codes
from biaozhun.cloud.catalogue.queries.browse.crawled import months
from biaozhun.cloud.catalogue.queries.browse.trees import Scheme, held_codes
from biaozhun.cloud.catalogue.queries.browse.values import DIMENSIONS
from biaozhun.cloud.catalogue.templatetags.catalogue import place
from biaozhun.cloud.search.port import RebuildRequiredError
from biaozhun.cloud.ui.sitemaps import Address, listed, of_table, register, register_pages
from biaozhun.core.number import Family


def _publication(slug: str, seen: dt.date | None, recorded: dt.date | None) -> Address:
    """An edition or a standard, with the later of the days last seen and first recorded."""
    return Address(place(slug), max(filter(None, (seen, recorded)), default=None))


def _editions(rows: QuerySet[Edition]) -> QuerySet[Edition, Any]:
    return rows.annotate(seen=_last_seen("edition")).values_list("slug", "seen", "first_recorded")


def _standards(rows: QuerySet[Standard]) -> QuerySet[Standard, Any]:
    """Of a standard the latest days of its editions."""
    made = rows.annotate(seen=_last_seen("edition__standard"), made=Max("editions__first_recorded"))
    return made.values_list("slug", "seen", "made")


def _last_seen(of: str) -> Subquery:
    records = SourceRecord.objects.filter(**{of: OuterRef("pk")}).order_by().values(of)
    return Subquery(records.annotate(last=Max("last_seen")).values("last"))


def _announcement(slug: str) -> Address:
    """An announcement; when its page changed nobody knows."""
    return Address(reverse("catalogue:announcement", args=[slug]))


def _ways() -> Iterator[Address]:
    """The values and trees to look around by, and what stands under each of their codes.

    While there is no index nothing can be looked at, and there is nothing to tell.
    """
    try:
        under = {scheme: held_codes(scheme) for scheme in Scheme}
        levels = {str(family): codes(str(family)) for family in Family}
    except RebuildRequiredError:
        return
    for name in (*DIMENSIONS, *Scheme):
        yield Address(reverse("catalogue:browse_dimension", args=[str(name)]))
    for scheme, held in under.items():
        for code in held:
            yield Address(reverse("catalogue:browse_node", args=[str(scheme), code]))
    for family, numbered in levels.items():
        if numbered:
            yield Address(reverse("catalogue:browse_level", args=[family]))
        for each in numbered:
            yield Address(reverse("catalogue:browse_numbered", args=[family, each.code]))


def _changes() -> Iterator[Address]:
    """What changed: this week, by kind, and every month in which something did."""
    here = reverse("catalogue:changes")
    yield Address(here)
    for kind in Kind:
        yield Address(reverse("catalogue:changes_of", args=[str(kind)]))
    for month in months(FIRST_YEAR, LAST_YEAR):
        yield Address(f"{here}?{month_of(month).parameter}")


register_pages(
    "catalogue:home", "catalogue:browse", "catalogue:announcements", "catalogue:coverage"
)
register(
    of_table(
        "editions",
        rows=lambda: Edition.objects.filter(invented=False),
        read=_editions,
        told=_publication,
    )
)
register(
    of_table(
        "standards",
        rows=lambda: Standard.objects.filter(invented=False),
        read=_standards,
        told=_publication,
    )
)
register(
    of_table(
        "announcements",
        rows=lambda: Announcement.objects.filter(invented=False),
        read=lambda rows: rows.values_list("slug"),
        told=_announcement,
    )
)
register(listed("browse", _ways))
register(listed("changes", _changes))
