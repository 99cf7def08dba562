"""What the library holds of one edition, as its page shows it."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from django.db.models import Prefetch, Q

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.holdings.models import (
    DIGITAL,
    Acquisition,
    Copy,
    Licence,
    Loan,
    Reservation,
    Seat,
)

MOST_COPIES = 50  # of one edition on its page


class HeldCopy(msgspec.Struct, frozen=True, kw_only=True):
    """A copy as a reader sees it; ``due`` is the day on which a lent one is to come back."""

    copy: Copy
    due: dt.date | None
    seats_taken: int
    seat: Seat | None
    licence_over: bool

    @property
    def seats_left(self) -> int:
        """Seats of its licence that are free."""
        seats = self.copy.licence.seats if self.copy.licence else None
        return max((seats or 0) - self.seats_taken, 0)


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """The copies of an edition and what a reader can do about them."""

    slug: str
    number: str
    copies: list[HeldCopy]
    more: int
    waiting: int
    coming: list[Acquisition]
    lendable: bool
    reserved: bool
    borrowed: bool
    wished: bool
    signed_in: bool


def held_of(slug: str, number: str, person: Person | None, on: dt.date) -> Held:
    """Everything the panel shows, in a fixed number of questions."""
    in_stock = [Copy.State.RECEIVED, Copy.State.SHELVED]
    found = Copy.objects.filter(slug=slug, state__in=in_stock).select_related("place", "licence")
    out = Loan.objects.filter(returned__isnull=True)
    rows = list(found.prefetch_related(Prefetch("loans", out, to_attr="open"))[: MOST_COPIES + 1])
    seats = _seats({row.licence for row in rows if row.licence and row.medium in DIGITAL}, on)
    copies = [_held(row, seats.get(row.licence_id or 0, []), person, on) for row in rows]
    waiting = list(Reservation.objects.filter(slug=slug, state=Reservation.State.WAITING))
    coming = Acquisition.objects.filter(
        slug=slug, state__in=[Acquisition.State.WISHED, Acquisition.State.ORDERED]
    ).prefetch_related("wishes")
    entries = list(coming)
    me = person.pk if person else None
    return Held(
        slug=slug,
        number=number,
        copies=copies[:MOST_COPIES],
        more=max(found.count() - MOST_COPIES, 0) if len(rows) > MOST_COPIES else 0,
        waiting=len(waiting),
        coming=entries,
        lendable=any(row.can_be_lent for row in rows),
        reserved=any(entry.person_id == me for entry in waiting),
        borrowed=me is not None and me in _borrowers(rows),
        wished=any(wish.person_id == me for entry in entries for wish in entry.wishes.all()),
        signed_in=person is not None,
    )


def _borrowers(rows: Sequence[Copy]) -> set[int]:
    return {loan.borrower_id for row in rows for loan in row.open}  # type: ignore[attr-defined]  # prefetched


def _seats(licences: set[Licence], on: dt.date) -> dict[int, list[Seat]]:
    found: dict[int, list[Seat]] = {licence.pk: [] for licence in licences}
    open_seats = Seat.objects.filter(Q(licence__in=licences), released__isnull=True, until__gte=on)
    for seat in open_seats:
        found[seat.licence_id].append(seat)
    return found


def _held(copy: Copy, seats: list[Seat], person: Person | None, on: dt.date) -> HeldCopy:
    open_loans: list[Loan] = copy.open  # type: ignore[attr-defined]  # prefetched above
    until = copy.licence.valid_until if copy.licence else None
    me = person.pk if person else None
    return HeldCopy(
        copy=copy,
        due=open_loans[0].due if open_loans else None,
        seats_taken=len(seats),
        seat=next((seat for seat in seats if seat.person_id == me), None),
        licence_over=until is not None and until < on,
    )
