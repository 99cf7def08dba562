"""Who can be drawn for each seat of a panel, and of everybody else in the bank why not."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, Final

import msgspec
from django.db.models import Q

from biaozhun.cloud.committees.models import Expert
from biaozhun.cloud.committees.queries.matching import experts_for
from biaozhun.cloud.rules.queries import rules_for
from biaozhun.cloud.technical_reviews.models import Review, Seat
from biaozhun.cloud.technical_reviews.queries.drafters import drafters_of
from biaozhun.cloud.technical_reviews.queries.facts import unit_key
from biaozhun.cloud.technical_reviews.queries.standing_out import REASONS, Rules, standing_out
from biaozhun.core.reviewing import FORMAT, most_of_one_unit

SHARE_OF_A_UNIT: Final = "Q-05"
_QUARTER: Final = Fraction(1, 4)
_KNOWN: Final = ("admitted", "suspended", "vetting")
"""The states of who was in the bank at some time and did not leave it."""


class SeatPool(msgspec.Struct, frozen=True):
    """A seat and who can be drawn for it, by their ids."""

    seat: Seat
    experts: tuple[Expert, ...]


class Pool(msgspec.Struct, frozen=True, kw_only=True):
    """What a panel is drawn from.

    Attributes:
        seats: each with its candidates.
        passed_over: everybody else, with the reasons.
        most_of_one_unit: how many of one unit may sit.
        rules: as they hold that day, by their ids.
        day: of the pool.
    """

    seats: tuple[SeatPool, ...]
    passed_over: tuple[tuple[Expert, tuple[str, ...]], ...]
    most_of_one_unit: int
    rules: Rules
    day: dt.date

    @property
    def people(self) -> dict[int, Expert]:
        """Everybody who can be drawn for some seat, by id."""
        return {one.pk: one for seat in self.seats for one in seat.experts}

    @property
    def empty(self) -> tuple[int, ...]:
        """The numbers of the seats for which nobody can be drawn."""
        return tuple(one.seat.position for one in self.seats if not one.experts)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many were passed over for what; who has two reasons counts in both."""
        counted = Counter(code for _one, reasons in self.passed_over for code in reasons)
        return [(code, counted[code]) for code in REASONS if counted[code]]


def pool_of(review: Review, on: dt.date) -> Pool:
    """The pool of a panel on a day.

    Sixteen questions and one for each different set of fields among the seats, however large the
    bank is.
    """
    project = review.project
    rules = rules_for(project.authority, procedure=project.procedure, on=on)
    seats = list(review.seats.order_by("position"))
    bank = list(_bank(review))
    out = standing_out(review, bank, drafters_of(project), rules, on)
    able = [one for one in bank if one.pk not in out]
    versed = _versed(seats, on)
    pools = tuple(
        SeatPool(
            seat,
            tuple(
                one
                for one in able
                if one.interest == seat.interest and one.pk in versed[tuple(seat.fields)]
            ),
        )
        for seat in seats
    )
    drawable = {one.pk for pool in pools for one in pool.experts}
    passed = tuple(
        (one, tuple(out.get(one.pk) or _no_seat(one, versed.values())))
        for one in bank
        if one.pk not in drawable
    )
    return Pool(
        seats=pools,
        passed_over=passed,
        most_of_one_unit=most_of_one_unit(share_of_a_unit(rules), max(len(seats), 1)),
        rules=rules,
        day=on,
    )


def share_of_a_unit(rules: Rules) -> Fraction:
    """Which share of a panel may come from one unit (Q-05)."""
    rule = rules.get(SHARE_OF_A_UNIT)
    return Fraction(rule.value) if rule else _QUARTER


def _bank(review: Review) -> Iterable[Expert]:
    """The experts of the authority's own bank, and of no one's in particular."""
    kept_by = Q(authority=review.project.authority_id) | Q(authority=None)
    known = Expert.objects.filter(kept_by, state__in=_KNOWN, since__isnull=False)
    return known.select_related("organisation").order_by("pk")


def _versed(seats: Sequence[Seat], on: dt.date) -> dict[tuple[str, ...], frozenset[int]]:
    """For each set of fields, who is versed in one of them."""
    wanted = {tuple(seat.fields) for seat in seats}
    return {
        fields: frozenset(experts_for(fields, "", (), on).values_list("pk", flat=True))
        for fields in sorted(wanted)
    }


def _no_seat(one: Expert, versed: Iterable[frozenset[int]]) -> list[str]:
    """Why there is no seat for somebody who may sit: another field, or for whom they speak."""
    return ["interest"] if any(one.pk in keys for keys in versed) else ["field"]


def name_of(expert_id: int) -> str:
    """What an expert is called in a draw: the number in the bank, never the name."""
    return f"E{expert_id}"


def expert_id_of(name: str) -> int:
    """The number in the bank of who is called so in a draw."""
    return int(name.removeprefix("E"))


def paper_of(pool: Pool, review: Review, *, number: int) -> dict[str, Any]:
    """The paper that is sealed: numbers only, so that all of it can be published later."""
    units = {one.pk: unit_key(one) for one in pool.people.values()}
    numbered = {key: f"U{place}" for place, key in enumerate(sorted(set(units.values())), 1)}
    return {
        "format": FORMAT,
        "review": review.pk,
        "draw": number,
        "day": pool.day.isoformat(),
        "most_of_one_unit": pool.most_of_one_unit,
        "seats": [
            {
                "position": one.seat.position,
                "interest": str(one.seat.interest),
                "fields": list(one.seat.fields),
                "candidates": [name_of(expert.pk) for expert in one.experts],
            }
            for one in pool.seats
        ],
        "units": {name_of(pk): numbered[key] for pk, key in sorted(units.items())},
        "passed_over": dict(pool.counts),
    }
