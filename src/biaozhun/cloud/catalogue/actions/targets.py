"""An edition that a batch of records touches, and the writings it is put into tables with."""

import datetime as dt
import re
from typing import Self

import msgspec

from biaozhun.core.bibliography import Merged, Sourced
from biaozhun.core.number import StandardNumber, parse

_json = msgspec.json.Encoder()


class Target(msgspec.Struct):
    """An edition that a batch touches, with every row that speaks of it.

    Attributes:
        number: the edition's number.
        canonical: its one spelling.
        slug: its address form, the identity of the edition.
        standard: the address form of the standard's number.
        edition_id: its id, once it is written.
        is_held: it was held before this batch.
        standard_is_held: its standard was, and may have other editions.
        rows: what its sources state.
        merged: what that comes to.
    """

    number: StandardNumber
    canonical: str
    slug: str
    standard: str
    edition_id: int | None = None
    is_held: bool = False
    standard_is_held: bool = False
    rows: list[Sourced] = []
    merged: Merged | None = None

    @classmethod
    def of(cls, number: StandardNumber) -> Self:
        """The edition of that number, not looked up yet."""
        canonical = number.canonical
        return cls(
            number=number,
            canonical=canonical,
            slug=slug_of(canonical),
            standard=slug_of(number.canonical_undated),
        )

    @property
    def result(self) -> Merged:
        """What the rows were merged to.

        Raises:
            ValueError: they were not merged yet.
        """
        if self.merged is None:
            raise ValueError(f"{self.slug} was not merged")
        return self.merged


def text_of(values: object) -> str:
    """JSON of a value, as a JSON column takes it."""
    return _json.encode(values).decode()


def day_of(day: dt.date | None) -> str | None:
    """A date as both databases take it."""
    return None if day is None else day.isoformat()


def slug_of(canonical: str) -> str:
    """The address form of a canonical number, as ``StandardNumber.slug`` makes it."""
    return canonical.replace(" ", "-")


def edition_number(text: str) -> StandardNumber:
    """The number that identifies an edition: second numbers are relations, not part of it.

    Raises:
        NumberError: the text is no standard number.
    """
    number = parse(text)
    if number.adopted or number.joint:
        return msgspec.structs.replace(number, adopted="", joint="")
    return number


_DIGITS = re.compile(r"\d+")
_LONGEST = 8  # digits of the longest serial met


def sort_text(number: StandardNumber) -> str:
    """Text whose order is the natural order of numbers: digits are padded to one width."""
    parts = (number.family, number.code, number.serial, number.part, number.section)
    behind = (str(number.year or 0), number.amendment, *number.marks)
    text = " ".join((*parts, *behind))
    return _DIGITS.sub(lambda found: found[0].zfill(_LONGEST), text)[:250]
