"""The make-up of a panel, counted and proposed."""

from fractions import Fraction

import pytest

from biaozhun.core.reviewing import Line, make_up, proposed_seats


def test_a_panel_is_counted() -> None:
    """Users with consumers, testers with researchers; units by the largest group."""
    panel = [
        Line(interest="user", unit="甲"),
        Line(interest="consumer", unit="乙"),
        Line(interest="testing", unit="甲"),
        Line(interest="producer"),
        Line(interest="producer"),
    ]
    told = make_up(panel)
    assert (told.people, told.odd, told.users, told.testers) == (5, True, 2, 1)
    assert told.largest_unit == Fraction(2, 5)


def test_those_without_a_unit_are_not_one_unit() -> None:
    """Three who named none are three units; nobody at all is a share of nothing."""
    assert make_up([Line(interest="user")] * 3).largest_unit == Fraction(1, 3)
    assert make_up([]).largest_unit == 0


@pytest.mark.parametrize(
    ("least", "odd", "users", "testers"),
    [(7, True, 1, 1), (5, True, 1, 1), (6, True, 2, 2), (6, False, 1, 1), (1, True, 2, 2)],
)
def test_what_is_proposed_keeps_to_the_rules(
    least: int, *, odd: bool, users: int, testers: int
) -> None:
    """Enough seats, odd where asked, with the seats for users and for testing first."""
    seats = proposed_seats(least, odd=odd, users=users, testers=testers)
    told = make_up([Line(interest=one) for one in seats])
    assert told.people == max(least, users + testers) + (
        odd and max(least, users + testers) % 2 == 0
    )
    assert told.users >= users
    assert told.testers >= testers
    assert seats[0] == "user"


def test_the_proposals_of_a_province_and_a_city() -> None:
    """Seven and five seats, of five and four interests."""
    assert proposed_seats(7) == (
        "user",
        "testing",
        "research",
        "testing",
        "producer",
        "public",
        "operator",
    )
    assert proposed_seats(5) == ("user", "testing", "research", "testing", "producer")
