"""A reader's own loans, seats, places in queues and wishes; finding a borrower."""

import datetime as dt

import msgspec

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.holdings.models import Copy, Loan, Reservation, Seat, Wish

MOST = 100  # of each kind on one page


class MyLoan(msgspec.Struct, frozen=True, kw_only=True):
    """An open loan, and why it cannot be renewed; empty where it can."""

    loan: Loan
    overdue: bool
    refusal: str


class MyWish(msgspec.Struct, frozen=True, kw_only=True):
    """A wish with the furthest state that was reached."""

    wish: Wish
    state: str


class Mine(msgspec.Struct, frozen=True, kw_only=True):
    """All that holdings know of a reader."""

    loans: list[MyLoan]
    seats: list[Seat]
    reservations: list[Reservation]
    wishes: list[MyWish]


def mine(person: Person, on: dt.date) -> Mine:
    """What a reader sees of themselves."""
    open_loans = person.loans.filter(returned__isnull=True).select_related("copy")
    rows = list(open_loans.order_by("due")[:MOST])
    waiting = Reservation.objects.filter(
        slug__in=[loan.copy.slug for loan in rows], state=Reservation.State.WAITING
    )
    wanted = set(waiting.values_list("slug", flat=True))
    seats = person.seats.filter(released__isnull=True, until__gte=on).select_related("licence")
    wishes = person.wishes.select_related("acquisition").prefetch_related("acquisition__copies")
    return Mine(
        loans=[_mine(loan, wanted, on) for loan in rows],
        seats=list(seats[:MOST]),
        reservations=list(person.reservations.filter(state=Reservation.State.WAITING)[:MOST]),
        wishes=[MyWish(wish=w, state=_state(w)) for w in wishes.order_by("-wished", "-pk")[:MOST]],
    )


def _mine(loan: Loan, wanted: set[str], on: dt.date) -> MyLoan:
    refusal = ""
    if loan.copy.slug in wanted:
        refusal = "queue_renew"
    elif loan.renewals >= Loan.MOST_RENEWALS:
        refusal = "renewed_out"
    return MyLoan(loan=loan, overdue=loan.due < on, refusal=refusal)


def _state(wish: Wish) -> str:
    """The state of the acquisition; once a copy of it stands on a shelf, that one."""
    copies = wish.acquisition.copies.all()
    shelved = any(copy.state == Copy.State.SHELVED for copy in copies)
    return str(Copy.State.SHELVED) if shelved else wish.acquisition.state


def borrower(text: str) -> Person | None:
    """An active account by its e-mail address."""
    return Person.objects.filter(email=text.strip().lower(), is_active=True).first()


def reader_with(pk: int) -> Person | None:
    """An active account by its id."""
    return Person.objects.filter(pk=pk, is_active=True).first()


def at_home(person: Person | None) -> list[Loan]:
    """What a reader has borrowed and not brought back."""
    if person is None:
        return []
    out = person.loans.filter(returned__isnull=True).select_related("copy")
    return list(out.order_by("due")[:MOST])
