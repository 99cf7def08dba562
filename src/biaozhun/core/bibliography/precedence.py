"""How the values of one field, given by several sources, become one.

The table at the end says which way is taken for which field; what the ways mean is written in
:mod:`biaozhun.core.bibliography.merge`.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, cast

import msgspec

from biaozhun.core.bibliography.record import (
    BibliographicRecord,
    StatedDocument,
    StatedRelation,
)
from biaozhun.core.text import fold


class Sourced(msgspec.Struct, frozen=True, kw_only=True):
    """A record with the source it comes from.

    ``rank`` orders sources, lower is stronger (announcement 0, official catalogue 10, others
    more); ``seen`` is the day the source was read, else the day the record names; ``order`` is the
    position of the row in its source; ``decides`` marks a keeper's decision
    (:mod:`biaozhun.core.bibliography.deciding`).
    """

    record: BibliographicRecord
    source: str
    rank: int
    seen: dt.date | None = None
    order: int = 0
    decides: bool = False


def day_of(sourced: Sourced) -> int:
    """The day of the sighting as a number, 0 where it is not known."""
    seen = sourced.seen or sourced.record.seen
    return seen.toordinal() if seen else 0


class Choice(NamedTuple):
    """A value taken from a column of values, whose it is, and whose values differ from it."""

    value: object
    at: int
    differing: tuple[int, ...] = ()


Column = tuple[object, ...]
Joiner = Callable[[Column, Sequence[Sourced]], Choice]


# --- same or not ---------------------------------------------------------------------------------


def same_text(one: str, other: str) -> bool:
    """Whether two writings are the same but for width, script, case, blanks and punctuation."""
    return one == other or _letters(one) == _letters(other)


_BETWEEN_FIGURES = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_REST = re.compile(r"[^\w ]+|_|(?<!\d) | (?!\d)")


def _letters(text: str) -> str:
    """Letters and figures only; figures that stand apart stay apart (1.0 is not 10)."""
    return _REST.sub("", _BETWEEN_FIGURES.sub(" ", fold(text)))


def _same(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return same_text(one, other)
    return one == other


def _same_body(one: object, other: object) -> bool:
    """Whether one name of a body is the other told shorter.

    Sources cut names off and leave out 中华人民共和国 or the second of two issuers.
    """
    left, right = _letters(str(one)), _letters(str(other))
    return left in right or right in left


def _same_codes(one: object, other: object) -> bool:
    """Whether one of two lists contains or refines the other (ICS 03.080 and 03.080.20)."""
    left = [_letters(item) for item in cast("tuple[str, ...]", one)]
    right = [_letters(item) for item in cast("tuple[str, ...]", other)]
    return _covers(left, right) or _covers(right, left)


def _covers(wide: Sequence[str], narrow: Sequence[str]) -> bool:
    return all(any(a.startswith(b) or b.startswith(a) for a in wide) for b in narrow)


def _same_names(one: object, other: object) -> bool:
    """Whether one of two lists contains the other, in whichever order."""
    left = {_letters(item) for item in cast("tuple[str, ...]", one)}
    right = {_letters(item) for item in cast("tuple[str, ...]", other)}
    return left <= right or right <= left


# --- joiners: how the values of one field become one ---------------------------------------------


def _strongest(column: Column, _: Sequence[Sourced]) -> Choice:
    return _take_first(column, _same)


def _strongest_body(column: Column, _: Sequence[Sourced]) -> Choice:
    return _take_first(column, _same_body)


def _strongest_codes(column: Column, _: Sequence[Sourced]) -> Choice:
    return _take_first(column, _same_codes)


def _strongest_names(column: Column, _: Sequence[Sourced]) -> Choice:
    return _take_first(column, _same_names)


def _take_first(column: Column, same: Callable[[object, object], bool]) -> Choice:
    at = _first_present(column)
    value = column[at]
    if not any(column[at + 1 :]):
        return Choice(value, at)
    rest = range(at + 1, len(column))
    return Choice(value, at, tuple(i for i in rest if column[i] and not same(value, column[i])))


def _own(column: Column, _: Sequence[Sourced]) -> Choice:
    at = _first_present(column)
    return Choice(column[at], at)


def _of_the_first(column: Column, _: Sequence[Sourced]) -> Choice:
    return Choice(column[0], 0)


def _union(column: Column, _: Sequence[Sourced]) -> Choice:
    items = (item for value in column for item in cast("tuple[object, ...]", value))
    return Choice(tuple(dict.fromkeys(items)), _first_present(column))


def _newest(column: Column, ranked: Sequence[Sourced]) -> Choice:
    present = [i for i, value in enumerate(column) if value]
    at = max(present, key=lambda i: day_of(ranked[i]))  # the first, so the strongest, of a day
    return Choice(column[at], at)


def _status_text(column: Column, ranked: Sequence[Sourced]) -> Choice:
    """The text beside the status that is taken, so that word and text never part."""
    words = tuple(sourced.record.status for sourced in ranked)
    if any(words):
        at = _newest(words, ranked).at
        return Choice(column[at], at)
    return _newest(column, ranked)


def _nature(column: Column, ranked: Sequence[Sourced]) -> Choice:
    """The strongest word; what denies it or the number is found by ``natures_denied``."""
    return Choice(column[_stating_nature(ranked)], _stating_nature(ranked))


def _stating_nature(ranked: Sequence[Sourced]) -> int:
    return _first_present(tuple(sourced.record.nature for sourced in ranked))


def _latest(column: Column, _: Sequence[Sourced]) -> Choice:
    days = cast("tuple[dt.date | None, ...]", column)
    at = max(range(len(days)), key=lambda i: (days[i] or dt.date.min, -i))
    return Choice(days[at], at)


def _every(column: Column, _: Sequence[Sourced]) -> Choice:
    return Choice(all(column), 0)


def _documents(column: Column, _: Sequence[Sourced]) -> Choice:
    found: dict[tuple[str, ...], StatedDocument] = {}
    for document in (d for value in column for d in cast("tuple[StatedDocument, ...]", value)):
        key = (document.kind, document.language, document.medium, document.url)
        found.setdefault(key, document)
    return Choice(tuple(found.values()), _first_present(column))


def _relations(column: Column, _: Sequence[Sourced]) -> Choice:
    """All relations; a detail missing in the stronger statement is taken from the weaker."""
    found: dict[tuple[str, str, bool], StatedRelation] = {}
    differing: dict[int, None] = {}
    for at, value in enumerate(column):
        for stated in cast("tuple[StatedRelation, ...]", value):
            key = (stated.kind, stated.number, stated.inverse)
            known = found.setdefault(key, stated)
            if known == stated:
                continue
            if details_differ(known, stated):
                differing[at] = None
            found[key] = msgspec.structs.replace(
                known,
                extent=known.extent or stated.extent,
                degree=known.degree or stated.degree,
                date=known.date or stated.date,
                basis=known.basis or stated.basis,
            )
    return Choice(tuple(found.values()), _first_present(column), tuple(differing))


def details_differ(one: StatedRelation, other: StatedRelation) -> bool:
    """Whether two statements of one relation cannot both be true."""
    pairs = ((one.extent, other.extent), (one.degree, other.degree), (one.date, other.date))
    return any(a is not None and b is not None and a != b for a, b in pairs)


def _first_present(column: Column) -> int:
    return 0 if column[0] else next((i for i, value in enumerate(column) if value), 0)


# --- the precedence as a table -------------------------------------------------------------------

_PRECEDENCE: tuple[tuple[Joiner, str], ...] = (
    (_strongest, "number title_zh title_en title_fr committee filing_number"),
    (_strongest_body, "issuing_body sector_department proposing_body jurisdiction_body"),
    (_strongest, "published in_force withdrawn suspended resumed doctype edition language"),
    (_strongest_names, "drafting_units drafters"),
    (_strongest_codes, "ics ccs industry"),
    (_own, "printed announcement url external_id summary published_text"),
    (_union, "keywords tags findings"),
    (_relations, "relations"),
    (_documents, "documents"),
    (_newest, "status stage"),
    (_status_text, "status_text"),
    (_nature, "nature nature_text"),  # the text beside the word that is taken
    (_latest, "seen reviewed"),
    (_every, "invented"),
    (_of_the_first, "translation"),  # rows of translations come last
)

FIELDS: tuple[str, ...] = BibliographicRecord.__struct_fields__
"""The fields of a record, in their order."""

_BY_FIELD = {field: joiner for joiner, fields in _PRECEDENCE for field in fields.split()}
JOINERS = tuple(_BY_FIELD[field] for field in FIELDS)
"""The joiner of each field, in the same order; a field without one fails at import."""

_BY_STRENGTH = (_strongest, _strongest_body, _strongest_names, _strongest_codes)
DECIDABLE: tuple[str, ...] = tuple(
    field for field in FIELDS if field != "number" and _BY_FIELD[field] in _BY_STRENGTH
)
"""The fields of which one source is believed and another one contradicts it."""
