import datetime as dt
import hashlib
import re

import msgspec
import pytest

from biaozhun.core.reference import (
    PublishedTotal,
    TableError,
    names,
    parse_table,
    published_totals,
    table,
)
from biaozhun.core.reference.verification import verify_all

BODY = b"code,valid_from,valid_to\nA,,2018-03-16\nB,2018-03-17,\nC,,\n"
SIDECAR = f"""
title = "A table"
source = "a test"
licence = "facts"
retrieved = "2026-11-22"
rows = 3
sha256 = "{hashlib.sha256(BODY).hexdigest()}"
""".encode()


def test_every_shipped_table_is_what_its_sidecar_says() -> None:
    """Row count, checksum and line ends of all tables agree with their provenance."""
    assert verify_all() == ()


def test_every_shipped_table_names_source_and_licence() -> None:
    """No table of facts is without a source and a licence."""
    lacking = [
        name
        for name in names()
        if not all((table(name).provenance.source, table(name).provenance.licence))
    ]
    assert lacking == []


def test_every_shipped_table_says_on_which_day_it_was_read() -> None:
    """A whole day, or several; a year alone cannot be compared with what changed since."""
    day = re.compile(r"\d{4}-\d{2}-\d{2}")
    read = {name: table(name).provenance.retrieved for name in names()}
    by_year = [
        name
        for name, days in read.items()
        if not day.search(days) or re.search(r"\b\d{4}\b", day.sub("", days))
    ]
    assert by_year == []


def test_rows_hold_from_their_first_to_their_last_day() -> None:
    """Both ends of a validity belong to it, and an empty end is open."""
    made = parse_table("made", BODY, SIDECAR)
    before = [row["code"] for row in made.as_of(dt.date(2018, 3, 16))]
    after = [row["code"] for row in made.as_of(dt.date(2018, 3, 17))]
    assert (before, after) == (["A", "C"], ["B", "C"])
    assert len(made) == 3


def test_a_table_that_is_not_there_is_refused() -> None:
    """An unknown name says which and where to look."""
    with pytest.raises(TableError) as refused:
        table("no_such_table")
    assert refused.value.code == "reference_table_missing"
    assert refused.value.fragment == "no_such_table"


@pytest.mark.parametrize(
    ("body", "sidecar", "code"),
    [
        (b"code,name\nA\n", SIDECAR, "reference_row_faulty"),
        (BODY, b'title = "no more"', "reference_table_faulty"),
        (BODY, SIDECAR + b'colour = "red"\n', "reference_table_faulty"),
        (BODY, b"not toml", "reference_table_faulty"),
        (b"\xff\xfe", SIDECAR, "reference_table_faulty"),
        (b"", SIDECAR, "reference_table_faulty"),
    ],
)
def test_a_faulty_table_is_refused(body: bytes, sidecar: bytes, code: str) -> None:
    """A ragged row, a sidecar that lacks or invents a field, wrong encoding and emptiness."""
    with pytest.raises(TableError) as refused:
        parse_table("made", body, sidecar)
    assert refused.value.code == code


def test_rows_become_structs_or_are_refused() -> None:
    """A row that does not fit the type names table and column."""

    class Held(msgspec.Struct, frozen=True):
        code: str
        valid_from: dt.date | None = None
        valid_to: dt.date | None = None

    class Counted(msgspec.Struct, frozen=True):
        code: int

    made = parse_table("made", BODY, SIDECAR)
    assert made.typed(Held)[1] == Held(code="B", valid_from=dt.date(2018, 3, 17))
    with pytest.raises(TableError) as refused:
        made.typed(Counted)
    assert refused.value.code == "reference_row_faulty"


def test_published_totals_are_dated_and_sourced() -> None:
    """National standards at the end of 2023 are the sum of their three natures, as published."""
    found = {(row.scope, row.as_of.year): row for row in published_totals()}
    parts = [found[scope, 2023].total for scope in ("GB", "GB/T", "GB/Z")]
    assert sum(parts) == found["national", 2023].total == 44_499
    assert (found["ISO", 2024].operator, found["ISO", 2024].total) == (">", 25_000)
    assert all(isinstance(row, PublishedTotal) and row.source for row in published_totals())
    assert [row.as_of for row in published_totals() if row.scope == "local"] == [
        dt.date(2023, 12, 31),
        dt.date(2025, 2, 28),
    ]
