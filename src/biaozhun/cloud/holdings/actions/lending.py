"""Lending and taking back, renewing, and the queue for what is out."""

import datetime as dt

from django.db import transaction

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.holdings.lifecycle import RefusedError
from biaozhun.cloud.holdings.models import Copy, Loan, Reservation
from biaozhun.cloud.holdings.queries.numbers import Named

LOAN = dt.timedelta(days=30)


@transaction.atomic
def lend(barcode: str, borrower: Person, *, actor: Person, on: dt.date) -> Loan:
    """Lend a copy to a reader; a reservation of that reader for the edition is done with it.

    Raises:
        RefusedError: no copy has the barcode (``not_found``); it is not a thing on a shelf
            (``not_lendable``); it is lent (``already_lent``); others wait and the reader is not
            among the first as many as there are free copies (``queue``).
    """
    copy = _scanned(barcode)
    if not copy.can_be_lent:
        raise RefusedError("not a thing on a shelf", code="not_lendable", fragment=copy.accession)
    if copy.loans.filter(returned__isnull=True).exists():
        raise RefusedError("lent already", code="already_lent", fragment=copy.accession)
    waiting = Reservation.objects.select_for_update().filter(
        slug=copy.slug, state=Reservation.State.WAITING
    )
    if ahead := [entry for entry in waiting if entry.person_id != borrower.pk]:
        _check_queue(copy, borrower, list(waiting), first=str(ahead[0].person))
    loan = Loan.objects.create(
        copy=copy, medium=copy.medium, borrower=borrower, lent=on, due=on + LOAN
    )
    waiting.filter(person=borrower).update(state=Reservation.State.LENT)
    told = {"accession": copy.accession, "borrower": borrower.pk, "due": loan.due.isoformat()}
    record("holdings.copy_lent", subject=copy.slug, actor=actor, facts=told)
    return loan


def _check_queue(copy: Copy, borrower: Person, waiting: list[Reservation], *, first: str) -> None:
    """Let the first in the queue have the free copies, and others what is left over."""
    lendable = Copy.objects.filter(
        slug=copy.slug, state=Copy.State.SHELVED, medium__in=["paper", "cd"]
    )
    free = lendable.exclude(loans__returned__isnull=True, loans__isnull=False).count()
    ranks = [entry.person_id for entry in waiting]
    rank = ranks.index(borrower.pk) if borrower.pk in ranks else len(ranks)
    if rank >= free:
        raise RefusedError("others wait", code="queue", fragment=first)


@transaction.atomic
def take_back(barcode: str, *, actor: Person, on: dt.date) -> Loan:
    """Take a lent copy back.

    Raises:
        RefusedError: no copy has the barcode, or it is not lent (``not_lent``).
    """
    copy = _scanned(barcode)
    loan = copy.loans.filter(returned__isnull=True).select_related("copy", "borrower").first()
    if loan is None:
        raise RefusedError("not lent", code="not_lent", fragment=copy.accession)
    loan.returned = on
    loan.save(update_fields=["returned"])
    told = {"accession": copy.accession, "borrower": loan.borrower_id, "late": on > loan.due}
    record("holdings.copy_returned", subject=copy.slug, actor=actor, facts=told)
    return loan


@transaction.atomic
def renew(loan_id: int, *, person: Person, on: dt.date) -> Loan:
    """Keep a copy for another term, from its due day or from today if that is later.

    Raises:
        RefusedError: it is not this reader's open loan (``not_found``), it was renewed twice
            (``renewed_out``), or somebody waits for the edition (``queue``).
    """
    loan = (
        Loan.objects.select_for_update()
        .filter(pk=loan_id, borrower=person, returned__isnull=True)
        .first()
    )
    if loan is None:
        raise RefusedError("no such loan", code="not_found", fragment=str(loan_id))
    if loan.renewals >= Loan.MOST_RENEWALS:
        raise RefusedError("renewed twice", code="renewed_out")
    slug = loan.copy.slug
    if Reservation.objects.filter(slug=slug, state=Reservation.State.WAITING).exists():
        raise RefusedError("somebody waits", code="queue_renew")
    loan.renewals += 1
    loan.due = max(loan.due, on) + LOAN
    loan.save(update_fields=["renewals", "due"])
    told = {"accession": loan.copy.accession, "due": loan.due.isoformat()}
    record("holdings.loan_renewed", subject=slug, actor=person, facts=told)
    return loan


@transaction.atomic
def reserve(named: Named, *, person: Person, at: dt.datetime) -> Reservation:
    """Join the queue for an edition that has copies to lend.

    Raises:
        RefusedError: it has none (``not_lendable``), the reader has one at home
            (``borrowed_already``) or waits already (``reserved_already``).
    """
    copies = Copy.objects.select_for_update().filter(
        slug=named.slug, state=Copy.State.SHELVED, medium__in=["paper", "cd"]
    )
    if not copies:
        raise RefusedError("no copy to lend", code="not_lendable", fragment=named.number)
    if Loan.objects.filter(copy__slug=named.slug, borrower=person, returned__isnull=True).exists():
        raise RefusedError("at home", code="borrowed_already", fragment=named.number)
    made, is_new = Reservation.objects.get_or_create(
        slug=named.slug,
        person=person,
        state=Reservation.State.WAITING,
        defaults={"number": named.number, "asked": at},
    )
    if not is_new:
        raise RefusedError("waits already", code="reserved_already", fragment=named.number)
    record("holdings.edition_reserved", subject=named.slug, actor=person)
    return made


@transaction.atomic
def cancel_reservation(pk: int, *, person: Person) -> Reservation:
    """Leave the queue; a reader their own place, a keeper any.

    Raises:
        RefusedError: there is no such place in a queue (``not_found``).
    """
    from_queue = Reservation.objects.select_for_update().filter(
        pk=pk, state=Reservation.State.WAITING
    )
    entry = from_queue.first()
    if entry is None or not (entry.person_id == person.pk or person.may(Role.CATALOGUER)):
        raise RefusedError("no such reservation", code="not_found", fragment=str(pk))
    entry.state = Reservation.State.CANCELLED
    entry.save(update_fields=["state"])
    told = {"person": entry.person_id}
    record("holdings.reservation_cancelled", subject=entry.slug, actor=person, facts=told)
    return entry


def _scanned(barcode: str) -> Copy:
    """The copy with a barcode or an accession number, locked."""
    copies = Copy.objects.select_for_update()
    copy = copies.filter(barcode=barcode).first() or copies.filter(accession=barcode).first()
    if copy is None:
        raise RefusedError("no such barcode", code="unknown_barcode", fragment=barcode)
    return copy
