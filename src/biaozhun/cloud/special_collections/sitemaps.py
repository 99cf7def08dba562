"""The public addresses of the special collections."""

from collections.abc import Iterator

from django.db.models import Max
from django.urls import reverse

from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.special_collections.models import Collection
from biaozhun.cloud.ui.sitemaps import Address, listed, register, register_pages


def _collections() -> Iterator[Address]:
    """The published ones, each with the day on which something last came in or went out."""
    found = Collection.objects.filter(published=True).annotate(last=Max("changes__happened"))
    for slug, last in found.order_by("slug").values_list("slug", "last"):
        changed = day_of(last) if last else None
        for name in ("collection", "changes"):
            yield Address(reverse(f"special_collections:{name}", args=[slug]), changed)


register_pages("special_collections:collections")
register(listed("collections", _collections))
