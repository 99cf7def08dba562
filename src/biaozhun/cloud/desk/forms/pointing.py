"""The form in which somebody points out what the columns of a table are."""

from collections.abc import Mapping as Kept
from typing import Final

import msgspec
from django.http import QueryDict

from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.importers.looking import Table
from biaozhun.core.bibliography.fields import READERS
from biaozhun.core.bibliography.mapping import Mapping, TableLayout

IGNORED: Final = "ignored"
CONSTANTS: Final = 3  # values for all rows that the page has room for
STATUSES: Final = 4  # words for a status that the page has room for
LONGEST: Final = 200  # characters of a value
LISTS: Final = frozenset(
    {"drafting_units", "drafters", "ics", "ccs", "industry", "keywords", "tags"}
)
_REASON = "指明为不采用"  # data of a mapping file, not a sentence of the page


class Pointed(msgspec.Struct, frozen=True, kw_only=True):
    """What the form says.

    Attributes:
        name: under which the mapping is kept.
        fields: per column its field, ``ignored``, or nothing.
        separators: per column what stands between the values of one cell.
        date_format: how dates are written, where not in a usual way.
        constants: field and value for all rows.
        statuses: printed word and status.
    """

    name: str
    fields: list[str]
    separators: list[str]
    date_format: str
    constants: list[tuple[str, str]]
    statuses: list[tuple[str, str]]


def layout_asked(query: QueryDict) -> TableLayout:
    """Where the table lies, as the address or the form says.

    Raises:
        MappingError: an encoding or a delimiter that does not exist.
    """
    row = query.get("header_row", "")
    delimiter = query.get("delimiter", "")
    return TableLayout(
        encoding=clean(query.get("encoding", ""))[:40],
        delimiter="\t" if delimiter == "tab" else delimiter.replace("\0", ""),
        header_row=min(int(row[:5]), 1000) if row.isascii() and row.isdecimal() else 0,
        sheet=query.get("sheet", "").replace("\0", "")[:100],
    )


def pointed(data: QueryDict, table: Table) -> Pointed:
    """What was filled in."""
    columns = range(len(table.columns))
    return Pointed(
        name=_value(data, "name"),
        fields=[_value(data, f"field-{place}") for place in columns],
        separators=[_raw(data, f"separator-{place}")[:5] for place in columns],
        date_format=_value(data, "date_format"),
        constants=_pairs(data, "constant", CONSTANTS),
        statuses=_pairs(data, "status", STATUSES),
    )


def _raw(data: QueryDict, name: str) -> str:
    return data.get(name, "").replace("\0", "").encode("utf-8", "ignore").decode()


def _value(data: QueryDict, name: str) -> str:
    return clean(data.get(name, ""))[:LONGEST]


def _pairs(data: QueryDict, name: str, count: int) -> list[tuple[str, str]]:
    return [
        (_value(data, f"{name}-{place}"), _value(data, f"{name}-value-{place}"))
        for place in range(count)
    ]


def proposed(table: Table, name: str) -> Pointed:
    """What the header words and the contents speak for."""
    return Pointed(
        name=name,
        fields=[column.proposed for column in table.columns],
        separators=["" for _ in table.columns],
        date_format="",
        constants=[("", "")] * CONSTANTS,
        statuses=[("", "")] * STATUSES,
    )


def from_mapping(table: Table, mapping: Mapping) -> Pointed:
    """What a mapping says of these columns."""
    names = [column.name for column in table.columns]
    fields = [
        mapping.columns.get(name, IGNORED if name in mapping.ignored else "") for name in names
    ]
    constants = [(field, str(value)) for field, value in mapping.constants.items()]
    statuses = list(mapping.statuses.items())
    return Pointed(
        name=mapping.name,
        fields=fields,
        separators=[mapping.separators.get(field, "") for field in fields],
        date_format=", ".join(mapping.date_formats),
        constants=_filled(constants, CONSTANTS),
        statuses=_filled(statuses, STATUSES),
    )


def _filled(pairs: list[tuple[str, str]], count: int) -> list[tuple[str, str]]:
    return pairs[:count] + [("", "")] * (count - len(pairs))


def mapping_of(form: Pointed, table: Table, *, title: str, is_json: bool) -> Mapping:
    """The mapping the form describes.

    Raises:
        MappingError: it cannot be followed; its code says why.
    """
    named = list(zip([column.name for column in table.columns], form.fields, strict=True))
    taken = {name: field for name, field in named if field and field != IGNORED}
    separators = {
        field: separator
        for field, separator in zip(form.fields, form.separators, strict=True)
        if separator and field in READERS
    }
    return Mapping(
        name=form.name,
        title=title,
        columns=taken,
        ignored={name: _REASON for name, field in named if field == IGNORED},
        constants={
            field: _constant(field, value) for field, value in form.constants if field and value
        },
        separators=separators,
        date_formats=tuple(part for text in form.date_format.split(",") if (part := text.strip())),
        statuses={word: status for word, status in form.statuses if word and status},
        table=TableLayout() if is_json else table.layout,
    )


def _constant(field: str, value: str) -> str | list[str]:
    return [part.strip() for part in value.split(";")] if field in LISTS and ";" in value else value


def words_of(fields: Kept[str, object]) -> list[tuple[str, object]]:
    """The fields a column can be, in the order of the record."""
    return [(name, fields[name]) for name in READERS if name in fields]
