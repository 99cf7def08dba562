"""The public addresses of the slice: the lists, each project, each published call."""

from collections.abc import Iterator

from django.urls import reverse

from biaozhun.cloud.drafting.models import OpenCall, Project
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.ui.sitemaps import Address, listed, register, register_pages


def _projects() -> Iterator[Address]:
    rows = Project.objects.order_by("pk")
    for pk, since in rows.values_list("pk", "state_since").iterator(2_000):
        yield Address(reverse("drafting:project", args=[pk]), day_of(since))


def _calls() -> Iterator[Address]:
    rows = OpenCall.objects.exclude(state="draft").order_by("pk")
    for pk, since in rows.values_list("pk", "state_since").iterator(2_000):
        yield Address(reverse("drafting:call", args=[pk]), day_of(since))


register_pages("drafting:projects", "drafting:calls", "drafting:patents")
register(listed("projects", _projects))
register(listed("calls", _calls))
