"""Batches, their notices, and the programmes that came of them."""

import datetime as dt
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.proposals.models import (
    Application,
    ApplicationUnit,
    Batch,
    Call,
    Objection,
    Programme,
)
from biaozhun.cloud.proposals.permissions import batches_seen_by

PAGE: Final = 30
NOTICED: Final = ("publicised", "accepted", "planned", "declined")
"""States of the applications a notice lists; one that was declined behind it stays named."""
_SHOWN: Final = ("upheld", "rejected")


def batches(person: Person, year: int | None, page: int) -> Page[Any]:
    """The batches somebody may open, the latest first; with how many applications."""
    found = Batch.objects.filter(batches_seen_by(person)).select_related("authority", "programme")
    if year:
        found = found.filter(year=year)
    counted = found.annotate(size=Count("applications", distinct=True))
    return Paginator(counted.order_by("-year", "-pk"), PAGE).get_page(page)


def batch_at(person: Person, pk: int) -> Batch | None:
    """A batch somebody may open."""
    found = Batch.objects.filter(batches_seen_by(person), pk=min(pk, LARGEST_ID))
    return found.select_related("authority", "call", "programme").first()


def objections_of(batch: Batch) -> "QuerySet[Objection]":
    """All objections to its notice, the first filed first."""
    return batch.objections.select_related("application", "person").order_by("filed", "pk")


def answered_objections(batch: Batch) -> "QuerySet[Objection]":
    """Those everybody may read with their answers."""
    return objections_of(batch).filter(state__in=_SHOWN)


def _public() -> "QuerySet[Batch]":
    """Batches whose notice was published; it stays readable."""
    return Batch.objects.filter(noticed__isnull=False)


def notices(page: int) -> Page[Any]:
    """Notices, the latest first."""
    found = _public().select_related("authority", "programme")
    counted = found.annotate(
        size=Count("applications", filter=Q(applications__state__in=NOTICED), distinct=True)
    )
    return Paginator(counted.order_by("-notice_from", "-pk"), PAGE).get_page(page)


def notice_at(pk: int) -> Batch | None:
    """A notice that was published."""
    found = _public().filter(pk=min(pk, LARGEST_ID))
    return found.select_related("authority", "programme").first()


def rows_of_notice(batch: Batch) -> list[Application]:
    """What a notice lists, with the drafting units; two questions."""
    found = batch.applications.filter(state__in=NOTICED).exclude(conclusion="decline")
    units = Prefetch("units", ApplicationUnit.objects.order_by("position"))
    return list(
        found.select_related("department", "project").prefetch_related(units).order_by("pk")
    )


def programmes(year: int | None, page: int) -> Page[Any]:
    """Programmes, the latest first, with how many projects they opened."""
    found = Programme.objects.select_related("authority").annotate(size=Count("applications"))
    if year:
        found = found.filter(year=year)
    return Paginator(found.order_by("-day", "-pk"), PAGE).get_page(page)


def programme_at(pk: int) -> Programme | None:
    """A programme."""
    found = Programme.objects.filter(pk=min(pk, LARGEST_ID))
    return found.select_related("authority", "batch").first()


def planned(programme: Programme | None = None, year: int | None = None) -> "QuerySet[Application]":
    """What came into the plan, in the order of the plan numbers; two questions."""
    found = Application.objects.filter(state="planned")
    if programme is not None:
        found = found.filter(programme=programme)
    if year:
        found = found.filter(programme__year=year)
    units = Prefetch("units", ApplicationUnit.objects.order_by("position"))
    return (
        found.select_related("department", "project", "programme", "committee")
        .prefetch_related(units)
        .order_by("-programme__day", "programme", "project__plan_number", "pk")
    )


def years_of_programmes() -> list[int]:
    """The years there are programmes of, the latest first."""
    years = Programme.objects.order_by("-year").values_list("year", flat=True)
    return list(dict.fromkeys(years))


def calls(page: int) -> Page[Call]:
    """Calls that were published, the latest first."""
    found = Call.objects.exclude(state="draft").select_related("authority")
    return Paginator(found.order_by("-year", "-published", "-pk"), PAGE).get_page(page)


def calls_of(person: Person, page: int) -> Page[Any]:
    """Calls of the own authority, drafts too."""
    found = Call.objects.select_related("authority")
    if person.organisation_id is not None:
        found = found.filter(authority=person.organisation_id)
    counted = found.annotate(size=Count("applications"))
    return Paginator(counted.order_by("-year", "-pk"), PAGE).get_page(page)


def call_at(pk: int) -> Call | None:
    """A call that was published."""
    found = Call.objects.exclude(state="draft").filter(pk=min(pk, LARGEST_ID))
    return found.select_related("authority").prefetch_related("papers").first()


def calls_open(authority: Organisation, on: dt.date) -> "QuerySet[Call]":
    """Calls of an authority that take applications on a day."""
    found = Call.objects.filter(authority=authority, state="published", opens__lte=on)
    return found.filter(closes__gte=on).order_by("-year", "-pk")
