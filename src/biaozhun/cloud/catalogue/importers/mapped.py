"""The importer of every table-like format: a source of rows, and a mapping to interpret them."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from biaozhun.cloud.catalogue.importers.rows import AnnouncementHead, Row, RowError
from biaozhun.core.bibliography.interpret import Interpreter
from biaozhun.core.bibliography.mapping import Mapping
from biaozhun.core.bibliography.reading import RefusedRowError, column_name
from biaozhun.core.bibliography.record import BibliographicRecord, Finding
from biaozhun.core.bibliography.values import storable
from biaozhun.documents.streams import BytesRead

FRAGMENT_LENGTH = 200


UNREAD = RowError(code="row_unread", message="The row cannot be read")


class SourceRow(msgspec.Struct, frozen=True, gc=False):
    """A row as a reader found it: its source form, and cells or the reason why there are none.

    Attributes:
        raw: the row as it came.
        cells: column and value.
        error: why there are no cells.
        findings: what the reader had to mend, or could not take as it stands.
    """

    raw: bytes | str
    cells: Iterable[tuple[str, object]] | None
    error: RowError = UNREAD
    findings: tuple[Finding, ...] = ()


RowSource = Callable[[int], Iterator[SourceRow]]  # called with the number of rows to skip


class MappedImporter:
    """Interprets the rows of a source by a mapping."""

    def __init__(
        self,
        source: RowSource,
        mapping: Mapping,
        *,
        total: int | None = None,
        announcement: AnnouncementHead | None = None,
        consumed: BytesRead | None = None,
    ) -> None:
        self.name = mapping.name
        self.title = mapping.title
        self.mapping = mapping
        self.total = total
        self.announcement = announcement
        self.unread: dict[str, int] = {}  # parts of the input that are not read, with their rows
        self._source = source
        self._consumed = consumed
        self._behind = 0
        self._interpreter = Interpreter(mapping)

    @property
    def unknown_columns(self) -> dict[str, int]:
        """Columns no field is provided for, with the number of rows that fill them."""
        return self.unread | dict(self._interpreter.unknown)

    @property
    def progress(self) -> float | None:
        """Share of the rows that are behind us, else of the bytes; ``None`` where not known."""
        return share_of_rows(self._behind, self.total) or (
            self._consumed.share if self._consumed else None
        )

    def rows(self, *, start: int = 0) -> Iterator[Row]:
        """The rows in order, the first ``start`` skipped."""
        interpreter = self._interpreter = Interpreter(self.mapping)
        for position, source in enumerate(self._source(start), start=start + 1):
            self._behind = position
            if source.cells is None:
                yield Row(position=position, raw=source.raw, error=_kept(source.error))
                continue
            try:
                record = interpreter.read(source.cells)
            except RefusedRowError as error:
                yield Row(position=position, raw=source.raw, error=row_error(error))
            else:
                if source.findings:
                    record = with_findings(record, source.findings)
                yield Row(position=position, raw=source.raw, record=record)


def with_findings(
    record: BibliographicRecord, findings: tuple[Finding, ...]
) -> BibliographicRecord:
    """The record with findings that were made before its cells were read."""
    return msgspec.structs.replace(record, findings=(*findings, *record.findings))


def share_of_rows(behind: int, total: int | None) -> float | None:
    """Share of the rows that are behind us; ``None`` where their number is not known."""
    return min(behind / total, 1.0) if total else None


def row_error(error: RefusedRowError) -> RowError:
    """The refusal of a row in the form that is kept."""
    return _kept(
        RowError(code=error.code, message=error.message, field=error.field, fragment=error.fragment)
    )


def _kept(error: RowError) -> RowError:
    """The same with texts that every database takes, whatever the row held."""
    return RowError(
        code=error.code,
        message=storable(error.message),
        field=column_name(error.field),
        fragment=storable(error.fragment[:FRAGMENT_LENGTH]),
    )
