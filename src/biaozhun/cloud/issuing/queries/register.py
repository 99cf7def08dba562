"""Public lists: announcements issued here, notices before approval, filings."""

import datetime as dt

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.issuing.models import Announcement, Approval, Filing
from biaozhun.cloud.organisations.permissions import is_authority

PAGE = 50


def issued(*, authority: int = 0, year: int = 0) -> "QuerySet[Announcement]":
    """Announcements that went out, the latest first, each with how many rows it has."""
    rows = Announcement.objects.filter(state="issued").select_related("authority")
    if authority:
        rows = rows.filter(authority=authority)
    if year:
        rows = rows.filter(year=year)
    return rows.annotate(listed=Count("rows")).order_by("-day", "-serial", "-pk")


def years() -> list[int]:
    """Years in which anything was announced, the latest first."""
    found = Announcement.objects.filter(state="issued", year__isnull=False).order_by("-year")
    return [year for year in found.values_list("year", flat=True).distinct() if year is not None]


def kept(person: Person) -> "QuerySet[Announcement]":
    """Announcements of the authorities somebody acts for, the latest to change first.

    Each with how many rows it has, and how many of those that went out wait for their text.
    """
    waiting = Q(rows__project__state="announced")
    rows = Announcement.objects.select_related("authority").annotate(
        listed=Count("rows"), textless=Count("rows", filter=waiting)
    )
    if person.organisation_id is not None:
        rows = rows.filter(authority=person.organisation_id)
    return rows.order_by("-state_since", "-pk")


def notices(on: dt.date) -> "QuerySet[Approval]":
    """Notices before approval that take objections, the first to end first."""
    rows = Approval.objects.filter(state="running", notice_ends__gte=on)
    return rows.select_related("project__authority", "project__department").order_by(
        "notice_ends", "pk"
    )


def filings(*, state: str = "", number: str = "") -> "QuerySet[Filing]":
    """Filings, the most urgent first."""
    rows = Filing.objects.select_related("project", "filer", "recipient")
    if state:
        rows = rows.filter(state=state)
    if number:
        rows = rows.filter(number__icontains=number)
    return rows.order_by("accepted", "due", "pk")


def own_filings(person: Person) -> "QuerySet[Filing]":
    """Filings that somebody hands in or takes in."""
    rows = filings()
    unit = person.organisation_id
    if unit is None:
        return rows if is_authority(person) else rows.none()
    return rows.filter(filer=unit) | rows.filter(recipient=unit)


def page_of(rows: "QuerySet[Announcement] | QuerySet[Filing]", page: int) -> Page:  # type: ignore[type-arg]  # of either
    """One page of a list."""
    return Paginator(rows, PAGE).get_page(page)
