"""Drawing a panel by lot so that anybody can draw it again.

For every seat the candidates stand in the order of the SHA-256 of ``seed:seat:candidate``, written
in hexadecimal digits. The seats take turns, the one with the fewest candidates first and of equals
the one with the lower number; each takes the first in its order who does not sit yet and whose unit
has not its share. Those who follow in the order stand by.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

import msgspec

from biaozhun.core import lots


class LotSeat(msgspec.Struct, frozen=True, kw_only=True):
    """A seat that is drawn for.

    Attributes:
        position: its number in the panel.
        candidates: who can be drawn for it, in any order.
    """

    position: int
    candidates: tuple[str, ...]


class Lot(msgspec.Struct, frozen=True, kw_only=True):
    """What a panel is drawn from.

    Attributes:
        seats: what is drawn for.
        units: of each candidate, the unit; whoever is missing counts as a unit alone.
        most_of_one_unit: how many of one unit may sit.
    """

    seats: tuple[LotSeat, ...]
    units: Mapping[str, str]
    most_of_one_unit: int


class DrawnSeat(msgspec.Struct, frozen=True, kw_only=True):
    """What the lot says of a seat.

    Attributes:
        position: its number in the panel.
        order: all its candidates in the order of the lot.
        drawn: who sits; empty where nobody in the order could.
    """

    position: int
    order: tuple[str, ...]
    drawn: str


class Drawn(msgspec.Struct, frozen=True):
    """A panel as it was drawn, its seats by their numbers."""

    seats: tuple[DrawnSeat, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """Who sits, by seat."""
        return tuple(one.drawn for one in self.seats if one.drawn)

    @property
    def empty(self) -> tuple[int, ...]:
        """The seats nobody could be drawn for."""
        return tuple(one.position for one in self.seats if not one.drawn)


def most_of_one_unit(share: Fraction, seats: int) -> int:
    """How many of one unit may sit in a panel by the share that is allowed; one always may."""
    return max(1, int(share * seats))


def order_of(seed: str, position: int, candidates: Collection[str]) -> tuple[str, ...]:
    """The candidates of a seat in the order of the lot."""
    return tuple(lots.drawn(f"{seed}:{position}", candidates))


def draw(seed: str, lot: Lot) -> Drawn:
    """Draw a panel; the same seed and the same lot give the same panel.

    Args:
        seed: what the order comes from; nobody may know it before the lot is fixed.
        lot: the seats with their candidates.

    Raises:
        ValueError: two seats have one number.
    """
    if len({one.position for one in lot.seats}) != len(lot.seats):
        raise ValueError("two seats have one number")
    sitting: list[str] = []
    found: list[DrawnSeat] = []
    for seat in sorted(lot.seats, key=lambda one: (len(set(one.candidates)), one.position)):
        order = order_of(seed, seat.position, seat.candidates)
        drawn = next_in_line(
            order, sitting=sitting, units=lot.units, most_of_one_unit=lot.most_of_one_unit
        )
        if drawn:
            sitting.append(drawn)
        found.append(DrawnSeat(position=seat.position, order=order, drawn=drawn))
    return Drawn(tuple(sorted(found, key=lambda one: one.position)))


def next_in_line(
    order: Sequence[str],
    *,
    sitting: Collection[str],
    units: Mapping[str, str],
    most_of_one_unit: int,
    passed_over: Collection[str] = (),
) -> str:
    """The first in an order who may sit; empty where nobody may.

    Args:
        order: of the seat, as it was drawn.
        sitting: who sits in the panel.
        units: of each candidate.
        most_of_one_unit: how many of one unit may sit.
        passed_over: who sat before and left, or may not sit any longer.
    """
    counted = Counter(_unit(one, units) for one in sitting)
    out = {*sitting, *passed_over}
    for one in order:
        if one not in out and counted[_unit(one, units)] < most_of_one_unit:
            return one
    return ""


def _unit(candidate: str, units: Mapping[str, str]) -> tuple[str, str]:
    """A key of the unit; who has none named is a unit alone, however candidates are called."""
    named = units.get(candidate, "")
    return ("unit", named) if named else ("alone", candidate)
