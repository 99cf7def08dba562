"""Where the text of a standard can officially be read or bought."""

import re
from functools import cache
from typing import Literal

import msgspec

from biaozhun.core.reference.table import table

Offer = Literal["read", "read_partly", "buy", "look_up"]

_BETWEEN_CODES = re.compile(r"[/ ]")


class ReadingPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A platform or a shop of those who issue standards.

    Attributes:
        family: of the numbers it has.
        code: what the code of their numbers contains (``ISO`` of ``ISO/IEC``); empty for all.
        name: what it is called in Chinese.
        name_en: the same in English.
        address: where it is.
        offers: every text to read, some texts, texts to buy, or titles and status only.
        checked: how it is known (``reading_place.toml``).
    """

    family: str
    name: str
    name_en: str
    address: str
    offers: Offer
    checked: Literal["in_use", "known"]
    code: str = ""


@cache
def _places() -> tuple[ReadingPlace, ...]:
    return table("reading_place").typed(ReadingPlace)


def reading_places(family: str, code: str) -> tuple[ReadingPlace, ...]:
    """The places for numbers of a family with a code such as ``GB/T`` or ``ISO/IEC``."""
    codes = {"", code, *_BETWEEN_CODES.split(code)}
    return tuple(place for place in _places() if place.family == family and place.code in codes)
