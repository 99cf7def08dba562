"""The register of partners, narrowed and in pages."""

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Q

from biaozhun.cloud.exchange.models import Partner

PAGE = 50
FEW = 20  # shown beside other things, before the reader is led to the whole register


class Narrowed(msgspec.Struct, frozen=True, kw_only=True):
    """What narrows the register; what is empty does not."""

    text: str = ""
    kind: str = ""


def partners(narrowed: Narrowed, page: int, *, size: int = PAGE) -> "Page[Partner]":
    """Partners with their agreements, by name; three questions however many there are."""
    found = Partner.objects.prefetch_related("agreements")
    if narrowed.kind:
        found = found.filter(kind=narrowed.kind)
    if narrowed.text:
        text = narrowed.text
        found = found.filter(
            Q(name__icontains=text)
            | Q(country__icontains=text)
            | Q(agreements__title__icontains=text)
        ).distinct()
    return Paginator(found, size).get_page(page)
