"""What the statements about one edition come to: the joined record, its origins, its conflicts."""

import datetime as dt
from collections.abc import Iterator, Mapping

import msgspec

from biaozhun.core.bibliography.natures import NatureStatement
from biaozhun.core.bibliography.precedence import FIELDS
from biaozhun.core.bibliography.record import BibliographicRecord, StatedRelation, StatusWord


class StatusStatement(msgspec.Struct, frozen=True):
    """A status word of a source, true at most on the day it was seen."""

    word: StatusWord
    seen: dt.date | None = None
    source: str = ""


class Conflict(msgspec.Struct, frozen=True, order=True):
    """Two present values of a field that are not the same, as text.

    Without ``chosen_source`` the number itself says what is chosen. ``decided`` is empty while no
    keeper has decided it, else ``operator`` or ``rule:7``.
    """

    field: str
    chosen: str
    chosen_source: str
    other: str
    other_source: str
    decided: str = ""


class Merged(msgspec.Struct, frozen=True):
    """The joined record, the source of each present field, what disagrees, and every status word.

    ``natures`` are the words on the nature, where they tell more than the number does.
    For a field that joins lists the origin is the strongest source that adds to it.
    """

    record: BibliographicRecord
    origins: Mapping[str, str]
    conflicts: tuple[Conflict, ...] = ()
    statements: tuple[StatusStatement, ...] = ()
    natures: tuple[NatureStatement, ...] = ()


class SoleOrigin(Mapping[str, str]):
    """The origins of a record with one source, worked out only when asked for."""

    __slots__ = ("_record", "_source")

    def __init__(self, record: BibliographicRecord, source: str) -> None:
        self._record = record
        self._source = source

    def __getitem__(self, field: str) -> str:
        if field in FIELDS and getattr(self._record, field):
            return self._source
        raise KeyError(field)

    def __iter__(self) -> Iterator[str]:
        return (field for field in FIELDS if getattr(self._record, field))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def as_text(value: object) -> str:
    """A value as a conflict tells it."""
    if isinstance(value, tuple):
        return "; ".join(as_text(item) for item in value)
    if isinstance(value, StatedRelation):
        parts = (
            *(value.kind, "inverse" if value.inverse else "", value.number),
            *(value.extent, value.degree, value.date, value.basis),
        )
        return " ".join(str(part) for part in parts if part)
    return str(value)
