"""Drawing a panel by lot."""

import hashlib
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.reviewing import (
    Lot,
    LotSeat,
    draw,
    most_of_one_unit,
    next_in_line,
    order_of,
)

PEOPLE = [f"E{n}" for n in range(1, 13)]
SEEDS = st.text(alphabet="0123456789abcdef", min_size=4, max_size=16)


@st.composite
def lots(drawn: st.DrawFn) -> Lot:
    """A lot of up to five seats, up to twelve people and up to four units."""
    pools = drawn(st.lists(st.lists(st.sampled_from(PEOPLE), unique=True), max_size=5))
    units = drawn(st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from("abcd")))
    return Lot(
        seats=tuple(
            LotSeat(position=place, candidates=tuple(pool)) for place, pool in enumerate(pools, 1)
        ),
        units=units,
        most_of_one_unit=drawn(st.integers(1, 3)),
    )


def one_seat(*candidates: str) -> Lot:
    """A lot of one seat whose candidates all are units alone."""
    return Lot(seats=(LotSeat(position=1, candidates=candidates),), units={}, most_of_one_unit=1)


def test_the_order_is_the_digest_of_seed_seat_and_candidate() -> None:
    """Anybody finds the order with a tool that writes SHA-256 and one that sorts."""
    digests = {one: hashlib.sha256(f"abc:1:{one}".encode()).hexdigest() for one in PEOPLE}
    assert list(order_of("abc", 1, PEOPLE)) == sorted(PEOPLE, key=digests.__getitem__)


def test_a_draw_is_the_one_that_was_printed() -> None:
    """A published draw is found again by every later version: E2 is of the unit that E4 is of."""
    lot = Lot(
        seats=(
            LotSeat(position=1, candidates=("E1", "E2", "E3")),
            LotSeat(position=2, candidates=("E4", "E5")),
        ),
        units={"E2": "u1", "E4": "u1", "E5": "u2"},
        most_of_one_unit=1,
    )
    drawn = draw("0f" * 32, lot)
    assert [(one.position, one.order, one.drawn) for one in drawn.seats] == [
        (1, ("E2", "E3", "E1"), "E3"),
        (2, ("E4", "E5"), "E4"),
    ]


@given(SEEDS, lots())
def test_the_same_seed_and_lot_give_the_same_panel_however_they_are_written(
    seed: str, lot: Lot
) -> None:
    """Neither the order of the pool nor that of the seats decides anything."""
    turned = Lot(
        seats=tuple(
            LotSeat(position=one.position, candidates=tuple(reversed(one.candidates)))
            for one in reversed(lot.seats)
        ),
        units=dict(reversed(list(lot.units.items()))),
        most_of_one_unit=lot.most_of_one_unit,
    )
    assert draw(seed, turned) == draw(seed, lot)


@given(SEEDS, lots())
def test_who_is_drawn_is_a_candidate_sits_once_and_is_not_one_too_many_of_a_unit(
    seed: str, lot: Lot
) -> None:
    """Nobody outside the pool, nobody twice, no unit over its share, each seat's order complete."""
    drawn = draw(seed, lot)
    pools = {one.position: set(one.candidates) for one in lot.seats}
    assert {one.position: set(one.order) for one in drawn.seats} == pools
    assert [one for one in drawn.seats if one.drawn and one.drawn not in pools[one.position]] == []
    assert len(set(drawn.people)) == len(drawn.people)
    units = Counter(lot.units[one] for one in drawn.people if one in lot.units)
    assert max(units.values(), default=0) <= lot.most_of_one_unit


@given(SEEDS, lots())
def test_a_seat_is_empty_only_where_none_of_its_candidates_may_sit(seed: str, lot: Lot) -> None:
    """Whoever could sit in an empty seat sits elsewhere, or the unit has its share."""
    drawn = draw(seed, lot)
    for seat in drawn.seats:
        further = next_in_line(
            seat.order,
            sitting=drawn.people,
            units=lot.units,
            most_of_one_unit=lot.most_of_one_unit,
        )
        assert seat.drawn or not further


@given(SEEDS, st.lists(st.sampled_from(PEOPLE), unique=True, min_size=1))
def test_who_declines_is_followed_by_the_next_of_the_sealed_order(
    seed: str, people: list[str]
) -> None:
    """One after the other the whole order takes the seat, and then it stays empty."""
    seat = draw(seed, one_seat(*people)).seats[0]
    gone = [seat.drawn]
    while following := next_in_line(
        seat.order, sitting=[], units={}, most_of_one_unit=1, passed_over=gone
    ):
        gone.append(following)
    assert tuple(gone) == seat.order


def test_a_stand_in_of_a_unit_that_has_its_share_is_passed_over() -> None:
    """The share of a unit holds for those who come later, too; who left does not count."""
    units = {"E1": "u", "E2": "u", "E3": "v"}
    told = {"units": units, "most_of_one_unit": 1}
    assert next_in_line(("E2", "E3"), sitting=["E1"], **told) == "E3"  # type: ignore[arg-type]  # one dict for both
    assert next_in_line(("E2", "E3"), sitting=[], passed_over=["E1"], **told) == "E2"  # type: ignore[arg-type]  # likewise


def test_the_seat_with_the_fewest_candidates_draws_first() -> None:
    """Who alone can take a seat is not drawn for another one."""
    lot = Lot(
        seats=(
            LotSeat(position=1, candidates=("E1", "E2", "E3")),
            LotSeat(position=2, candidates=("E2",)),
        ),
        units={},
        most_of_one_unit=1,
    )
    panels = {draw(str(seed), lot).people for seed in range(60)}
    assert panels == {("E1", "E2"), ("E3", "E2")}


def test_a_unit_called_like_a_candidate_is_not_taken_for_it() -> None:
    """Who has no unit named is a unit alone, whatever others call theirs."""
    lot = Lot(
        seats=(
            LotSeat(position=1, candidates=("E1",)),
            LotSeat(position=2, candidates=("E2",)),
        ),
        units={"E2": "E1"},
        most_of_one_unit=1,
    )
    assert draw("x", lot).people == ("E1", "E2")


def test_every_candidate_has_about_the_same_chance() -> None:
    """Of 4 000 draws of 3 out of 10, each of the ten sits in 30 % of them, give or take 3 %."""
    people = tuple(f"E{n}" for n in range(10))
    seats = tuple(LotSeat(position=place, candidates=people) for place in (1, 2, 3))
    lot = Lot(seats=seats, units={}, most_of_one_unit=1)
    counted = Counter(one for seed in range(4000) for one in draw(f"{seed:04x}", lot).people)
    assert {one: abs(counted[one] / 4000 - 0.3) < 0.03 for one in people} == dict.fromkeys(
        people, True
    )


def test_seats_with_one_number_are_an_error() -> None:
    """Two seats of one number would draw the same person for both."""
    seats = (LotSeat(position=1, candidates=("a",)), LotSeat(position=1, candidates=("a",)))
    with pytest.raises(ValueError, match="one number"):
        draw("x", Lot(seats=seats, units={}, most_of_one_unit=1))


@pytest.mark.parametrize(("seats", "most"), [(1, 1), (3, 1), (5, 1), (7, 1), (8, 2), (15, 3)])
def test_the_share_of_a_unit_in_people(seats: int, most: int) -> None:
    """A quarter of the seats, rounded down; a small panel still takes one of each unit."""
    assert most_of_one_unit(Fraction(1, 4), seats) == most
