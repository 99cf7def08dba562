"""The tables of facts behind the grammar, read once from the package's data files."""

import csv
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from biaozhun.core.number.families import Family, Nature


class Prefix(NamedTuple):
    """One row of ``number_prefix.csv``: a Chinese prefix and what may follow it."""

    prefix: str
    family: Family
    forms: str  # marks the prefix takes: "-" none, "T", "Z"
    bare: Nature | None  # what the unmarked form says
    letters: bool  # the serial may open with letters (JTG B01)
    undated: bool  # may stand without a year; False where the letters are too common
    region: str


class Body(NamedTuple):
    """One row of ``number_body.csv``: an international or foreign body."""

    code: str
    family: Family
    year: str  # sign before the year: ":" or "-"
    short_year: bool  # a two-digit year is usual (ASTM A536-84)
    undated: bool
    name: str


def _rows(name: str) -> Iterator[dict[str, str]]:
    source = files("biaozhun.core.data").joinpath(f"number_{name}.csv")
    with source.open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _prefix(row: dict[str, str]) -> Prefix:
    return Prefix(
        prefix=row["prefix"],
        family=Family(row["family"]),
        forms=row["forms"],
        bare=Nature(row["bare"]) if row["bare"] else None,
        letters=row["letters"] == "yes",
        undated=row["undated"] == "yes",
        region=row["region"],
    )


def _body(row: dict[str, str]) -> Body:
    return Body(
        code=row["code"],
        family=Family(row["family"]),
        year=row["year"],
        short_year=row["short_year"] == "yes",
        undated=row["undated"] == "yes",
        name=row["name"],
    )


PREFIXES: dict[str, Prefix] = {row["prefix"]: _prefix(row) for row in _rows("prefix")}
REGIONS: frozenset[str] = frozenset(row["code"] for row in _rows("region"))
CONSTRUCTION_REGIONS: dict[str, str] = {
    row["code"]: row["region"] for row in _rows("construction_region")
}
BODIES: dict[str, Body] = {row["code"]: _body(row) for row in _rows("body")}
