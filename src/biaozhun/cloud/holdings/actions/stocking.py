"""Copies: added, shelved, moved, mended, withdrawn from stock, lost, found."""

import datetime as dt
import re

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.holdings.facts import CopyFacts
from biaozhun.cloud.holdings.lifecycle import COPY, RefusedError, decide
from biaozhun.cloud.holdings.models import AccessionCounter, Acquisition, Copy, Place

OURS = re.compile(r"\d{4}-\d{6}")  # the form of the numbers given out here


def next_accession(year: int) -> str:
    """The next accession number of a year, such as ``2026-000001``.

    To be called in a transaction: the counter is locked until its end and goes back with it, so
    no number is given twice and none is left out.
    """
    AccessionCounter.objects.get_or_create(year=year)
    counter = AccessionCounter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{year}-{counter.last:06d}"


@transaction.atomic
def add_copy(
    facts: CopyFacts, *, actor: Person, on: dt.date, acquisition: Acquisition | None = None
) -> Copy:
    """Put a copy into the stock; one that has a place is shelved there at once.

    Raises:
        RefusedError: its accession number or barcode is another copy's (``duplicate``), or an
            accession number is given that the counter will give out (``accession_ours``).
    """
    state = decide(COPY, "", "add").after
    if facts.place:
        state = decide(COPY, state, "shelve", known=["place"]).after
    _check_names(facts)
    accession = facts.accession or next_accession(on.year)
    copy = Copy.objects.create(
        accession=accession,
        barcode=facts.barcode or accession,
        **msgspec.structs.asdict(facts.named),
        title=facts.title,
        medium=facts.medium,
        language=facts.language,
        place=facts.place,
        licence=facts.licence,
        acquisition=acquisition,
        price=facts.price,
        currency=facts.currency,
        supplier=facts.supplier,
        acquired=facts.acquired or on,
        acquired_year=(facts.acquired or on).year,
        state=state,
    )
    told = {"accession": accession, "medium": str(facts.medium), "state": copy.state}
    record("holdings.copy_added", subject=copy.slug, actor=actor, facts=told)
    return copy


def _check_names(facts: CopyFacts) -> None:
    if OURS.fullmatch(facts.accession):
        raise RefusedError(
            "Accession numbers of this form are given out by the platform",
            code="accession_ours",
            fragment=facts.accession,
        )
    taken = Copy.objects.filter(accession=facts.accession) if facts.accession else None
    if taken is not None and taken.exists():
        raise RefusedError("taken", code="duplicate", fragment=facts.accession)
    barcode = facts.barcode or facts.accession
    if barcode and Copy.objects.filter(barcode=barcode).exists():
        raise RefusedError("taken", code="duplicate", fragment=barcode)


def locked(pk: int) -> Copy:
    """A copy, locked to the end of the transaction.

    Raises:
        RefusedError: there is none (``not_found``).
    """
    copy = Copy.objects.select_for_update().filter(pk=pk).first()
    if copy is None:
        raise RefusedError("no such copy", code="not_found", fragment=str(pk))
    return copy


@transaction.atomic
def shelve(pk: int, place: Place, *, actor: Person) -> Copy:
    """Put a copy at a place: a new one, one that moves, one that was lost and is found.

    Raises:
        RefusedError: it has left the stock.
    """
    copy = locked(pk)
    before = copy.state
    copy.state = decide(COPY, copy.state, "shelve", known=["place"]).after
    copy.place = place
    copy.save(update_fields=["state", "place"])
    told = {"accession": copy.accession, "from": before, "place": place.code}
    record("holdings.copy_shelved", subject=copy.slug, actor=actor, facts=told)
    return copy


@transaction.atomic
def withdraw(pk: int, reason: str, *, actor: Person) -> Copy:
    """Take a copy out of the stock for good; its row stays, with the reason.

    Raises:
        RefusedError: it is lent, has left already, or no reason is given.
    """
    return _ended(pk, "withdraw", reason, actor)


@transaction.atomic
def lose(pk: int, reason: str, *, actor: Person, on: dt.date) -> Copy:
    """Say that a copy cannot be found; an open loan of it ends on the day.

    Raises:
        RefusedError: it has left the stock, or no reason is given.
    """
    copy = _ended(pk, "lose", reason, actor)
    copy.loans.filter(returned__isnull=True).update(returned=on)
    return copy


def _ended(pk: int, verb: str, reason: str, actor: Person) -> Copy:
    copy = locked(pk)
    known = ["reason"] if reason.strip() else []
    if not copy.loans.filter(returned__isnull=True).exists():
        known.append("not_lent")
    before = copy.state
    copy.state = decide(COPY, before, verb, known=known).after
    copy.reason = reason.strip()
    copy.save(update_fields=["state", "reason"])
    told = {"accession": copy.accession, "from": before, "reason": copy.reason}
    record(f"holdings.copy_{copy.state}", subject=copy.slug, actor=actor, facts=told)
    return copy


@transaction.atomic
def mend(pk: int, changes: dict[str, object], *, actor: Person) -> Copy:
    """Correct what is written of a copy: language, title, licence, price, barcode and the like.

    Raises:
        RefusedError: the barcode is another copy's (``duplicate``).
    """
    copy = locked(pk)
    barcode = changes.get("barcode", copy.barcode)
    if Copy.objects.filter(barcode=barcode).exclude(pk=pk).exists():
        raise RefusedError("taken", code="duplicate", fragment=str(barcode))
    told = {name: str(value) for name, value in changes.items() if getattr(copy, name) != value}
    for name, value in changes.items():
        setattr(copy, name, value)
    copy.acquired_year = copy.acquired.year if copy.acquired else None
    copy.save(update_fields=[*changes, "acquired_year"])
    facts = {"accession": copy.accession, "changed": told}
    record("holdings.copy_mended", subject=copy.slug, actor=actor, facts=facts)
    return copy
