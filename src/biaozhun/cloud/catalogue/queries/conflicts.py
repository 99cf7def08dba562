"""Editions about which sources disagree."""

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count

from biaozhun.cloud.catalogue.models import Conflict, Source

PAGE = 50  # rows


class Disagreements(msgspec.Struct, frozen=True, kw_only=True):
    """One page of disagreements; the counts are over all of them."""

    page: Page[Conflict]
    fields: list[tuple[str, int]]
    source_titles: dict[str, str]


def disagreements(field: str, page: int) -> Disagreements:
    """Disagreements about a field, or all where it is empty, by number."""
    counts = Conflict.objects.order_by("field").values_list("field").annotate(n=Count("id"))
    rows = Conflict.objects.select_related("edition").order_by("edition__sort_key", "field", "id")
    if field:
        rows = rows.filter(field=field)
    return Disagreements(
        page=Paginator(rows, PAGE).get_page(page),
        fields=list(counts),
        source_titles=dict(Source.objects.values_list("slug", "title")),
    )
