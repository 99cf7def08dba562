"""A panel by lot: its seats, the draw, a draw that is set aside, and who follows who left."""

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.committees.actions.experts import note
from biaozhun.cloud.committees.models import Expert, ExpertEvent, Interest
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.technical_reviews.actions.inviting import (
    tell_of_draw,
    tell_of_empty_seat,
    tell_that_it_is_off,
)
from biaozhun.cloud.technical_reviews.errors import ReviewRefusedError
from biaozhun.cloud.technical_reviews.models import Draw, Review, Reviewer, Seat
from biaozhun.cloud.technical_reviews.permissions import GONE, roles_in
from biaozhun.cloud.technical_reviews.queries.panel import SeatTold
from biaozhun.cloud.technical_reviews.queries.pool import (
    Pool,
    expert_id_of,
    name_of,
    paper_of,
    pool_of,
)
from biaozhun.core.lifecycle import Visibility
from biaozhun.core.reviewing import Drawn, digest_of, lot_of, next_in_line, written
from biaozhun.core.reviewing import draw as draw_lot

ANSWER_DAYS = 5  # days an expert has to say yes or no
MOST_SEATS = 31
_REPLACEABLE = ("preparing", "convened")


@transaction.atomic
def set_seats(review: Review, seats: Sequence[SeatTold], *, actor: Person) -> list[Seat]:
    """Say which seats a panel has; those before are no more.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``no_panel``, ``not_preparing``, ``drawn_already``,
            ``seats_missing``, ``seats_too_many``.
    """
    held = held_by_desk(review, actor, states=("preparing",))
    if _standing_draw(held) is not None:
        raise ReviewRefusedError("drawn_already")
    if not seats:
        raise ReviewRefusedError("seats_missing")
    if len(seats) > MOST_SEATS:
        raise ReviewRefusedError("seats_too_many", fragment=str(MOST_SEATS))
    held.seats.all().delete()
    made = Seat.objects.bulk_create(
        Seat(review=held, position=place, interest=Interest(one.interest), fields=list(one.fields))
        for place, one in enumerate(seats, 1)
    )
    told = "；".join("：".join([one.interest, "、".join(one.fields)]) for one in seats)
    _note("seats_set", held, actor, {"seats": len(seats), "text": told})
    return made


@transaction.atomic
def draw(review: Review, *, actor: Person, at: dt.datetime) -> Draw:
    """Draw the panel by lot, seal what it was drawn from, and ask who was drawn.

    The seed comes from the system's source of chance when everything else stands. The seals are
    public in the same moment; a seat nobody could be drawn for stays empty, and on record.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``no_panel``, ``not_preparing``, ``drawn_already``,
            ``seats_missing``; ``pool_too_small`` names the seats without a candidate.
    """
    held = held_by_desk(review, actor, states=("preparing",))
    if _standing_draw(held) is not None:
        raise ReviewRefusedError("drawn_already")
    pool = pool_of(held, day_of(at))
    if not pool.seats:
        raise ReviewRefusedError("seats_missing")
    if pool.empty:
        raise ReviewRefusedError("pool_too_small", fragment="、".join(map(str, pool.empty)))
    number = held.draws.count() + 1
    paper, seed = paper_of(pool, held, number=number), secrets.token_hex(32)
    drawn = draw_lot(seed, lot_of(paper))
    made = Draw.objects.create(
        review=held,
        number=number,
        seed=seed,
        pool={"paper": paper, "passed_over": _reasons(pool)},
        pool_hash=digest_of(written(paper)),
        seed_hash=digest_of(seed),
        result=[
            {"position": one.position, "drawn": one.drawn, "order": list(one.order)}
            for one in drawn.seats
        ],
        at=at,
        by=actor,
    )
    _note("panel_drawn", held, actor, _seals(made, len(drawn.people)), public=True)
    _seat_all(made, pool, drawn, at)
    return made


def _seat_all(made: Draw, pool: Pool, drawn: Drawn, at: dt.datetime) -> None:
    people = pool.people
    for seat, one in zip(pool.seats, drawn.seats, strict=True):
        if one.drawn:
            _seat(made, seat.seat, people[expert_id_of(one.drawn)], at)


def _reasons(pool: Pool) -> dict[str, list[str]]:
    return {name_of(one.pk): list(reasons) for one, reasons in pool.passed_over}


def _seals(made: Draw, drawn: int) -> dict[str, object]:
    return {
        "draw": made.number,
        "seats": len(made.result),
        "drawn": drawn,
        "seed_hash": made.seed_hash,
        "pool_hash": made.pool_hash,
    }


@transaction.atomic
def set_aside(review: Review, reason: str, *, actor: Person, at: dt.datetime) -> Draw:
    """Let a draw no longer count, so that the panel is drawn again; it stays on record.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``no_panel``, ``not_preparing``, ``not_drawn``,
            ``reason_missing``.
    """
    held = held_by_desk(review, actor, states=("preparing",))
    last = _standing_draw(held)
    if last is None:
        raise ReviewRefusedError("not_drawn")
    if not reason.strip():
        raise ReviewRefusedError("reason_missing", field="reason")
    last.set_aside, last.set_aside_reason = at, reason.strip()
    last.save(update_fields=["set_aside", "set_aside_reason"])
    leaving = list(last.reviewers.exclude(status__in=GONE).select_related("person"))
    for one in leaving:
        one.status, one.reason = Reviewer.Status.REPLACED, last.set_aside_reason
        one.save(update_fields=["status", "reason"])
    facts = {"draw": last.number, "reason": last.set_aside_reason}
    _note("draw_set_aside", held, actor, facts, public=True)
    tell_that_it_is_off(held, leaving, last.set_aside_reason)
    return last


@transaction.atomic
def replace(reviewer: Reviewer, *, reason: str, actor: Person, at: dt.datetime) -> Reviewer | None:
    """Let the next of the sealed order sit where somebody cannot; nobody where none is left.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``no_panel``, ``not_preparing`` once voting began,
            ``reason_missing``, ``left_already``.
    """
    held = held_by_desk(reviewer.review, actor, states=_REPLACEABLE)
    one = held.reviewers.select_for_update(of=("self",)).get(pk=reviewer.pk)
    if not reason.strip():
        raise ReviewRefusedError("reason_missing", field="reason")
    if one.status in GONE:
        raise ReviewRefusedError("left_already", fragment=one.name)
    one.status, one.reason = Reviewer.Status.REPLACED, reason.strip()
    one.save(update_fields=["status", "reason"])
    facts = {"reviewer": _called(one), "reason": one.reason}
    _note("reviewer_replaced", held, actor, facts)
    tell_that_it_is_off(held, [one], one.reason)
    return let_next_sit(held, one, at)


def let_next_sit(review: Review, left: Reviewer, at: dt.datetime) -> Reviewer | None:
    """Seat the next of the order that was sealed for the seat of somebody who left.

    Who may not sit any longer by what is known today is passed over. Call it within the
    transaction in which somebody left, with the review locked.
    """
    made, seat = left.draw, left.seat
    if made is None or seat is None or made.set_aside is not None:
        return None
    pool = pool_of(review, day_of(at))
    able = {name_of(pk) for pk in pool.people}
    sitting = [one for one in review.reviewers.all() if one.status not in GONE]
    order = next(one["order"] for one in made.result if one["position"] == seat.position)
    lot = lot_of(made.pool["paper"])
    name = next_in_line(
        order,
        sitting=[name_of(one.expert_id) for one in sitting if one.expert_id],
        units=lot.units,
        most_of_one_unit=lot.most_of_one_unit,
        passed_over=set(order) - able,
    )
    facts = {"draw": made.number, "seat": seat.position, "reviewer": name}
    _note("stand_in_seated" if name else "seat_left_empty", review, None, facts)
    if not name:
        tell_of_empty_seat(review, seat)
        return None
    return _seat(made, seat, pool.people[expert_id_of(name)], at)


def _seat(made: Draw, seat: Seat, expert: Expert, at: dt.datetime) -> Reviewer:
    """Somebody sits, is asked whether to come, and finds it in the own log."""
    day = day_of(at)
    one = Reviewer.objects.create(
        review=made.review,
        seat=seat,
        draw=made,
        expert=expert,
        person=expert.person,
        name=expert.name,
        unit=expert.unit,
        organisation=expert.organisation,
        interest=expert.interest,
        answer_by=_answer_by(made.review, day),
    )
    note(expert, ExpertEvent.Kind.DREW, made.review.case_subject, day)
    tell_of_draw(one)
    return one


def _answer_by(review: Review, day: dt.date) -> dt.date:
    """The last day to answer: some days from now, and before the day of the review."""
    last = day + dt.timedelta(days=ANSWER_DAYS)
    if review.day is not None:
        last = min(last, review.day - dt.timedelta(days=1))
    return max(last, day)


def held_by_desk(review: Review, actor: Person, *, states: Sequence[str]) -> Review:
    """A panel's review, locked with its project, for who keeps it.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``no_panel``, ``not_preparing``.
    """
    held = lock(Review, review.pk)
    held.project = lock(Project, held.project_id)
    if "desk" not in roles_in(actor, held):
        raise ReviewRefusedError("not_for_you")
    if held.route != Review.Route.PANEL:
        raise ReviewRefusedError("no_panel")
    if held.state not in states:
        raise ReviewRefusedError("not_preparing")
    return held


def _standing_draw(review: Review) -> Draw | None:
    return review.draws.filter(set_aside=None).order_by("number").last()


def _called(one: Reviewer) -> str:
    return name_of(one.expert_id) if one.expert_id else one.name


def _note(
    kind: str,
    review: Review,
    actor: Person | None,
    facts: Mapping[str, object],
    *,
    public: bool = False,
) -> None:
    seen = Visibility.PUBLIC if public else Visibility.PARTIES
    told = {"project": review.project.plan_number, **facts, "visibility": str(seen)}
    record(f"technical_reviews.{kind}", subject=review.case_subject, actor=actor, facts=told)
