"""Finding the header of a table, and its data rows in source form."""

import itertools
import json
from collections.abc import Iterable, Sequence

import msgspec

from biaozhun.cloud.catalogue.importers import iso_open_data
from biaozhun.cloud.catalogue.importers.mapped import SourceRow
from biaozhun.cloud.catalogue.importers.rows import ImportFormatError, RowError
from biaozhun.core.bibliography.mapping import REASON_COLUMNS, Mapping, recognise
from biaozhun.core.bibliography.reading import FRAGMENT_LENGTH, column_name
from biaozhun.core.bibliography.record import Finding
from biaozhun.core.bibliography.values import clean, plain, storable
from biaozhun.documents.delimited import Unquoted
from biaozhun.documents.formulas import unguarded

HEADER_WITHIN = 40  # rows above the header: heads of announcements, notes
Cells = Sequence[object]


class Header(msgspec.Struct, frozen=True):
    """Where the header of a table is, its column names and what they mean."""

    index: int  # 0-based row of the header
    names: tuple[str, ...]
    mapping: Mapping


def number_hint(encoding: str) -> str:
    """What to do where no column is the number.

    Args:
        encoding: what a text was read in, where another one may give such words too.
    """
    advice = "name a column 标准编号 or describe the table in a mapping file"
    if encoding.startswith("utf-8"):
        return advice
    return (
        f"it was read as {encoding.upper()}: if the words are garbled, save it in UTF-8; {advice}"
    )


def column_names(cells: Iterable[object]) -> tuple[str, ...]:
    """Names of columns: cleaned, unique, never empty."""
    names: dict[str, None] = {}
    texts = [clean(plain(cell) or "").text for cell in cells]
    if _is_ours(texts):
        texts = _as_written(texts)
    for position, text in enumerate(texts, start=1):
        name = text or f"column {position}"
        names[name if name not in names else f"{name} ({position})"] = None
    return tuple(names)


def _is_ours(names: Sequence[str]) -> bool:
    """Whether the table is one of rejected rows that the platform wrote."""
    return REASON_COLUMNS[0] in names


def _as_written(texts: Iterable[str]) -> list[str]:
    """Cells of such a table without what keeps spreadsheets from running them."""
    return [unguarded(text) for text in texts]


def find_header(rows: Iterable[Cells], mapping: Mapping | None = None) -> Header | None:
    """The first row that names the columns; ``None`` where no row does.

    Raises:
        ImportFormatError: columns of the operator's mapping are missing.
    """
    if mapping is not None:
        return _mapped_header(rows, mapping)
    for index, cells in enumerate(itertools.islice(rows, HEADER_WITHIN)):
        names = column_names(cells)
        iso_open_data.refuse_other_tables(names)
        found = recognise(names, name="table", title="Table with recognised column names")
        if found is not None and found.reads(names) > 1:  # one word may stand in any note
            return Header(index, names, found)
    return None


def _mapped_header(rows: Iterable[Cells], mapping: Mapping) -> Header:
    wanted = set(mapping.columns)
    given = mapping.table.header_row
    best: tuple[int, int, tuple[str, ...]] | None = None
    for index, cells in enumerate(itertools.islice(rows, max(HEADER_WITHIN, given))):
        names = column_names(cells)
        hits = len(wanted & set(names))
        if (given == index + 1) or (not given and (best is None or hits > best[0])):
            best = (hits, index, names)
    missing = sorted(wanted - set(best[2] if best else ()))
    if best is None or missing:
        raise ImportFormatError(
            "Columns of the mapping are not in the table",
            code="column_missing",
            fragment=", ".join(missing),
            hint="the table has: " + ", ".join(best[2] if best else ()),
        )
    return Header(best[1], best[2], mapping)


def table_row(names: tuple[str, ...], cells: Cells) -> SourceRow:
    """One data row. Its source form is JSON of header and cell text; empty cells are left out."""
    texts = [text if (text := plain(cell)) is not None else str(cell) for cell in cells]
    if _is_ours(names):
        texts = _as_written(texts)
    while texts and not texts[-1].strip():
        texts.pop()
    named = dict(zip(names, texts, strict=False))
    named |= {f"column {n + 1}": texts[n] for n in range(len(names), len(texts))}
    filled = {name: text for name, text in named.items() if text}
    try:
        raw = msgspec.json.encode(filled)
    except UnicodeEncodeError:
        fault = RowError(code="wrong_encoding", message="Bytes of the row do not decode")
        escaped = json.dumps(filled, ensure_ascii=False).encode(errors="backslashreplace")
        return SourceRow(escaped, None, fault)
    if len(texts) > len(names):
        fault = RowError(
            code="too_many_cells",
            message=f"The row has {len(texts)} cells, the header {len(names)}",
            fragment=texts[len(names)][:100],
        )
        return SourceRow(raw, None, fault)
    findings = (_unclosed(names, cells),) if isinstance(cells, Unquoted) else ()
    return SourceRow(raw, list(filled.items()), findings=findings)


def _unclosed(names: tuple[str, ...], cells: Unquoted) -> Finding:
    """That a cell opens a quote which nothing closes; an open quote takes in the rows behind it."""
    return Finding(
        code="unclosed_quote",
        field=column_name(names[min(cells.opened, len(names) - 1)]),
        fragment=storable(cells[cells.opened].strip()[:FRAGMENT_LENGTH]),
        message="The quote is not closed on its line; the line was read without it",
    )
