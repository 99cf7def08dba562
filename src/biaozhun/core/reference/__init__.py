"""Typed access to the published tables, as of a date."""

from biaozhun.core.reference.published import PublishedTotal, published_totals
from biaozhun.core.reference.reading_places import Offer, ReadingPlace, reading_places
from biaozhun.core.reference.table import (
    Provenance,
    Row,
    Table,
    TableError,
    names,
    parse_table,
    table,
)

__all__ = [
    "Offer",
    "Provenance",
    "PublishedTotal",
    "ReadingPlace",
    "Row",
    "Table",
    "TableError",
    "names",
    "parse_table",
    "published_totals",
    "reading_places",
    "table",
]
