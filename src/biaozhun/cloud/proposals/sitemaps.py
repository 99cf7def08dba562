"""The public addresses of calls, notices and programmes."""

from collections.abc import Iterator

from django.urls import reverse

from biaozhun.cloud.proposals.models import Batch, Call, Programme
from biaozhun.cloud.ui.sitemaps import Address, listed, register, register_pages


def _calls() -> Iterator[Address]:
    for pk in Call.objects.exclude(state="draft").order_by("pk").values_list("pk", flat=True):
        yield Address(reverse("proposals:call", args=[pk]))


def _notices() -> Iterator[Address]:
    found = Batch.objects.filter(noticed__isnull=False).order_by("pk")
    for pk, day in found.values_list("pk", "notice_from"):
        yield Address(reverse("proposals:notice", args=[pk]), day)


def _programmes() -> Iterator[Address]:
    for pk, day in Programme.objects.order_by("pk").values_list("pk", "day"):
        yield Address(reverse("proposals:programme", args=[pk]), day)


register_pages("proposals:calls", "proposals:notices", "proposals:programmes")
register(listed("proposal-calls", _calls))
register(listed("proposal-notices", _notices))
register(listed("programmes", _programmes))
