"""Seats of licensed texts: taken by a reader for the day, given back, counted by the database."""

import datetime as dt

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.holdings.lifecycle import RefusedError
from biaozhun.cloud.holdings.models import Licence, Seat


@transaction.atomic
def take_seat(licence_id: int, *, person: Person, at: dt.datetime, on: dt.date) -> Seat:
    """Take a seat of a licence to the end of the day.

    Raises:
        RefusedError: no such licence (``not_found``), it does not run today
            (``licence_over``), it needs no seat (``open``), the reader has one
            (``seated_already``), or all are taken (``no_seat``).
    """
    licence = Licence.objects.select_for_update().filter(pk=licence_id).first()
    if licence is None:
        raise RefusedError("no such licence", code="not_found", fragment=str(licence_id))
    _check_term(licence, on)
    taken = licence.taken.filter(released__isnull=True)
    taken.filter(until__lt=on).update(released=at)
    held = dict(taken.values_list("place_no", "person_id"))
    if person.pk in held.values():
        raise RefusedError("has a seat", code="seated_already")
    seats = licence.seats or 0
    free = next((place for place in range(1, seats + 1) if place not in held), None)
    if free is None:
        raise RefusedError("all seats are taken", code="no_seat", fragment=str(seats))
    seat = Seat.objects.create(
        licence=licence, place_no=free, of=seats, person=person, taken=at, until=on
    )
    record("holdings.seat_taken", subject=f"licence:{licence.pk}", actor=person)
    return seat


def _check_term(licence: Licence, on: dt.date) -> None:
    if licence.seats is None:
        raise RefusedError("no seat is needed", code="open")
    begun = licence.valid_from is None or licence.valid_from <= on
    if not begun or (licence.valid_until is not None and licence.valid_until < on):
        raise RefusedError("the licence does not run", code="licence_over", fragment=licence.name)


@transaction.atomic
def give_seat_back(pk: int, *, person: Person, at: dt.datetime) -> Seat:
    """Free a seat; a reader their own.

    Raises:
        RefusedError: it is not an open seat of this reader (``not_found``).
    """
    seat = Seat.objects.select_for_update().filter(
        pk=pk, person=person, released__isnull=True
    ).first()  # fmt: skip
    if seat is None:
        raise RefusedError("no such seat", code="not_found", fragment=str(pk))
    seat.released = at
    seat.save(update_fields=["released"])
    record("holdings.seat_given_back", subject=f"licence:{seat.licence_id}", actor=person)
    return seat
