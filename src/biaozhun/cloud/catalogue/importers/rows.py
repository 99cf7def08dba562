"""What every importer hands on: rows with position, source form, and record or error."""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar, Protocol

import msgspec

from biaozhun.core.bibliography.record import BibliographicRecord
from biaozhun.core.errors import BiaozhunError


class ImportFormatError(BiaozhunError):
    """A file that no importer can read as a list of standards."""

    default_code: ClassVar[str] = "import_format"


class RowError(msgspec.Struct, frozen=True, kw_only=True):
    """Why a row states no edition."""

    code: str
    message: str
    field: str = ""
    fragment: str = ""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the input.

    Attributes:
        position: 1-based number of the row in the input; blank lines and headers do not count.
        raw: the row as it came: the bytes of a JSON line, the text of a card or a YAML document,
            or JSON of header and cell for a table. It is kept as provenance and can be sent again.
        record: what the row states; ``None`` where it is refused.
        error: why it is refused.
    """

    position: int
    raw: bytes | str
    record: BibliographicRecord | None = None
    error: RowError | None = None


class AnnouncementKind(StrEnum):
    """What an announcement (公告) does to the standards it lists."""

    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    RENUMBER = "renumber"
    AMEND = "amend"
    REVIEW = "review"
    FILING = "filing"


class AnnouncementHead(msgspec.Struct, frozen=True, kw_only=True):
    """The head of an announcement: who, number, date, what it does.

    Attributes:
        number: as it is cited, ``2026年第1号``.
        kind: what the title says it does.
        issuer: the bodies that sign.
        title: the title as printed.
        date: the day in the date line.
        effective: the day from which all rows hold, where the text names one (自…起实施).
        ends: the day on which what is withdrawn ends (自…起废止).
        bad_dates: what stands for one of these days and is none, as printed (2026年2月30日).
    """

    number: str
    kind: AnnouncementKind
    issuer: str = ""
    title: str = ""
    date: dt.date | None = None
    effective: dt.date | None = None
    ends: dt.date | None = None
    bad_dates: tuple[str, ...] = ()


class Importer(Protocol):
    """Reads one input.

    Attributes:
        name: short name of the format, as in :data:`FORMATS`.
        title: what the format is.
        total: number of rows, where it is known without reading them all.
        announcement: head of the announcement, where the input is one.
        unknown_columns: columns no field is provided for, with the rows that fill them; complete
            when the rows have been read.
    """

    name: str
    title: str
    total: int | None
    announcement: AnnouncementHead | None

    @property
    def unknown_columns(self) -> dict[str, int]:
        """Columns no field is provided for, with the number of rows that fill them."""

    @property
    def progress(self) -> float | None:
        """Share of the input that lies behind the row given last, 0 to 1.

        Of rows where their number is known, else of bytes (packed ones where the input is packed);
        ``None`` where neither is known.
        """

    def rows(self, *, start: int = 0) -> Iterator[Row]:
        """The rows in order, the first ``start`` skipped; constant memory."""
