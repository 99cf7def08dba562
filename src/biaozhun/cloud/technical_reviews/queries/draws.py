"""The draws of a panel: what everybody sees at once, and what once the review is concluded."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django.db.models import QuerySet

from biaozhun.cloud.committees.models import Expert
from biaozhun.cloud.technical_reviews.models import Draw, Review, Reviewer
from biaozhun.cloud.technical_reviews.permissions import GONE
from biaozhun.cloud.technical_reviews.queries.pool import expert_id_of, name_of
from biaozhun.core.reviewing import Agreement, DrawnSeat, agrees


class Candidate(msgspec.Struct, frozen=True):
    """Somebody in a draw: the number, and the name of who agreed to it or sat in the panel."""

    number: str
    name: str


class SeatShown(msgspec.Struct, frozen=True, kw_only=True):
    """A seat of a published draw.

    Attributes:
        position: its number.
        interest: for whom who sits there speaks.
        fields: codes of ICS.
        order: everybody in the order of the lot; the first who could sit was drawn.
        drawn: the number of who was drawn; empty where nobody could sit.
        sat: who sat there in the end, with the numbers of those who left before.
    """

    position: int
    interest: str
    fields: tuple[str, ...]
    order: tuple[Candidate, ...]
    drawn: str
    sat: tuple[Candidate, ...]


class DrawShown(msgspec.Struct, frozen=True, kw_only=True):
    """A draw as everybody sees it.

    Attributes:
        draw: with its seals.
        seats: empty until the review is concluded.
        passed_over: how many for what; likewise.
        agreement: of the draw that was just made again; ``None`` until then.
    """

    draw: Draw
    seats: tuple[SeatShown, ...] = ()
    passed_over: tuple[tuple[str, int], ...] = ()
    agreement: Agreement | None = None


def drawn_reviews() -> "QuerySet[Review]":
    """Reviews of which anything was drawn, with their projects."""
    rows = Review.objects.filter(draws__isnull=False).distinct()
    return rows.select_related("project__authority", "project__department")


def is_open(review: Review) -> bool:
    """Whether seed, pool and result are everybody's: once the review is concluded."""
    return bool(review.state == "concluded")


def draws_of_project(project_id: int) -> list[Draw]:
    """Every draw of a project, those of cancelled reviews too; one question."""
    rows = Draw.objects.filter(review__project=project_id).select_related("review")
    return list(rows.order_by("review__round", "number"))


def draws_shown(review: Review) -> list[DrawShown]:
    """The draws of a review; of a concluded one drawn again.

    One question, three more once it is concluded.
    """
    draws = list(review.draws.order_by("number"))
    if not is_open(review):
        return [DrawShown(draw=one) for one in draws]
    people = list(review.reviewers.select_related("seat").order_by("pk"))
    names = _names(draws, people)
    return [_shown(one, people, names) for one in draws]


def _names(draws: Sequence[Draw], people: Sequence[Reviewer]) -> Mapping[str, str]:
    """Of who agreed to be named, and of who came to review; the others are numbers."""
    keys = {
        expert_id_of(name)
        for draw in draws
        for seat in draw.pool["paper"]["seats"]
        for name in seat["candidates"]
    }
    public = Expert.objects.filter(pk__in=keys, is_public=True).values_list("pk", "name")
    came = {
        name_of(one.expert_id): one.name
        for one in people
        if one.expert_id is not None and _came(one)
    }
    return {**{name_of(pk): name for pk, name in public}, **came}


def _came(one: Reviewer) -> bool:
    """Whether somebody took part: said so, was there, or voted."""
    said_so = one.status == Reviewer.Status.ACCEPTED
    return one.status not in GONE and (said_so or bool(one.present) or bool(one.vote))


def _shown(draw: Draw, people: Sequence[Reviewer], names: Mapping[str, str]) -> DrawShown:
    paper = draw.pool["paper"]
    result = drawn_seats(draw)
    orders = {one.position: one for one in result}
    sat = [one for one in people if one.draw_id == draw.pk]
    return DrawShown(
        draw=draw,
        seats=tuple(
            SeatShown(
                position=seat["position"],
                interest=seat["interest"],
                fields=tuple(seat["fields"]),
                order=_called(orders[seat["position"]].order, names),
                drawn=orders[seat["position"]].drawn,
                sat=_called(_sat(sat, seat["position"]), names),
            )
            for seat in paper["seats"]
        ),
        passed_over=tuple(paper["passed_over"].items()),
        agreement=agrees(draw.seed, paper, result, seals=(draw.seed_hash, draw.pool_hash)),
    )


def drawn_seats(draw: Draw) -> tuple[DrawnSeat, ...]:
    """The result of a draw, as the core has it."""
    return tuple(
        DrawnSeat(position=one["position"], order=tuple(one["order"]), drawn=one["drawn"])
        for one in draw.result
    )


def _sat(people: Sequence[Reviewer], position: int) -> list[str]:
    return [
        name_of(one.expert_id)
        for one in people
        if one.seat is not None and one.seat.position == position and one.expert_id is not None
    ]


def _called(numbers: Sequence[str], names: Mapping[str, str]) -> tuple[Candidate, ...]:
    return tuple(Candidate(one, names.get(one, "")) for one in numbers)


def published(draw: Draw) -> dict[str, Any]:
    """A draw as a file that anybody can draw again from."""
    return {
        "seed": draw.seed,
        "seed_hash": draw.seed_hash,
        "pool": draw.pool["paper"],
        "pool_hash": draw.pool_hash,
        "result": draw.result,
        "drawn_at": draw.at.isoformat(),
        "set_aside": draw.set_aside_reason,
    }
