"""Choosing the importer by the content of the input."""

from pathlib import Path

from biaozhun.cloud.catalogue.importers.json_lines import open_json
from biaozhun.cloud.catalogue.importers.rows import Importer
from biaozhun.core.bibliography.mapping import Mapping

FORMATS = ("json",)


def open_importer(
    path: Path, *, mapping: Mapping | None = None, format: str | None = None
) -> Importer:
    """The importer for a file."""
    return open_json(path, mapping)
