"""Announcement tables (国家标准公告, 备案公告, 废止公告 …) in DOCX, PDF, HTML and XLSX.

An announcement says once for all rows what it does to them: publish, withdraw, renumber, amend,
state the result of a review, or list filings. Its number and date hold for every row; what a row
says itself comes first. Parts of one announcement (standards, amendment sheets) each have their
own table and may do different things.
"""

import datetime as dt
import itertools
import re
from collections.abc import Collection, Iterator, Sequence

import msgspec

from biaozhun.cloud.catalogue.importers.announcement_head import head_of, kind_of_text
from biaozhun.cloud.catalogue.importers.headers import column_names, find_header, table_row
from biaozhun.cloud.catalogue.importers.mapped import (
    MappedImporter,
    SourceRow,
    share_of_rows,
    with_findings,
)
from biaozhun.cloud.catalogue.importers.rows import (
    AnnouncementHead,
    AnnouncementKind,
    ImportFormatError,
    Row,
    RowError,
)
from biaozhun.core.bibliography.mapping import Mapping
from biaozhun.core.bibliography.numbers import canonical, other_nature
from biaozhun.core.bibliography.record import (
    BibliographicRecord,
    Finding,
    RelationKind,
    StatedRelation,
    StatusWord,
)
from biaozhun.core.number import parse
from biaozhun.core.text import numeral
from biaozhun.documents.grids import Block, Paragraph

__all__ = ["AnnouncementImporter", "head_of"]

_NEW_NUMBER = re.compile(r"(?:转化后|转换后|变更后|调整后|修改后|现|新).{0,6}(?:编号|标准号)")
_ORDINAL = re.compile(
    r"第\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*号\s*修改单|XG\s*(\d{1,2})", re.IGNORECASE
)
_SHEET_YEAR = re.compile(r"XG\s*\d{1,2}\s*[-—–]\s*(\d{4})", re.IGNORECASE)

_TO_RECOMMENDED = re.compile(r"(?<![不未拟])(?<!不予)转化?为推荐")
_OTHERWISE = re.compile(r"废止|终止|整合|修订")  # what else a title may do to some of the rows
# A cell by which the row is no conversion, whatever the title says.
_NO_CONVERSION = re.compile(
    r".*(?:废止|[不未拟]予?转化?为推荐).*|终止|整合|修订|继续有效", re.DOTALL
)

_HEAD_COLUMNS = {  # field the head states for every row = a column that is read as this field
    "published": "发布日期",
    "in_force": "实施日期",
    "withdrawn": "废止日期",
    "reviewed": "复审日期",
    "issuing_body": "发布机构",
    "status": "标准状态",
}


class _Part(msgspec.Struct):
    """One table of an announcement: what it does and its data rows."""

    kind: AnnouncementKind
    mapping: Mapping
    rows: list[SourceRow]


class AnnouncementImporter:
    """Reads the tables of one document, with the head that holds for all of them.

    Raises:
        ImportFormatError: no table of the document lists standards.
    """

    def __init__(
        self, blocks: Sequence[Block], *, name: str, mapping: Mapping | None = None
    ) -> None:
        self.name = name
        self.title = "Announcement table"
        paragraphs = [block.text for block in blocks if isinstance(block, Paragraph)]
        self.announcement = head_of(paragraphs)
        self._unread: dict[str, int] = {}
        self._parts = _parts(blocks, self.announcement, mapping=mapping, unread=self._unread)
        if not self._parts:
            raise ImportFormatError(
                "No table of the document lists standards",
                code="no_number_column",
                hint="a table needs a column 标准编号; describe others in a mapping file",
            )
        self.total: int | None = sum(len(part.rows) for part in self._parts)
        self._importers: list[MappedImporter] = []
        self._behind = 0

    @property
    def progress(self) -> float | None:
        """Share of the rows of all tables that are behind us."""
        return share_of_rows(self._behind, self.total)

    @property
    def unknown_columns(self) -> dict[str, int]:
        """Columns no field is provided for, and tables that list no standards."""
        unknown = dict(self._unread)
        for importer in self._importers:
            for column, count in importer.unknown_columns.items():
                unknown[column] = unknown.get(column, 0) + count
        return unknown

    def rows(self, *, start: int = 0) -> Iterator[Row]:
        """The rows of all tables, numbered through."""
        told = _told(self._read(), _bad_dates(self.announcement))
        return itertools.islice(told, start, None)

    def _read(self) -> Iterator[Row]:
        self._importers = []
        position = 0
        for part in self._parts:
            importer = _importer(part, self.announcement)
            self._importers.append(importer)
            for row in importer.rows():
                position = self._behind = position + 1
                yield self._finished(row, part.kind, position=position, mapping=importer.mapping)

    def _finished(
        self, row: Row, kind: AnnouncementKind, *, position: int, mapping: Mapping
    ) -> Row:
        record = row.record
        if record is None:
            return msgspec.structs.replace(row, position=position, raw=_alone(row.raw, mapping))
        if self.announcement is not None and kind is AnnouncementKind.RENUMBER:
            record = _with_basis(record, row.raw, self.announcement)
        return Row(position=position, raw=row.raw, record=record)


def _bad_dates(head: AnnouncementHead | None) -> tuple[Finding, ...]:
    """Days of the head that are none; no row says them, and what they were to date goes without."""
    return tuple(
        Finding(
            code="bad_date",
            field="announcement",
            fragment=text,
            message="The announcement names a day that is not in the calendar",
        )
        for text in (head.bad_dates if head else ())
    )


def _told(rows: Iterator[Row], findings: tuple[Finding, ...]) -> Iterator[Row]:
    """The rows; the first that goes in tells what the head has that cannot be taken."""
    for row in rows:
        if not findings or row.record is None:
            yield row
            continue
        yield msgspec.structs.replace(row, record=with_findings(row.record, findings))
        findings = ()


def _alone(raw: bytes | str, mapping: Mapping) -> bytes | str:
    """A refused row with what the head says of it: mended and sent again, it comes without one."""
    try:
        cells = msgspec.json.decode(raw)
    except msgspec.DecodeError:  # halves of surrogate pairs
        return raw
    filled = {mapping.columns.get(name) for name in cells}
    said = {
        column: mapping.constants[field]
        for field, column in _HEAD_COLUMNS.items()
        if field in mapping.constants and field not in filled
    }
    return msgspec.json.encode(cells | said)


def _parts(
    blocks: Sequence[Block],
    head: AnnouncementHead | None,
    *,
    mapping: Mapping | None,
    unread: dict[str, int],
) -> list[_Part]:
    """The tables that list standards; a table without a header goes on with the one before."""
    parts: list[_Part] = []
    names: tuple[str, ...] = ()
    heading = ""
    for number, block in enumerate(blocks, start=1):
        if isinstance(block, Paragraph):
            heading = block.text
            continue
        found = find_header(block.rows, mapping)
        if found is not None:
            names = found.names
            kind = _kind_of_part(found.mapping, names, heading=heading, head=head)
            parts.append(_Part(kind, _adapted(found.mapping, names, kind), []))
            body = block.rows[found.index + 1 :]
        elif parts and block.rows and len(block.rows[0]) == len(names):
            body = block.rows
        else:
            unread[f"table {number}"] = len(block.rows)
            continue
        parts[-1].rows.extend(_data_rows(names, body))
    return parts


def _data_rows(names: tuple[str, ...], rows: Sequence[Sequence[str]]) -> Iterator[SourceRow]:
    """Rows with data: repeated headers and headings over several rows (电力行业标准) are none."""
    for cells in rows:
        filled = {cell.strip() for cell in cells if cell.strip()}
        is_heading = len(filled) == 1 and canonical(next(iter(filled))) is None
        if filled and not is_heading and column_names(cells) != names:
            yield table_row(names, cells)


def _kind_of_part(
    mapping: Mapping, names: tuple[str, ...], *, heading: str, head: AnnouncementHead | None
) -> AnnouncementKind:
    """What a table does: its columns say it best, then the heading over it, then the title."""
    fields = set(mapping.columns.values())
    if "renumbered_from" in fields or any(_NEW_NUMBER.search(name) for name in names):
        return AnnouncementKind.RENUMBER
    if "review_result" in fields:
        return AnnouncementKind.REVIEW
    if "filing_number" in fields:
        return AnnouncementKind.FILING
    if "amended_by" in fields:
        return AnnouncementKind.AMEND
    short = heading if len(heading) < 40 else ""
    return kind_of_text(short) or (head.kind if head else AnnouncementKind.PUBLISH)


def _adapted(mapping: Mapping, names: tuple[str, ...], kind: AnnouncementKind) -> Mapping:
    """The mapping read in the light of what the table does."""
    columns = dict(mapping.columns)
    if kind is AnnouncementKind.RENUMBER:
        newer = [name for name in names if _NEW_NUMBER.search(name)]
        for column, field in list(columns.items()):
            if newer and field == "number" and column not in newer:
                columns[column] = "renumbered_from"
        columns.update(dict.fromkeys(newer[:1], "number"))
    elif kind is AnnouncementKind.WITHDRAW:
        # In a list of withdrawals 代替标准 may name what replaces or what was replaced.
        columns = {c: "remark" if f == "replaces" else f for c, f in columns.items()}
    elif kind is AnnouncementKind.AMEND:
        columns = {c: f for c, f in columns.items() if f not in ("amended_by", "amends")}
    ignored = dict(mapping.ignored)
    if kind is AnnouncementKind.AMEND:
        taken = set(mapping.columns) - set(columns)
        ignored |= dict.fromkeys(taken, "joined to the number of the amendment")
    return msgspec.structs.replace(mapping, columns=columns, ignored=ignored)


def _importer(part: _Part, head: AnnouncementHead | None) -> MappedImporter:
    mapping = part.mapping
    if head is not None:
        constants = dict(mapping.constants) | _constants(part.kind, head)
        mapping = msgspec.structs.replace(mapping, constants=constants)
    rows = part.rows
    if part.kind is AnnouncementKind.AMEND:
        rows = [_amendment_row(row, mapping, head) for row in rows]
    return MappedImporter(lambda start: iter(rows[start:]), mapping, total=len(rows))


def _constants(kind: AnnouncementKind, head: AnnouncementHead) -> dict[str, str]:
    """What the head says of every row that does not say it itself."""
    date = _iso(head.date)
    starts = _iso(head.effective)
    stated = {"announcement": head.number}
    if kind in (AnnouncementKind.PUBLISH, AnnouncementKind.AMEND):
        stated |= {"published": date, "in_force": starts, "issuing_body": head.issuer}
    elif kind is AnnouncementKind.WITHDRAW:
        stated |= {"withdrawn": _iso(head.ends) or starts or date, "status": "废止"}
    elif kind is AnnouncementKind.REVIEW:
        stated |= {"reviewed": date}
    return {field: value for field, value in stated.items() if value}


def _iso(date: dt.date | None) -> str:
    return date.isoformat() if date else ""


def _amendment_row(row: SourceRow, mapping: Mapping, head: AnnouncementHead | None) -> SourceRow:
    """Give the amendment sheet its own number: ``GB/T 1234-2020/XG1-2026``.

    The ordinal stands in a column of its own or in the title; the year is that of the number of
    the sheet, or of the announcement.
    """
    cells = dict(row.cells or ())
    numbers = (c for c, field in mapping.columns.items() if field == "number")
    column = next((c for c in numbers if c in cells), "")  # cells that are empty are left out
    printed = str(cells.get(column, ""))
    number = canonical(printed)
    if number is None or parse(number).amendment:
        return row
    text = " ".join(str(value) for value in cells.values())
    ordinal, year = _ordinal(text), _SHEET_YEAR.search(text)
    issued = year[1] if year else str(head.date.year) if head and head.date else ""
    if not ordinal or not issued:
        fault = RowError(
            code="amendment_unnumbered",
            message="Which amendment of the standard this is does not follow from the row",
            field="number",
            fragment=printed,
        )
        return SourceRow(row.raw, None, fault)
    cells[column] = f"{number}/XG{ordinal}-{issued}"
    return SourceRow(row.raw, list(cells.items()))


def _ordinal(text: str) -> int:
    """Which amendment of its standard the text speaks of; 0 where it does not say."""
    match = _ORDINAL.search(text)
    if match is None:
        return 0
    try:
        return numeral.read(match[1] or match[2])
    except numeral.NumeralError:  # 第十十号
        return 0


def _with_basis(
    record: BibliographicRecord, raw: bytes | str, head: AnnouncementHead
) -> BibliographicRecord:
    """A renumbering has the announcement as its recorded basis and its day as date."""
    relations = tuple(
        msgspec.structs.replace(relation, date=head.effective or head.date, basis=head.number)
        if relation.kind is RelationKind.RENUMBERED_FROM and relation.date is None
        else relation
        for relation in (*record.relations, *_converted(record, raw, head.title))
    )
    return msgspec.structs.replace(record, relations=relations)


def _converted(
    record: BibliographicRecord, raw: bytes | str, title: str
) -> tuple[StatedRelation, ...]:
    """The change of number where a list of conversions names each standard by one number only.

    What becomes recommended keeps its number but for the mark, as the announcements of 2017 say;
    which of the two stands in the list follows from it.
    """
    cells = msgspec.json.decode(raw, type=dict[str, str]).values()
    goes_on = not _ends_or_follows(record, cells)
    pair = other_nature(record.number) if goes_on and _is_converted(cells, title) else None
    if pair is None:
        return ()
    return (
        StatedRelation(
            kind=RelationKind.RENUMBERED_FROM, number=pair.number, inverse=pair.is_recommended
        ),
    )


_OTHER_NUMBERS = (RelationKind.RENUMBERED_FROM, RelationKind.REPLACES)


def _ends_or_follows(record: BibliographicRecord, cells: Collection[str]) -> bool:
    """Whether the row tells another fate of the text, or by itself what was before it."""
    return (
        record.withdrawn is not None
        or record.status not in (None, StatusWord.IN_FORCE)
        or any(relation.kind in _OTHER_NUMBERS for relation in record.relations)
        or any(_NO_CONVERSION.fullmatch(cell.strip()) for cell in cells)
    )


def _is_converted(cells: Collection[str], title: str) -> bool:
    """Whether the row is a conversion; a title that does more than that leaves it to the cells."""
    by_title = _TO_RECOMMENDED.search(title) is not None
    if by_title and not _OTHERWISE.search(title):
        return True
    return any(
        _TO_RECOMMENDED.search(cell) or (by_title and cell.strip() == "转化") for cell in cells
    )
