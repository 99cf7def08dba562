"""Stocktaking: scanning a place, and closing the count."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.holdings.lifecycle import RefusedError
from biaozhun.cloud.holdings.models import Copy, Place, Scan, Stocktake

MOST_AT_ONCE = 2000  # barcodes of one sending
LONGEST = 60  # characters of a barcode


@transaction.atomic
def begin(place: Place, *, actor: Person, at: dt.datetime) -> Stocktake:
    """Begin counting a place, or go on with the count that is open there."""
    made, is_new = Stocktake.objects.get_or_create(
        place=place, closed=None, defaults={"begun": at, "begun_by": str(actor)[:150]}
    )
    if is_new:
        record("holdings.stocktake_begun", subject=f"place:{place.code}", actor=actor)
    return made


@transaction.atomic
def scan(stocktake_id: int, barcodes: Iterable[str], *, actor: Person) -> int:
    """Add barcodes; those counted already are passed over. Returns how many are new.

    Raises:
        RefusedError: there is no such count or it is closed (``not_found``).
    """
    stocktake = _open(stocktake_id)
    wanted = dict.fromkeys(code.strip()[:LONGEST] for code in barcodes)
    codes = [code for code in wanted if code][:MOST_AT_ONCE]
    met = set(stocktake.scans.filter(barcode__in=codes).values_list("barcode", flat=True))
    copies = dict(Copy.objects.filter(barcode__in=codes).values_list("barcode", "pk"))
    copies |= dict(Copy.objects.filter(accession__in=codes).values_list("accession", "pk"))
    made = Scan.objects.bulk_create(
        Scan(stocktake=stocktake, barcode=code, copy_id=copies.get(code))
        for code in codes
        if code not in met
    )
    if made:
        told = {"counted": len(made)}
        place = f"place:{stocktake.place.code}"
        record("holdings.copies_counted", subject=place, actor=actor, facts=told)
    return len(made)


@transaction.atomic
def close(stocktake_id: int, *, actor: Person, at: dt.datetime, facts: dict[str, object]) -> None:
    """End a count; ``facts`` are the figures of its differences, for the journal.

    Raises:
        RefusedError: there is no such count or it is closed (``not_found``).
    """
    stocktake = _open(stocktake_id)
    stocktake.closed = at
    stocktake.save(update_fields=["closed"])
    place = stocktake.place.code
    record("holdings.stocktake_closed", subject=f"place:{place}", actor=actor, facts=facts)


def _open(pk: int) -> Stocktake:
    stocktake = Stocktake.objects.select_for_update().filter(pk=pk, closed=None).first()
    if stocktake is None:
        raise RefusedError("no open count", code="not_found", fragment=str(pk))
    return stocktake
