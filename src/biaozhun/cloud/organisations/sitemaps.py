"""The public addresses of units and bodies."""

from collections.abc import Iterator

from django.urls import reverse

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.organisations.models import Body, Collective
from biaozhun.cloud.ui.sitemaps import Address, listed, register, register_pages


def _units() -> Iterator[Address]:
    for pk in Organisation.objects.order_by("pk").values_list("pk", flat=True).iterator(2_000):
        yield Address(reverse("organisations:organisation", args=[pk]))


def _bodies() -> Iterator[Address]:
    for pk in Body.objects.order_by("pk").values_list("pk", flat=True):
        yield Address(reverse("organisations:body", args=[pk]))


def _collectives() -> Iterator[Address]:
    for pk in Collective.objects.order_by("pk").values_list("pk", flat=True):
        yield Address(reverse("organisations:collective", args=[pk]))


register_pages("organisations:organisations", "organisations:collectives", "organisations:bodies")
register(listed("organisations", _units))
register(listed("collectives", _collectives))
register(listed("bodies", _bodies))
