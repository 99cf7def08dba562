"""Who sits in a panel, for whom and from where: counted, and proposed.

The interests a panel is made up of are those of :file:`domain-rules` 2.5; which of them count for
users and for testing the limits Q-03 and Q-04 say by their names.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import msgspec

USERS: Final = frozenset({"user", "consumer"})
"""For whom a panel hears those who use what a standard is about (Q-03)."""
TESTERS: Final = frozenset({"research", "testing"})
"""For whom it hears those who test and study it (Q-04)."""
TURNS: Final = ("research", "testing", "producer", "public", "operator", "user", "research")
"""In what turn further seats are filled after those the rules ask for."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in a panel.

    Attributes:
        interest: for whom they speak.
        unit: where they work; empty where nobody said.
    """

    interest: str
    unit: str = ""


class MakeUp(msgspec.Struct, frozen=True, kw_only=True):
    """The make-up of a panel.

    Attributes:
        people: how many sit.
        odd: whether that is an odd number.
        users: of them, for users and consumers.
        testers: of them, for testing and research.
        largest_unit: share of the largest group from one unit.
    """

    people: int
    odd: bool
    users: int
    testers: int
    largest_unit: Fraction


def make_up(panel: Sequence[Line]) -> MakeUp:
    """Count a panel."""
    interests = Counter(one.interest for one in panel)
    return MakeUp(
        people=len(panel),
        odd=len(panel) % 2 == 1,
        users=sum(interests[one] for one in USERS),
        testers=sum(interests[one] for one in TESTERS),
        largest_unit=largest_share([one.unit for one in panel]),
    )


def largest_share(units: Sequence[str]) -> Fraction:
    """The share of the largest group of one unit; who named none is a group alone."""
    if not units:
        return Fraction(0)
    named = Counter(one for one in units if one)
    largest = max(named.values(), default=0)
    return Fraction(max(largest, 1), len(units))


def proposed_seats(
    least: int, *, odd: bool = True, users: int = 1, testers: int = 1
) -> tuple[str, ...]:
    """The interests of the seats of a panel that keeps to the rules, in the order of seats.

    Args:
        least: how many must sit (Q-01).
        odd: the number must be odd (Q-02).
        users: how many must speak for users and consumers (Q-03).
        testers: how many must speak for testing and research (Q-04).
    """
    size = max(least, users + testers, 1)
    size += odd and size % 2 == 0
    asked = _alternating(("user", "consumer"), users)
    asked += _alternating(("testing", "research"), testers)
    return (*asked, *_alternating(TURNS, size - len(asked)))


def _alternating(turns: Sequence[str], count: int) -> list[str]:
    return [turns[place % len(turns)] for place in range(max(count, 0))]
