"""Typed access to the published tables, as of a date."""

from biaozhun.core.reference.published import PublishedTotal, published_totals
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
    "Provenance",
    "PublishedTotal",
    "Row",
    "Table",
    "TableError",
    "names",
    "parse_table",
    "published_totals",
    "table",
]
