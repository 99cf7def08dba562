"""Copies: added, shelved, moved, mended, withdrawn from stock, lost, found."""

import datetime as dt
import re
from collections.abc import Sequence

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record, record_each
from biaozhun.cloud.holdings.facts import CopyFacts
from biaozhun.cloud.holdings.lifecycle import COPY, RefusedError, decide
from biaozhun.cloud.holdings.models import AccessionCounter, Acquisition, Copy, Place

OURS = re.compile(r"\d{4}-\d{6}")  # the form of the numbers given out here
NAMES_AT_ONCE = 500  # looked up in one statement


def next_accession(year: int) -> str:
    """The next accession number of a year, such as ``2026-000001``.

    To be called in a transaction: the counter is locked until its end and goes back with it, so
    no number is given twice and none is left out.
    """
    return _given_out(_counter(year), 1)[0]


def _counter(year: int) -> AccessionCounter:
    """The counter of a year, locked: whoever else adds copies waits until this has its names."""
    AccessionCounter.objects.get_or_create(year=year)
    return AccessionCounter.objects.select_for_update().get(year=year)


def _given_out(counter: AccessionCounter, count: int) -> list[str]:
    first = counter.last + 1
    counter.last += count
    counter.save(update_fields=["last"])
    return [f"{counter.year}-{number:06d}" for number in range(first, counter.last + 1)]


@transaction.atomic
def add_copy(
    facts: CopyFacts, *, actor: Person, on: dt.date, acquisition: Acquisition | None = None
) -> Copy:
    """Put a copy into the stock; one that has a place is shelved there at once.

    Raises:
        RefusedError: its accession number or barcode is another copy's (``duplicate``), or one is
            given that the counter will give out (``accession_ours``).
    """
    counter = _counter(on.year)
    _check_names(facts, _taken([facts]))
    accession = facts.accession or _given_out(counter, 1)[0]
    copy = _copy(facts, accession, acquisition=acquisition, on=on)
    copy.save(force_insert=True)
    record("holdings.copy_added", subject=copy.slug, actor=actor, facts=_told(copy))
    return copy


@transaction.atomic
def add_copies(
    wanted: Sequence[CopyFacts], *, actor: Person, on: dt.date
) -> list[RefusedError | None]:
    """Put many copies in with a few statements; one that is refused leaves the others alone.

    Returns:
        For each of them why it was refused, or nothing.
    """
    counter = _counter(on.year)
    taken = _taken(wanted)
    refused = [_refusal(facts, taken) for facts in wanted]
    added = [facts for facts, why in zip(wanted, refused, strict=True) if why is None]
    given = iter(_given_out(counter, sum(not facts.accession for facts in added)))
    copies = [_copy(facts, facts.accession or next(given), on=on) for facts in added]
    Copy.objects.bulk_create(copies)
    record_each("holdings.copy_added", [(copy.slug, _told(copy)) for copy in copies], actor=actor)
    return refused


def _copy(
    facts: CopyFacts, accession: str, *, on: dt.date, acquisition: Acquisition | None = None
) -> Copy:
    """The copy, not stored yet."""
    state = decide(COPY, "", "add").after
    if facts.place:
        state = decide(COPY, state, "shelve", known=["place"]).after
    return Copy(
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


def _told(copy: Copy) -> dict[str, object]:
    return {"accession": copy.accession, "medium": str(copy.medium), "state": copy.state}


def _taken(wanted: Sequence[CopyFacts]) -> tuple[set[str], set[str]]:
    """Accession numbers and barcodes among those wanted that other copies have."""
    names = sorted({name for facts in wanted for name in (facts.accession, facts.barcode) if name})
    accessions: set[str] = set()
    barcodes: set[str] = set()
    for first in range(0, len(names), NAMES_AT_ONCE):
        some = names[first : first + NAMES_AT_ONCE]
        called = Copy.objects.filter(accession__in=some)
        accessions.update(called.values_list("accession", flat=True))
        marked = Copy.objects.filter(barcode__in=some)
        barcodes.update(marked.values_list("barcode", flat=True))
    return accessions, barcodes


def _refusal(facts: CopyFacts, taken: tuple[set[str], set[str]]) -> RefusedError | None:
    """Why a copy cannot be called so; one that can takes its names from those behind it."""
    try:
        _check_names(facts, taken)
    except RefusedError as refused:
        return refused
    accessions, barcodes = taken
    accessions.add(facts.accession)
    barcodes.add(facts.barcode or facts.accession)
    return None


def _check_names(facts: CopyFacts, taken: tuple[set[str], set[str]]) -> None:
    for name in (facts.accession, facts.barcode):
        if OURS.fullmatch(name):
            raise RefusedError(
                "Names of this form are given out by the platform",
                code="accession_ours",
                fragment=name,
            )
    accessions, barcodes = taken
    if facts.accession and facts.accession in accessions:
        raise RefusedError("taken", code="duplicate", fragment=facts.accession)
    barcode = facts.barcode or facts.accession
    if barcode and barcode in barcodes:
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
        RefusedError: the barcode is another copy's (``duplicate``), or one that the counter gives
            out (``accession_ours``).
    """
    copy = locked(pk)
    list(AccessionCounter.objects.select_for_update())  # who adds or mends copies waits for this
    barcode = str(changes.get("barcode", copy.barcode))
    if OURS.fullmatch(barcode) and barcode not in (copy.accession, copy.barcode):
        raise RefusedError("given out here", code="accession_ours", fragment=barcode)
    if Copy.objects.filter(barcode=barcode).exclude(pk=pk).exists():
        raise RefusedError("taken", code="duplicate", fragment=barcode)
    told = {name: str(value) for name, value in changes.items() if getattr(copy, name) != value}
    for name, value in changes.items():
        setattr(copy, name, value)
    copy.acquired_year = copy.acquired.year if copy.acquired else None
    copy.save(update_fields=[*changes, "acquired_year"])
    facts = {"accession": copy.accession, "changed": told}
    record("holdings.copy_mended", subject=copy.slug, actor=actor, facts=facts)
    return copy
