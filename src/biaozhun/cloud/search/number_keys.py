"""Numbers as search keys: what a query asks for and under what a document is found.

A key has capitals, no blanks and no slashes (``GBT1.1-2020``); ``StandardNumber.keys`` makes them.
"""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from biaozhun.cloud.search.query import Number
from biaozhun.core.number import NumberError, parse, search_key
from biaozhun.core.number.tables import BODIES
from biaozhun.core.number.tables import PREFIXES as CHINESE
from biaozhun.core.text import fold

LONGEST_NUMBER: Final = 80
PREFIX_TERMS: Final = 6  # characters; longer beginnings have few keys and are looked up directly

_NOT_IN_KEY: Final = re.compile(r"[\s/]+")
_KEY_YEAR: Final = re.compile(r"-(?:\d{4}|\d{2})", re.ASCII)
_KEY: Final = re.compile(r"[A-Z][A-Z0-9.\-()]{0,39}")
_SERIAL: Final = re.compile(r"(?:\S+ |[^/ ]+/)(\d[0-9A-Z.]*)(?:[-:](\d{4}))?")
_SECOND_NUMBER: Final = re.compile(r"\d\)?\s+[a-z]")
_AMENDS: Final = re.compile(r"-\d{4}[A-Z]+\d", re.ASCII)
_BEGUN_YEAR: Final = re.compile(r"(.*\d)\s*-\s*\d{1,3}", re.ASCII)
_DIGITS: Final = re.compile(r"\d[\d.]*(?:-\d{4})?", re.ASCII)

# Letters that mean a number even where nothing follows them. Foreign codes of two letters are
# English words as well (EN, BS, AS) and need a sign: ``EN*`` or ``number:EN``.
PREFIXES: Final = frozenset(
    [_NOT_IN_KEY.sub("", prefix + mark) for prefix in CHINESE for mark in ("", "T", "Z")]
    + [code for code in BODIES if len(code) > 2]
) - {"", "T", "Q"}


def read_number(written: str) -> Number | None:
    """The number a folded piece of text spells from its first to its last character.

    The second number of an adoption is left out, as it is in the identity of an edition. Two
    numbers with a blank between are two questions and no number.
    """
    if len(written) > LONGEST_NUMBER or not any(sign.isdigit() for sign in written):
        return None
    try:
        number = parse(written)
    except NumberError:
        return None
    if number.joint and _SECOND_NUMBER.search(written):
        return None
    number = msgspec.structs.replace(number, adopted="", joint="")
    undated = number.undated().keys()[0]
    return Number(
        text=number.canonical,
        exact=number.keys()[0],
        undated=undated,
        parts=undated + "." if number.year is None and not number.part else "",
        written=fold(number.canonical),
    )


def lookalike(written: str) -> Number | None:
    """What letters and digits that no grammar reads would be looked up by as a number."""
    key = search_key(written).strip("-.")
    if _KEY.fullmatch(key) is None:
        return None
    year = _KEY_YEAR.search(key)
    undated = key[: year.start()] if year is not None and year.end() == len(key) else key
    parts = f"{key}." if undated == key and "." not in key else ""
    return Number(text=key, exact=key, undated=undated, parts=parts, written=written)


def number_prefix(written: str) -> str:
    """The key a folded piece of text may be the beginning of; empty where it cannot be one."""
    key = search_key(written).strip("*-.")
    return key if _KEY.fullmatch(key) else ""


def begun_number(written: str) -> str:
    """The key of a number whose year is still being typed: ``gb/t 1.1-20``; else empty."""
    begun = _BEGUN_YEAR.fullmatch(written)
    return number_prefix(written) if begun and read_number(begun[1]) else ""


def exact_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys that name the edition or its standard; the others leave out the mark of nature.

    An amendment is named by its own key alone: who asks for the standard means its edition.
    """
    whole = tuple(key for key in keys if keys[0].startswith(key))
    return whole[:1] if whole and _AMENDS.search(whole[0]) else whole


def prefix_terms(keys: Iterable[str]) -> set[str]:
    """The first one to six characters of every key."""
    return {key[:length] for key in keys for length in range(1, PREFIX_TERMS + 1)}


def serial_keys(number: str) -> tuple[str, ...]:
    """Serial and serial with year of a canonical number, for who types ``19001`` alone."""
    found = _SERIAL.match(number)
    if found is None:
        return ()
    return (found[1],) if found[2] is None else (found[1], f"{found[1]}-{found[2]}")


def is_serial(word: str) -> bool:
    """Whether a folded word may be the serial of a number."""
    return _DIGITS.fullmatch(word) is not None
