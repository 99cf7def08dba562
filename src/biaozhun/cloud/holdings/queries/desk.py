"""The keepers' lists: wishes, orders, what is out, who waits, what a count has found."""

import datetime as dt
from typing import Any

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, Q

from biaozhun.cloud.holdings.models import (
    TANGIBLE,
    Acquisition,
    Copy,
    Intake,
    IntakeFault,
    Loan,
    PurchaseOrder,
    Reservation,
    Stocktake,
)
from biaozhun.cloud.holdings.queries.stock import LARGEST_ID

PAGE = 50
MOST_DIFFERENCES = 500  # of one kind on the page of a count


def wish_list(state: str, page: int) -> Page[Any]:
    """Acquisitions in a state, or all where it is empty; most wished first, then the oldest."""
    rows = Acquisition.objects.select_related("order").prefetch_related("wishes__person")
    rows = rows.annotate(wished_by=Count("wishes")).order_by("-wished_by", "opened", "pk")
    return Paginator(rows.filter(state=state) if state else rows, PAGE).get_page(page)


def acquisition_counts() -> dict[str, int]:
    """How many acquisitions there are in each state."""
    return dict(Acquisition.objects.order_by().values_list("state").annotate(n=Count("pk")))


def acquisition_with(pk: int) -> Acquisition | None:
    """The acquisition with this id."""
    if pk > LARGEST_ID:
        return None
    return Acquisition.objects.filter(pk=pk).first()


def orders(page: int) -> Page[Any]:
    """Order lists with the number of their lines and those still open, the latest first."""
    pending = Count("acquisitions", filter=Q(acquisitions__state=Acquisition.State.ORDERED))
    rows = PurchaseOrder.objects.annotate(lines=Count("acquisitions"), pending=pending)
    rows = rows.order_by("-ordered", "-pk")
    return Paginator(rows, PAGE).get_page(page)


def order_with(pk: int) -> PurchaseOrder | None:
    """The order list with this id and its lines."""
    if pk > LARGEST_ID:
        return None
    return PurchaseOrder.objects.prefetch_related("acquisitions__copies").filter(pk=pk).first()


def to_shelve(page: int) -> Page[Copy]:
    """Copies received that have no place yet."""
    rows = Copy.objects.filter(state=Copy.State.RECEIVED).order_by("accession")
    return Paginator(rows, PAGE).get_page(page)


def open_loans(*, overdue_on: dt.date | None, page: int) -> Page[Loan]:
    """What is out, the longest due first; only what is overdue on a day where one is given."""
    rows = Loan.objects.filter(returned__isnull=True).select_related("copy", "borrower")
    late = rows.filter(due__lt=overdue_on) if overdue_on else rows
    return Paginator(late.order_by("due", "pk"), PAGE).get_page(page)


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """Those who wait for an edition, and how many copies stand free for them."""

    slug: str
    number: str
    waiting: list[Reservation]
    free: int


def queues() -> list[Queue]:
    """All queues, the longest waiting first."""
    waiting = Reservation.objects.filter(state=Reservation.State.WAITING).select_related("person")
    groups: dict[str, list[Reservation]] = {}
    for entry in waiting.order_by("asked", "pk")[: PAGE * 4]:
        groups.setdefault(entry.slug, []).append(entry)
    on_shelf = Copy.objects.filter(
        slug__in=groups, state=Copy.State.SHELVED, medium__in=TANGIBLE
    ).exclude(pk__in=Loan.objects.filter(returned__isnull=True).values("copy"))
    free = dict(on_shelf.order_by().values_list("slug").annotate(n=Count("pk")))
    return [
        Queue(slug=slug, number=entries[0].number, waiting=entries, free=free.get(slug, 0))
        for slug, entries in groups.items()
    ]


class ToDo(msgspec.Struct, frozen=True, kw_only=True):
    """What waits for a keeper."""

    wished: int
    ordered: int
    received: int
    overdue: int
    waiting: int
    oldest_due: dt.date | None


def to_do(on: dt.date) -> ToDo:
    """The figures on the desk."""
    counts = acquisition_counts()
    late = Loan.objects.filter(returned__isnull=True, due__lt=on)
    overdue = late.aggregate(n=Count("pk"), oldest=Min("due"))
    return ToDo(
        wished=counts.get(Acquisition.State.WISHED, 0),
        ordered=counts.get(Acquisition.State.ORDERED, 0),
        received=Copy.objects.filter(state=Copy.State.RECEIVED).count(),
        overdue=overdue["n"],
        waiting=Reservation.objects.filter(state=Reservation.State.WAITING).count(),
        oldest_due=overdue["oldest"],
    )


def intakes(page: int) -> Page[Intake]:
    """Files of copies that came in, the latest first."""
    return Paginator(Intake.objects.order_by("-brought", "-pk"), PAGE).get_page(page)


def intake_with(pk: int) -> Intake | None:
    """The intake with this id."""
    if pk > LARGEST_ID:
        return None
    return Intake.objects.filter(pk=pk).first()


def faults_of(intake: Intake, page: int) -> Page[IntakeFault]:
    """The rows of a file that did not go in."""
    return Paginator(intake.faults.order_by("position"), PAGE).get_page(page)


class Differences(msgspec.Struct, frozen=True, kw_only=True):
    """What a count has found.

    ``missing`` should stand here and was not met; ``foreign`` was met and belongs elsewhere or to
    no shelf; ``lent`` was met although it is lent; ``unknown`` are barcodes of no copy.
    """

    met: int
    expected: int
    missing: list[Copy]
    foreign: list[Copy]
    lent: list[Copy]
    unknown: list[str]


def stocktakes(page: int) -> Page[Any]:
    """Counts, the latest first."""
    rows = Stocktake.objects.select_related("place").annotate(met=Count("scans"))
    return Paginator(rows.order_by("-begun", "-pk"), PAGE).get_page(page)


def stocktake_with(pk: int) -> Stocktake | None:
    """The count with this id."""
    if pk > LARGEST_ID:
        return None
    return Stocktake.objects.select_related("place").filter(pk=pk).first()


def differences(stocktake: Stocktake) -> Differences:
    """Compare what was met with what should stand at the place and is not lent."""
    met = stocktake.scans.filter(copy__isnull=False).values("copy")
    out = Loan.objects.filter(returned__isnull=True).values("copy")
    here = Copy.objects.filter(place=stocktake.place, state=Copy.State.SHELVED)
    scanned = Copy.objects.filter(pk__in=met).select_related("place")
    unknown = stocktake.scans.filter(copy__isnull=True).values_list("barcode", flat=True)
    elsewhere = scanned.exclude(place=stocktake.place, state=Copy.State.SHELVED)
    return Differences(
        met=stocktake.scans.count(),
        expected=here.exclude(pk__in=out).count(),
        missing=list(here.exclude(pk__in=out).exclude(pk__in=met)[:MOST_DIFFERENCES]),
        foreign=list(elsewhere[:MOST_DIFFERENCES]),
        lent=list(scanned.filter(pk__in=out)[:MOST_DIFFERENCES]),
        unknown=list(unknown[:MOST_DIFFERENCES]),
    )
