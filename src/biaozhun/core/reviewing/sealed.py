"""The paper a panel is drawn from: how it is written, sealed, published, and drawn again.

What is sealed is JSON with sorted names, without blanks, in UTF-8; its seal is the SHA-256 of that.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

import msgspec

from biaozhun.core.errors import BiaozhunError
from biaozhun.core.reviewing.drawing import Drawn, DrawnSeat, Lot, LotSeat, draw

FORMAT: Final = "biaozhun.draw.1"


class SealError(BiaozhunError):
    """A published draw that cannot be read. Code: ``draw_unreadable``."""

    default_code: ClassVar[str] = "draw_unreadable"


class _Seat(msgspec.Struct):
    position: int
    candidates: list[str]
    interest: str = ""
    fields: list[str] = []


class _Pool(msgspec.Struct):
    seats: list[_Seat]
    units: dict[str, str]
    most_of_one_unit: int
    format: str = FORMAT


class _Result(msgspec.Struct):
    position: int
    drawn: str
    order: list[str]


class _Published(msgspec.Struct):
    seed: str
    pool: dict[str, Any]
    result: list[_Result]
    pool_hash: str
    seed_hash: str


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """What came of drawing again.

    Attributes:
        seed: the seed is the one that was sealed.
        pool: the pool is the one that was sealed.
        result: the same seed and pool give the same panel.
    """

    seed: bool
    pool: bool
    result: bool

    @property
    def whole(self) -> bool:
        """Whether everything agrees."""
        return self.seed and self.pool and self.result


def written(paper: Mapping[str, Any]) -> str:
    """A paper as it is sealed."""
    return json.dumps(paper, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    """The seal of a text: SHA-256 in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def lot_of(pool: Mapping[str, Any]) -> Lot:
    """What is drawn from, out of the paper.

    Raises:
        SealError: the paper is of another form.
    """
    try:
        told = msgspec.convert(pool, _Pool)
    except msgspec.ValidationError as error:
        raise SealError(str(error)) from error
    if told.format != FORMAT:
        raise SealError("another format", fragment=told.format)
    return Lot(
        seats=tuple(
            LotSeat(position=one.position, candidates=tuple(one.candidates)) for one in told.seats
        ),
        units=told.units,
        most_of_one_unit=told.most_of_one_unit,
    )


def agrees(
    seed: str, pool: Mapping[str, Any], result: Sequence[DrawnSeat], *, seals: tuple[str, str]
) -> Agreement:
    """Draw again and compare.

    Args:
        seed: as it was published.
        pool: likewise.
        result: likewise.
        seals: of the seed and of the pool, as they were shown when it was drawn.

    Raises:
        SealError: the pool cannot be read.
    """
    again = draw(seed, lot_of(pool))
    return Agreement(
        seed=digest_of(seed) == seals[0],
        pool=digest_of(written(pool)) == seals[1],
        result=again == Drawn(tuple(result)),
    )


def read_published(text: str) -> Agreement:
    """Read a published draw and say whether it agrees with itself.

    Raises:
        SealError: it cannot be read.
    """
    try:
        told = msgspec.json.decode(text, type=_Published)
    except msgspec.DecodeError as error:
        raise SealError(str(error)) from error
    result = tuple(
        DrawnSeat(position=one.position, order=tuple(one.order), drawn=one.drawn)
        for one in told.result
    )
    return agrees(told.seed, told.pool, result, seals=(told.seed_hash, told.pool_hash))
