"""Importers: files of many formats become rows with positions, records and findings.

The format is chosen by content, never by name only. Nothing here writes; the actions of the
catalogue store what the rows state.
"""

from biaozhun.cloud.catalogue.importers.choose import FORMATS, open_importer
from biaozhun.cloud.catalogue.importers.rows import (
    AnnouncementHead,
    AnnouncementKind,
    Importer,
    ImportFormatError,
    Row,
    RowError,
)

__all__ = [
    "FORMATS",
    "AnnouncementHead",
    "AnnouncementKind",
    "ImportFormatError",
    "Importer",
    "Row",
    "RowError",
    "open_importer",
]
