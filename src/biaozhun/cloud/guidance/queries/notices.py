"""Notices: what is on, what is coming, what is over."""

import datetime as dt
from typing import Literal

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.guidance.models import Notice

PAGE = 20
FEED = 50  # notices

When = Literal["current", "coming", "past", "all"]


def _when(when: When, on: dt.date) -> Q:
    if when == "coming":
        return Q(starts__gt=on)
    if when == "past":
        return Q(ends__lt=on) | Q(ends__isnull=True, starts__isnull=False, starts__lt=on)
    if when == "current":
        open_end = Q(ends__isnull=True) & (Q(starts__isnull=True) | Q(starts=on))
        return open_end | Q(ends__gte=on) & (Q(starts__isnull=True) | Q(starts__lte=on))
    return Q()


def _public() -> QuerySet[Notice]:
    return Notice.objects.filter(published__isnull=False)


def notices(*, kind: str, when: When, on: dt.date, page: int) -> Page[Notice]:
    """Published notices: what is coming first the nearest, else the latest first."""
    found = _public().filter(_when(when, on))
    order = ("starts", "pk") if when == "coming" else ("-starts", "-pk")
    return Paginator((found.filter(kind=kind) if kind else found).order_by(*order), PAGE).get_page(
        page
    )


def counts(on: dt.date) -> dict[str, int]:
    """How many there are of each time."""
    wanted: tuple[When, ...] = ("current", "coming", "past")
    told = {when: Count("pk", filter=_when(when, on)) for when in wanted}
    return dict(_public().aggregate(**told))


def notice_with(pk: int) -> Notice | None:
    """The notice with this id, published or not."""
    return Notice.objects.filter(pk=pk).first() if pk <= LARGEST_ID else None


def latest(kind: str) -> list[Notice]:
    """Those for the feed, the last published first."""
    found = _public().filter(kind=kind) if kind else _public()
    return list(found.order_by("-published", "-pk")[:FEED])


def desk_list(page: int) -> Page[Notice]:
    """All of them for operators, drafts first."""
    return Paginator(Notice.objects.order_by("-published", "-pk"), PAGE).get_page(page)
