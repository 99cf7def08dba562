"""ISO Open Data: the table of deliverables, as JSON Lines or CSV.

Relations name the other deliverable by the table's own key, so a first pass over the file collects
``id`` and ``reference`` of every row (some 80 000 short texts). ISO states no entry into force:
publication counts as the start. The tables of committees and of ICS list no standards and are
refused by name.
"""

import re
from collections.abc import Iterable, Iterator

from biaozhun.cloud.catalogue.importers.mapped import MappedImporter, RowSource, SourceRow
from biaozhun.cloud.catalogue.importers.rows import ImportFormatError
from biaozhun.core.bibliography.mapping import Mapping
from biaozhun.documents.streams import BytesRead

_NESTED = frozenset({"title", "scope", "pages"})
_RELATIONS = frozenset({"replaces", "replacedBy"})
_KEY = re.compile(r"\d+")
_STAGE = re.compile(r"(\d{2})(\d{2})")
_RIGHT_FILE = "give iso_deliverables_metadata.jsonl or .csv of ISO Open Data, which lists standards"
_TAG = re.compile(r"<[^<>]{0,200}>")


def refuse_other_tables(keys: Iterable[str]) -> None:
    """Refuse ISO's tables that hold no standards.

    Raises:
        ImportFormatError: the keys are those of the committees or of the ICS.
    """
    present = set(keys)
    if present >= {"secretariat", "reference"} and "deliverableType" not in present:
        raise ImportFormatError(
            "This is ISO's table of technical committees; it lists no standards",
            code="not_standards",
            hint=_RIGHT_FILE,
        )
    if present >= {"identifier", "parent"} and "deliverableType" not in present:
        raise ImportFormatError(
            "This is ISO's table of the ICS; it lists no standards",
            code="not_standards",
            hint="the platform ships the ICS; " + _RIGHT_FILE,
        )


def open_deliverables(
    source: RowSource, mapping: Mapping, consumed: BytesRead | None = None
) -> MappedImporter:
    """An importer of deliverables from rows of JSON or CSV."""
    references: dict[str, str] = {}

    def rows(start: int) -> Iterator[SourceRow]:
        if not references:
            references.update(_references(source))
        for row in source(start):
            if row.cells is None:
                yield row
            else:
                cells = list(_flat(row.cells, references))
                yield SourceRow(row.raw, cells, findings=row.findings)

    return MappedImporter(rows, mapping, consumed=consumed)


def _references(source: RowSource) -> Iterator[tuple[str, str]]:
    for row in source(0):
        cells = dict(row.cells or ())
        key, reference = cells.get("id"), cells.get("reference")
        if key and isinstance(reference, str):
            yield str(key), reference


def _flat(
    cells: Iterable[tuple[str, object]], references: dict[str, str]
) -> Iterator[tuple[str, object]]:
    for column, value in cells:
        if column in _NESTED and isinstance(value, dict):
            for language, text in value.items():
                yield f"{column}.{language}", _without_tags(text)
        elif column in _RELATIONS:
            keys = _KEY.findall(str(value)) if value else []
            yield column, [references.get(key, f"id {key}") for key in keys]
        elif column == "currentStage":
            yield column, _STAGE.sub(r"\1.\2", str(value or ""))
        elif column == "icsCode" and isinstance(value, str):
            yield column, value.strip("[]").replace('"', "").replace("'", "")
        else:
            yield column, _without_tags(value) if column.startswith("scope") else value


def _without_tags(value: object) -> object:
    return _TAG.sub(" ", value) if isinstance(value, str) and "<" in value else value
