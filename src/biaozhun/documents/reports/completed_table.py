"""Columns added to a text table (CSV, TSV); every line stays what it was, and goes on.

The file is cut into lines by its bytes and no line is written anew: encoding, quotes, delimiter,
line ends and bytes that make no sense are those of the file.
"""

import csv
import re
from collections.abc import Iterator
from typing import Final

import msgspec

from biaozhun.documents.delimited import MAX_ROW_CHARACTERS, find_delimiter
from biaozhun.documents.encodings import detect_encoding
from biaozhun.documents.formulas import guarded
from biaozhun.documents.reports.rows import one_line
from biaozhun.documents.reports.sheet_columns import AddedColumns

_SAMPLE: Final = 64 * 1024
_LINE: Final = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_WIDE_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_ENDS: Final = "\r\n"
_LITTLE_MARK: Final = b"\xff\xfe"


class _Record(msgspec.Struct, frozen=True):
    """A row of the table: its lines in the file, and its cells."""

    first: int
    lines: tuple[bytes, ...]
    cells: tuple[str, ...]


def completed_table(original: bytes, added: bytes) -> bytes:
    """A text table with columns added; lines above its heading and blank ones stay as they are.

    Args:
        original: the file.
        added: :class:`AddedColumns` in MessagePack.

    Raises:
        DocumentError: ``binary_file``, ``wrong_encoding``.
    """
    columns = msgspec.msgpack.decode(added, type=AddedColumns)
    encoding = _encoding(original)
    lines = _lines(original, encoding)
    sample = original[:_SAMPLE].decode(encoding, "replace").lstrip("\ufeff")
    delimiter = find_delimiter(sample)
    records = _records(lines, encoding, delimiter)
    first = min(columns.rows, default=0)
    head = max((one.first for one in records if one.cells and _last(one) < first), default=first)
    table = [one for one in records if one.first >= head and one.cells]
    width = max((len(one.cells) for one in table), default=0)
    quoted = bool(table) and _is_quoted(table[0], encoding)
    content = b"".join(lines[: head - 1] if head else lines)
    for one in records:
        if one.first < head or not head:
            continue
        texts: tuple[str, ...] = ("",) * len(columns.heads)
        if one.first == head < first:
            texts = columns.heads
        for line in range(one.first, _last(one) + 1):
            texts = columns.rows.get(line, texts)
        more = _joined(texts, delimiter, quoted=quoted)
        padding = delimiter * (width - len(one.cells) + 1)
        content += _extended(one, padding + more, encoding) if one.cells else b"".join(one.lines)
    return content


def _encoding(original: bytes) -> str:
    """The encoding by which the lines are read, without the mark at their start."""
    name = detect_encoding(original[:_SAMPLE])
    if name == "utf-16":
        return "utf-16-le" if original.startswith(_LITTLE_MARK) else "utf-16-be"
    if name.startswith("utf-8"):
        try:
            original.decode("utf-8")
        except UnicodeDecodeError:
            return "gb18030" if _decodes(original, "gb18030") else "utf-8"
        return "utf-8"
    return name


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _lines(original: bytes, encoding: str) -> list[bytes]:
    """The lines with their ends. No character of UTF-8 or GB18030 has the byte of one in it."""
    if not encoding.startswith("utf-16"):
        return _LINE.findall(original)
    text = original.decode(encoding, "surrogatepass")
    return [line.encode(encoding, "surrogatepass") for line in _WIDE_LINE.findall(text)]


def _records(lines: list[bytes], encoding: str, delimiter: str) -> list[_Record]:
    """The rows of the table; where a quote is never closed, each line is one."""
    texts = [line.decode(encoding, "replace").lstrip("\ufeff") for line in lines]
    csv.field_size_limit(MAX_ROW_CHARACTERS)
    reader = csv.reader([*texts, _PROBE], delimiter=delimiter)
    records = []
    before = 0
    try:
        for cells in reader:
            end = min(reader.line_num, len(lines))
            records.append(_record(lines, before, end, cells))
            before = reader.line_num
    except csv.Error:
        return list(_line_by_line(lines, texts, delimiter))
    if reader.line_num != len(lines) + 1 or records.pop().lines:  # a quote took in the probe
        return list(_line_by_line(lines, texts, delimiter))
    return records


_PROBE: Final = "x"


def _line_by_line(lines: list[bytes], texts: list[str], delimiter: str) -> Iterator[_Record]:
    for place, text in enumerate(texts):
        cells = text.rstrip(_ENDS).split(delimiter)
        yield _record(lines, place, place + 1, cells)


def _record(lines: list[bytes], start: int, end: int, cells: list[str]) -> _Record:
    filled = tuple(cells) if any(cell.strip() for cell in cells) else ()
    return _Record(start + 1, tuple(lines[start:end]), filled)


def _last(record: _Record) -> int:
    return record.first + len(record.lines) - 1


def _is_quoted(record: _Record, encoding: str) -> bool:
    """Whether the file puts every cell in quotes, as its first row shows."""
    text = b"".join(record.lines).decode(encoding, "replace").strip("\ufeff\r\n")
    return text.startswith('"') and text.count('"') >= 2 * len(record.cells)


def _joined(texts: tuple[str, ...], delimiter: str, *, quoted: bool) -> str:
    return delimiter.join(_cell(text, delimiter, quoted=quoted) for text in texts)


def _cell(text: str, delimiter: str, *, quoted: bool) -> str:
    plain = guarded(one_line(text))
    if quoted or delimiter in plain or '"' in plain:
        doubled = plain.replace('"', '""')
        return f'"{doubled}"'
    return plain


def _extended(record: _Record, more: str, encoding: str) -> bytes:
    """The lines of a row with more before their end."""
    whole = b"".join(record.lines)
    ends = tuple(end.encode(encoding) for end in ("\r\n", "\n", "\r"))
    end = next((one for one in ends if whole.endswith(one)), b"")
    return whole[: len(whole) - len(end)] + more.encode(encoding) + end
