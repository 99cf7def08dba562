"""A record of the public catalogue as bulk files give it; the shape is stable.

A field is added at the end and never changes its meaning; :data:`SCHEMA` grows where one must.
"""

import datetime as dt

import msgspec
import pyarrow as pa

SCHEMA = "biaozhun-bulk-1"


class BulkRelation(msgspec.Struct, frozen=True, kw_only=True):
    """A relation; ``kind`` is read as *this* KIND *number*, turned round where ``inverse``."""

    kind: str
    inverse: bool
    number: str
    extent: str
    degree: str
    date: str
    basis: str


class BulkSource(msgspec.Struct, frozen=True, kw_only=True):
    """A source that speaks of the edition, and from when to when it was seen to."""

    source: str
    licence: str
    first_seen: str
    last_seen: str


class BulkRow(msgspec.Struct, frozen=True, kw_only=True):
    """An edition. Dates are ISO text, empty where nothing is known."""

    number: str
    slug: str
    standard: str
    kind: str
    family: str
    nature: str
    region: str
    year: int | None
    title_zh: str
    title_en: str
    title_fr: str
    issuing_body: str
    sector_department: str
    proposing_body: str
    jurisdiction_body: str
    committee: str
    drafting_units: list[str]
    ics: list[str]
    ccs: list[str]
    industry: list[str]
    published: str
    in_force: str
    withdrawn: str
    reviewed: str
    status: str
    as_of: str
    stage: str
    doctype: str
    edition: str
    language: str
    keywords: list[str]
    tags: list[str]
    relations: list[BulkRelation]
    summary: str
    licence: str
    sources: list[BulkSource]


def day(value: dt.date | None) -> str:
    """A date as the files write it."""
    return value.isoformat() if value else ""


_TEXT, _TEXTS = pa.string(), pa.list_(pa.string())
_LISTS = frozenset({"drafting_units", "ics", "ccs", "industry", "keywords", "tags"})


def arrow_schema() -> pa.Schema:
    """The same fields as columns of Parquet."""
    special: dict[str, pa.DataType] = {
        "year": pa.int16(),
        "relations": pa.list_(_struct(BulkRelation)),
        "sources": pa.list_(_struct(BulkSource)),
    } | dict.fromkeys(_LISTS, _TEXTS)
    fields = [pa.field(name, special.get(name, _TEXT)) for name in BulkRow.__struct_fields__]
    return pa.schema(fields, metadata={"schema": SCHEMA})


def _struct(shape: type[msgspec.Struct]) -> pa.DataType:
    types = {"inverse": pa.bool_()}
    return pa.struct([(name, types.get(name, _TEXT)) for name in shape.__struct_fields__])
