"""The public addresses of the register of laws."""

from collections.abc import Iterator

from django.urls import reverse

from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.laws.models import Instrument, Law
from biaozhun.cloud.ui.sitemaps import Address, listed, register, register_pages


def _laws() -> Iterator[Address]:
    rows = Law.objects.order_by("pk").values_list("slug", "changed")
    for slug, changed in rows.iterator(2_000):
        yield Address(reverse("laws:law", args=[slug]), day_of(changed))


def _instruments() -> Iterator[Address]:
    rows = Instrument.objects.order_by("pk").values_list("pk", "changed")
    for pk, changed in rows.iterator(2_000):
        yield Address(reverse("laws:instrument", args=[pk]), day_of(changed))


register_pages("laws:laws", "laws:citations", "laws:instruments", "laws:draft_check")
register(listed("laws", _laws))
register(listed("instruments", _instruments))
