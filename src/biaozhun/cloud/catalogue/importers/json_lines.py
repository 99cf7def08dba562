"""JSON Lines and JSON arrays, plain or gzipped, in a vocabulary that is recognised by its keys.

An array may lie in an object, as interfaces give it (``{"total": 2, "data": [{…}, {…}]}``): it is
read where it is the only list of objects and the object itself is no row.
"""

import itertools
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from biaozhun.cloud.catalogue.importers import iso_open_data
from biaozhun.cloud.catalogue.importers.mapped import MappedImporter, SourceRow
from biaozhun.cloud.catalogue.importers.rows import ImportFormatError, RowError
from biaozhun.core.bibliography.mapping import Mapping, recognise
from biaozhun.core.bibliography.reading import FRAGMENT_LENGTH, MAX_FINDINGS, column_name
from biaozhun.core.bibliography.record import Finding
from biaozhun.core.bibliography.values import excerpt, storable
from biaozhun.documents.encodings import as_utf8, detect_encoding
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.json_stream import Element, array_elements, outer_keys, wrapped_elements
from biaozhun.documents.streams import (
    MAX_LINE_BYTES,
    BytesRead,
    LongLine,
    bounded_lines,
    open_bytes,
    sample,
)

ROWS_TO_RECOGNISE = 200  # empty fields are left out, so one row does not show every key

_decode = msgspec.json.Decoder(dict[str, object]).decode
_TOO_LONG = RowError(
    code="line_too_long", message=f"The line is longer than {MAX_LINE_BYTES} bytes and was skipped"
)


def open_json(path: Path, mapping: Mapping | None = None) -> MappedImporter:
    """An importer for a JSON file.

    Raises:
        ImportFormatError: the keys belong to no known vocabulary and no mapping is given.
    """
    source = JsonSource(path, mapping)
    mapping = mapping or recognised(source)
    if mapping.name == "iso_open_data":
        return iso_open_data.open_deliverables(source.rows, mapping, source.consumed)
    return MappedImporter(source.rows, mapping, consumed=source.consumed)


def recognised(source: "JsonSource") -> Mapping:
    """The vocabulary of the first rows.

    Raises:
        ImportFormatError: no row can be read, or the keys belong to no known vocabulary.
    """
    keys: dict[str, None] = {}
    faults: list[RowError] = []
    for row in itertools.islice(source.rows(0), ROWS_TO_RECOGNISE):
        keys.update(dict.fromkeys(key for key, _ in row.cells or ()))
        if row.cells is None:
            faults.append(row.error)
    if not keys and faults:
        raise ImportFormatError(
            f"No row can be read as JSON: {faults[0].message}",
            code=faults[0].code,
            fragment=faults[0].fragment,
        )
    iso_open_data.refuse_other_tables(keys)
    mapping = recognise(keys, name="json", title="JSON with recognised field names")
    if mapping is None:
        raise ImportFormatError(
            "The keys belong to no known vocabulary",
            code="unknown_vocabulary",
            fragment=", ".join(keys)[:200],
            hint="describe the source in a mapping file",
        )
    return mapping


class JsonSource:
    """Rows of a JSON file: one object a line, or one array of objects, in an object or not.

    Raises:
        ImportFormatError: an object holds several lists of objects (``several_lists``).
    """

    def __init__(self, path: Path, mapping: Mapping | None = None) -> None:
        self._path = path
        self.consumed = BytesRead()
        start = sample(path)
        self._encoding = detect_encoding(start)
        text = start.decode(self._encoding, "ignore").lstrip()
        self._is_array = text[:1] == "["
        self._key = "" if self._is_array else self._wrapping_key(mapping)

    def _wrapping_key(self, mapping: Mapping | None) -> str:
        """The key under which the rows lie; empty where every line is a row."""
        with open_bytes(self._path) as stream:
            try:
                keys = outer_keys(as_utf8(stream, self._encoding))
            except (EOFError, OSError, zlib.error):  # broken compression is told by the rows
                return ""
        lists = [key for key, holds_objects in keys.items() if holds_objects]
        is_row = mapping.reads(keys) if mapping else recognise(keys, name="json", title="")
        if not lists or is_row:
            return ""
        if len(lists) == 1:
            return lists[0]
        raise ImportFormatError(
            "The object holds several lists of objects; which are the standards is not clear",
            code="several_lists",
            fragment=", ".join(lists)[:200],
            hint="write the list of standards alone into a file",
        )

    def rows(self, start: int) -> Iterator[SourceRow]:
        """The rows behind the first ``start``; a file that breaks off ends in an error row."""
        with open_bytes(self._path, self.consumed) as stream:
            text = as_utf8(stream, self._encoding)
            if self._is_array or self._key:
                found = wrapped_elements(text, self._key) if self._key else array_elements(text)
                yield from _until_broken(itertools.islice(_array_rows(found), start, None))
            else:
                lines = itertools.islice(_json_lines(text), start, None)
                yield from _until_broken(map(_line_row, lines))


def _until_broken(rows: Iterator[SourceRow]) -> Iterator[SourceRow]:
    try:
        yield from rows
    except DocumentError as error:
        fault = RowError(code=error.code, message=error.message, fragment=error.fragment)
        yield SourceRow(error.fragment, None, fault)


def _json_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines that are not blank; a lone carriage return ends a line too (old Macintosh files)."""
    for line in bounded_lines(stream):
        if isinstance(line, LongLine):
            yield line
            continue
        text = line.strip()
        if b"\r" in text:  # never inside a JSON string, where it must be written \\r
            yield from (part for part in (raw.strip() for raw in text.split(b"\r")) if part)
        elif text:
            yield text


def _line_row(line: bytes) -> SourceRow:
    if isinstance(line, LongLine):
        return SourceRow(bytes(line), None, _TOO_LONG)
    try:
        return _object_row(line, _decode(line))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        leniently = _with_halves(line)
        if leniently is not None:
            return _object_row(line, leniently)
        return SourceRow(line, None, _json_fault(line, str(error)))
    except RecursionError:
        return SourceRow(
            line, None, RowError(code="nested_too_deep", message="The JSON is nested too deep")
        )


def _object_row(text: bytes | str, value: dict[str, object]) -> SourceRow:
    """The row of an object; a key is the name of a column, so it is one a database takes."""
    row = _columns_row(text, value)
    escaped = b"\\u" in text if isinstance(text, bytes) else "\\u" in text
    if row.cells is None or not escaped:
        return row
    return msgspec.structs.replace(row, cells=[(storable(key), cell) for key, cell in row.cells])


def _columns_row(text: bytes | str, value: dict[str, object]) -> SourceRow:
    """The row of an object; a key that stands in it twice is two columns of the row."""
    # Each key ends in this mark; a text in the object may hold it too.
    marks = text.count(b'":') if isinstance(text, bytes) else text.count('":')
    if marks == len(value):  # the usual case, at little cost
        return SourceRow(text, value.items())
    return _counted_row(text, value, marks)


def _counted_row(text: bytes | str, value: dict[str, object], marks: int) -> SourceRow:
    found = _Keys()
    try:
        if marks == _keys(value):
            return SourceRow(text, value.items())
        json.loads(text, object_pairs_hook=found.take)
    except (ValueError, RecursionError):  # read once already: only its keys stay uncounted
        return SourceRow(text, value.items())
    return SourceRow(text, found.last, findings=found.within())


def _keys(value: object) -> int:
    """How many keys a value has, with those of the objects inside it."""
    if isinstance(value, dict):
        return len(value) + sum(_keys(inner) for inner in value.values())
    return sum(_keys(inner) for inner in value) if isinstance(value, list) else 0


class _Keys:
    """The keys of an object as they stand, innermost objects first; a key may come twice.

    Attributes:
        last: keys and values of the object that ended last: of the outermost one in the end.
    """

    def __init__(self) -> None:
        self.last: list[tuple[str, object]] = []
        self._twice: list[Finding] = []
        self._before = 0  # findings of the objects inside the last

    def take(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        """Note the keys of an object that come again with another value; the first counts."""
        self.last, self._before = pairs, len(self._twice)
        values: dict[str, object] = {}
        for key, value in pairs:
            if values.setdefault(key, value) != value:
                self._twice.append(_second_value(key, value))
        return values

    def within(self) -> tuple[Finding, ...]:
        """Keys that come twice in objects inside; those of the outermost are read as columns."""
        return tuple(self._twice[: self._before][:MAX_FINDINGS])


def _second_value(key: str, value: object) -> Finding:
    return Finding(
        code="second_value",
        field=column_name(key),
        fragment=storable(excerpt(value)[:FRAGMENT_LENGTH]),
        message="The key stands twice in one object; the first counts",
    )


def _with_halves(line: bytes) -> dict[str, object] | None:
    """A line that escapes a lone half of a surrogate pair, which the fast reader refuses.

    The half is taken out and reported where its field is read, as in an array.
    """
    if b"\\ud" not in line.lower():
        return None
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _json_fault(line: bytes, message: str) -> RowError:
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        return RowError(
            code="wrong_encoding",
            message=f"Byte {error.start} of the line is not UTF-8",
            fragment=line[error.start : error.start + 8].hex(" "),
        )
    is_sound = _is_json(line)
    return RowError(
        code="not_an_object" if is_sound else "broken_json",
        message="The line is JSON but no object" if is_sound else f"The JSON is broken: {message}",
        fragment=text[:120],
    )


def _is_json(line: bytes) -> bool:
    try:
        msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def _array_rows(elements: Iterator[Element]) -> Iterator[SourceRow]:
    for element in elements:
        if isinstance(element.value, dict):
            yield _object_row(element.text, element.value)
        else:
            yield SourceRow(
                element.text,
                None,
                RowError(
                    code="not_an_object",
                    message="An element of the array is not an object",
                    fragment=element.text[:120],
                ),
            )
