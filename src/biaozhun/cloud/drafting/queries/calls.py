"""Open calls: the public list, one call, and what was sent in answer."""

import datetime as dt
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.models import CallApplication, OpenCall
from biaozhun.cloud.organisations.permissions import is_authority

PAGE: Final = 30


def calls(*, over: bool, kind: str, today: dt.date) -> "QuerySet[OpenCall]":
    """Published calls: those that can be answered today, the first to end first; or the others."""
    found = OpenCall.objects.exclude(state="draft").select_related("caller", "project")
    running = Q(state="open", closes__gte=today)
    found = found.exclude(running) if over else found.filter(running)
    if kind:
        found = found.filter(kind=kind)
    return found.order_by("-closes", "-pk") if over else found.order_by("closes", "pk")


def page_of_calls(*, over: bool, kind: str, number: int, today: dt.date) -> Page[OpenCall]:
    """A page of calls; two questions."""
    return Paginator(calls(over=over, kind=kind, today=today), PAGE).get_page(number)


def calls_kept_by(person: Person) -> "QuerySet[OpenCall]":
    """The calls somebody answers for: of the own unit; of all units where one belongs to none."""
    found = OpenCall.objects.select_related("caller", "project")
    if not (is_authority(person) and person.organisation_id is None):
        found = found.filter(caller=person.organisation_id)
    waiting = Count("applications", filter=Q(applications__state="sent"))
    return found.annotate(sent=Count("applications"), waiting=waiting).order_by("-opens", "-pk")


def call_at(pk: int) -> OpenCall | None:
    """A call by its id."""
    return OpenCall.objects.select_related("caller", "project").filter(pk=pk).first()


def application_at(pk: int) -> CallApplication | None:
    """An application by its id."""
    found = CallApplication.objects.select_related("call", "call__caller", "call__project")
    return found.filter(pk=pk).first()


def is_running(call: OpenCall, today: dt.date) -> bool:
    """Whether a call can be answered on a day."""
    return call.state == "open" and call.opens <= today <= call.closes
