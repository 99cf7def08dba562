"""Search keys taken apart: what a number is looked up by, and what a piece of text may begin.

::

    key    = letter { letter | digit | "." | "-" | "(" | ")" }     GBT1.1-2020, DB44-26-2001
    dated  = key "-" ( yyyy | yy )
    amends = dated letters digit                                   GBT1.1-2020XG1-2013
    serial = digits { digit | letter | "." } [ "-" yyyy ]          19001, 19001-2016

Keys are made by :meth:`StandardNumber.keys` and :func:`search_key`: capitals, no blanks, no
slashes. What somebody typed comes in folded (``biaozhun.core.text.fold``): small letters.
"""

import re
from typing import Final, NamedTuple

import msgspec

from biaozhun.core.number.errors import NumberError
from biaozhun.core.number.reading import parse
from biaozhun.core.number.spelling import search_key
from biaozhun.core.number.tables import BODIES, PREFIXES
from biaozhun.core.number.value import StandardNumber

LONGEST_TYPED: Final = 80  # characters; nobody types a longer number, and the work is bounded
_MARKS: Final = ("", "T", "Z")

_KEY: Final = re.compile(r"[A-Z][A-Z0-9.\-()]{0,39}").fullmatch
_YEAR: Final = re.compile(r"-(?:\d{4}|\d{2})", re.ASCII).search
_AMENDS: Final = re.compile(r"-\d{4}[A-Z]+\d", re.ASCII).search
_SERIAL: Final = re.compile(r"(?:\S+ |[^/ ]+/)(\d[0-9A-Z.]*)(?:[-:](\d{4}))?", re.ASCII).match
_DIGITS: Final = re.compile(r"\d[\d.]*(?:-\d{4})?", re.ASCII).fullmatch
_SECOND: Final = re.compile(r"\d\)?\s+[a-z]").search
_YEAR_BEGUN: Final = re.compile(r"(.*\d)\s*-\s*\d{1,3}", re.ASCII).fullmatch
_LOCAL_CODE: Final = re.compile(r"db\d{2,6}(?:/[a-z]{0,6})?", re.ASCII).fullmatch
_BEGINNING: Final = re.compile(
    r"[a-z]{1,6}(?:/[a-z]{1,6}|\d{2,4}(?:/[a-z]{0,6}\d*)?)", re.ASCII
).fullmatch


def _code_keys() -> frozenset[str]:
    chinese = {search_key(prefix + mark) for prefix in PREFIXES for mark in _MARKS}
    foreign = {code for code in BODIES if len(code) > 2 and code == search_key(code)}
    return frozenset(chinese | foreign) - {"T", "Q"}


CODE_KEYS: Final = _code_keys()
"""Keys of codes that mean a number even where nothing follows them.

Foreign codes of two letters (EN, BS, AS) and those that are not capitals throughout (draft) are
words as well.
"""


class LookupKeys(NamedTuple):
    """The keys a number is looked up by.

    Attributes:
        exact: with the year as written, or without where none was.
        undated: without the year.
        parts: what the keys of its parts begin with; empty where a year or a part was written.
    """

    exact: str
    undated: str
    parts: str


def read_typed(written: str) -> StandardNumber | None:
    """The number a folded text spells from its first to its last character.

    The second number of an adoption is left out, as it is in the identity of an edition. Two
    numbers with a blank between are two questions and no number.
    """
    if len(written) > LONGEST_TYPED or not any(sign.isdigit() for sign in written):
        return None
    try:
        number = parse(written)
    except NumberError:
        return None
    if number.joint and _SECOND(written):
        return None
    return msgspec.structs.replace(number, adopted="", joint="")


def lookup_keys(number: StandardNumber) -> LookupKeys:
    """The keys a number is looked up by."""
    undated = number.undated().keys()[0]
    whole = number.year is None and not number.part
    return LookupKeys(number.keys()[0], undated, f"{undated}." if whole else "")


def guessed_keys(written: str) -> LookupKeys | None:
    """The keys that letters and digits which no grammar reads would have as a number."""
    key = search_key(written).strip("-.")
    if not _KEY(key):
        return None
    year = _YEAR(key)
    undated = key[: year.start()] if year is not None and year.end() == len(key) else key
    return LookupKeys(key, undated, f"{key}." if undated == key and "." not in key else "")


def beginning_key(written: str) -> str:
    """The key a folded text may be the beginning of; empty where it cannot be one."""
    key = search_key(written).strip("*-.")
    return key if _KEY(key) else ""


def begun_key(written: str) -> str:
    """The key of a number whose year is still being typed: ``gb/t 1.1-20``; else empty."""
    begun = _YEAR_BEGUN(written)
    return beginning_key(written) if begun and read_typed(begun[1]) else ""


def looks_begun(word: str) -> bool:
    """Whether a folded word looks like the code of a number with more to come: ``gb/t``, ``db44/``.

    Letters alone do not: see :data:`CODE_KEYS`.
    """
    return _BEGINNING(word) is not None


def is_local_code(word: str) -> bool:
    """Whether a folded word is the code of local standards: its digits are no serial."""
    return _LOCAL_CODE(word) is not None


def is_serial(word: str) -> bool:
    """Whether a folded word may be the serial of a number, with a year or without."""
    return _DIGITS(word) is not None


def serial_keys(canonical: str) -> tuple[str, ...]:
    """Serial and serial with year of a canonical number, for who types ``19001`` alone."""
    found = _SERIAL(canonical)
    if found is None:
        return ()
    serial, year = found.groups()
    return (serial,) if year is None else (serial, f"{serial}-{year}")


def exact_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Of the keys of a number those that name the edition or its standard.

    The others leave out the mark of nature. An amendment is named by its own key alone: who asks
    for the standard means its edition.
    """
    if not keys:
        return ()
    first = keys[0]
    if _AMENDS(first):
        return (first,)
    return tuple([key for key in keys if first.startswith(key)])
