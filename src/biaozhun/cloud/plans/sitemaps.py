"""The public addresses of the slice: the lists, and a page for each published plan."""

from collections.abc import Iterator

from django.urls import reverse

from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.plans.models import Plan
from biaozhun.cloud.plans.permissions import PUBLISHED
from biaozhun.cloud.ui.sitemaps import Address, listed, register, register_pages


def _plans() -> Iterator[Address]:
    rows = Plan.objects.filter(state__in=PUBLISHED).order_by("pk")
    for pk, since in rows.values_list("pk", "state_since").iterator(2_000):
        yield Address(reverse("plans:plan", args=[pk]), day_of(since))


register_pages("plans:plans", "plans:campaigns")
register(listed("plans", _plans))
