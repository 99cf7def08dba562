"""Statements of another installation as rows that the catalogue imports.

They come as facts, not as a table to be interpreted; what a row of a file would be refused for is
checked here again, since the other side may be anything.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec

from biaozhun.cloud.catalogue.actions.orders import ImportOrder
from biaozhun.cloud.catalogue.importers import AnnouncementHead, Importer, Row, RowError
from biaozhun.core.bibliography import BibliographicRecord, StatedDocument, StatedRelation
from biaozhun.core.bibliography.numbers import canonical
from biaozhun.core.bibliography.values import storable

MAX_LIST = 2_000  # entries of one list
MAX_TEXT = 100_000  # characters of one text
READING = frozenset({"open", "metadata", "closed", "unknown"})


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A statement on its way in: one line of the file that is imported.

    Attributes:
        slug: of the edition, as the other side names it.
        raw: the facts as they came; their identity among those of the source.
    """

    slug: str
    raw: str
    position: int
    first_seen: dt.date
    last_seen: dt.date


encode_line = msgspec.json.Encoder().encode
decode_line = msgspec.json.Decoder(Line).decode
_facts = msgspec.json.Decoder(BibliographicRecord).decode


class StatementImporter:
    """Rows of a file of :class:`Line`, as the import action takes them."""

    name = "statements"
    title = "Statements of another installation"
    announcement: AnnouncementHead | None = None

    def __init__(self, path: Path) -> None:
        self._path = path
        self._behind = 0
        with path.open("rb") as stream:
            self.total: int | None = sum(1 for _ in stream)

    @property
    def unknown_columns(self) -> dict[str, int]:
        """None: the form is our own."""
        return {}

    @property
    def progress(self) -> float | None:
        """Share of the lines behind us."""
        return self._behind / self.total if self.total else None

    def rows(self, *, start: int = 0) -> Iterator[Row]:
        """The rows in order; one that is refused bears its line, a good one its own position."""
        with self._path.open("rb") as stream:
            for number, text in enumerate(stream, start=1):
                if number > start:
                    self._behind = number
                    yield _row(number, decode_line(text))


def _row(number: int, line: Line) -> Row:
    try:
        record = checked(_facts(line.raw))
    except (msgspec.DecodeError, ValueError) as error:
        reason = storable(str(error))[:300]
        fault = RowError(code="statement_refused", message=reason, fragment=line.slug)
        return Row(position=number, raw=line.raw, error=fault)
    seen = msgspec.structs.replace(record, seen=line.last_seen)
    return Row(position=line.position, raw=line.raw, record=seen)


def checked(record: BibliographicRecord) -> BibliographicRecord:
    """The facts with texts every database takes.

    Raises:
        ValueError: a number is not in its one spelling, or something is far too long.
    """
    _check_number(record.number)
    for relation in record.relations:
        _check_number(relation.number)
    for document in record.documents:
        if document.reading not in READING:
            raise ValueError(f"reading right {document.reading[:40]!r} does not exist")
    changes = {name: _clean(getattr(record, name)) for name in record.__struct_fields__}
    return msgspec.structs.replace(record, **changes)


def _check_number(text: str) -> None:
    if canonical(text) != text:
        raise ValueError(f"{text[:80]!r} is no number in its one spelling")


def _clean(value: object) -> object:
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise ValueError(f"a text is longer than {MAX_TEXT} characters")
        return value if type(value) is not str else storable(value)
    if isinstance(value, tuple):
        if len(value) > MAX_LIST:
            raise ValueError(f"a list has more than {MAX_LIST} entries")
        return tuple(_clean(item) for item in value)
    if isinstance(value, StatedRelation | StatedDocument):
        inner = {name: _clean(getattr(value, name)) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **inner)
    return value


class StatementOrder(ImportOrder, frozen=True, kw_only=True):
    """An order to import a file of statements."""

    def open(self) -> Importer:
        """The importer of statements."""
        return StatementImporter(self.path)
