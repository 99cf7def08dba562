"""The desk's page of a panel, the list of its pool, and the seats that the rules ask for."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import msgspec
from django.db.models import F

from biaozhun.cloud.committees.models import Expert
from biaozhun.cloud.rules.queries import rules_for
from biaozhun.cloud.technical_reviews.models import Draw, Review, Reviewer, Seat
from biaozhun.cloud.technical_reviews.permissions import GONE
from biaozhun.cloud.technical_reviews.queries.pool import Pool, pool_of
from biaozhun.cloud.technical_reviews.queries.standing_out import MOST_IN_A_ROW, MOST_REVIEWS
from biaozhun.core.lifecycle.rules import Applied
from biaozhun.core.reviewing import Line, MakeUp, make_up, proposed_seats

_OF_SEATS: Final = ("Q-01", "Q-02", "Q-03", "Q-04", "Q-05", MOST_REVIEWS, MOST_IN_A_ROW)
_PEOPLE: Final = 7  # in a panel, where no rule says how many


class SeatTold(msgspec.Struct, frozen=True):
    """A seat as it is asked for.

    Attributes:
        interest: for whom who sits there speaks.
        fields: codes of ICS; any where none is named.
    """

    interest: str
    fields: tuple[str, ...] = ()


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A seat as the desk sees it.

    Attributes:
        seat: its interest and fields.
        candidates: how many can be drawn for it today; ``None`` once it was drawn.
        sitting: who sits there.
        left: who was asked before and does not.
    """

    seat: Seat
    candidates: int | None
    sitting: Reviewer | None
    left: tuple[Reviewer, ...]


class PanelPage(msgspec.Struct, frozen=True, kw_only=True):
    """A panel as the desk sees it.

    Attributes:
        places: its seats.
        made_up: for whom its seats speak.
        draws: all of them, the latest last.
        pool: who could be drawn today; ``None`` once it was drawn.
        may_draw: it can be drawn now.
        may_replace: who sits may still be replaced.
        is_late: some have not answered in time.
    """

    places: tuple[Place, ...]
    made_up: MakeUp
    draws: tuple[Draw, ...]
    pool: Pool | None
    may_draw: bool
    may_replace: bool
    is_late: bool

    @property
    def standing(self) -> Draw | None:
        """The draw that counts."""
        return next((one for one in self.draws if one.set_aside is None), None)


def panel_page(review: Review, on: dt.date) -> PanelPage:
    """Everything on the page; its number of questions does not grow with bank or panel."""
    draws = tuple(review.draws.select_related("by").order_by("number"))
    standing = next((one for one in draws if one.set_aside is None), None)
    seats = list(review.seats.order_by("position"))
    people = list(review.reviewers.filter(draw=standing).order_by("pk")) if standing else []
    pool = None
    if standing is None and review.state == "preparing" and seats:
        pool = pool_of(review, on)
    counts = {one.seat.pk: len(one.experts) for one in pool.seats} if pool else {}
    sitting = [one for one in people if one.status not in GONE]
    return PanelPage(
        places=tuple(_place(seat, people, counts.get(seat.pk)) for seat in seats),
        made_up=make_up([Line(interest=one.interest) for one in seats]),
        draws=draws,
        pool=pool,
        may_draw=pool is not None and not pool.empty,
        may_replace=review.state in {"preparing", "convened"},
        is_late=any(
            one.status == Reviewer.Status.ASKED and one.answer_by is not None and one.answer_by < on
            for one in sitting
        ),
    )


def _place(seat: Seat, people: Sequence[Reviewer], candidates: int | None) -> Place:
    own = [one for one in people if one.seat_id == seat.pk]
    return Place(
        seat=seat,
        candidates=candidates,
        sitting=next((one for one in own if one.status not in GONE), None),
        left=tuple(one for one in own if one.status in GONE),
    )


class Listed(msgspec.Struct, frozen=True):
    """Experts of a pool: those of a seat, or those who are passed over, with their reasons."""

    rows: list[tuple[Expert, tuple[str, ...]]]
    seat: Seat | None
    counts: list[tuple[str, int]]


def pool_rows(review: Review, on: dt.date, *, seat: str = "", reason: str = "") -> Listed:
    """Who can be drawn for a seat; without one, who is passed over, for one reason or any.

    Args:
        review: of the panel.
        on: the day.
        seat: its number, as it was asked for.
        reason: a code; any where it is empty.
    """
    pool = pool_of(review, on)
    asked = next((one for one in pool.seats if str(one.seat.position) == seat), None)
    if asked is not None:
        return Listed([(one, ()) for one in asked.experts], asked.seat, pool.counts)
    rows = [(one, told) for one, told in pool.passed_over if not reason or reason in told]
    return Listed(rows, None, pool.counts)


class Proposal(msgspec.Struct, frozen=True):
    """The seats that the rules ask for, and those rules."""

    seats: list[SeatTold]
    rules: list[Applied]


def proposal(review: Review, on: dt.date) -> Proposal:
    """The seats the rules of the region ask for, in the fields of the project."""
    project = review.project
    rules = rules_for(project.authority, procedure=project.procedure, on=on)

    def least(name: str, default: int) -> int:
        return int(rules[name].value) if name in rules else default

    fields = tuple(project.ics)
    interests = proposed_seats(
        least("Q-01", _PEOPLE),
        odd=least("Q-02", 1) == 1,
        users=least("Q-03", 1),
        testers=least("Q-04", 1),
    )
    seats = [SeatTold(one, fields) for one in interests]
    return Proposal(seats, [rules[name] for name in _OF_SEATS if name in rules])


def invitation_of(review: Review, person_id: int) -> Reviewer | None:
    """What somebody was asked to in a review last; one question."""
    rows = review.reviewers.filter(person=person_id).select_related("seat", "draw", "expert")
    return rows.order_by(F("draw__number").desc(nulls_last=True), "-pk").first()
