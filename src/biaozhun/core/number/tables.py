"""The tables of facts behind the grammar, typed, and as pieces of its patterns."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from biaozhun.core.number.families import Family, Nature
from biaozhun.core.reference.table import Row, table


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
    grammar: str  # the module that alone reads it; empty: those for all bodies
    name: str


def _prefix(row: Row) -> Prefix:
    return Prefix(
        prefix=row["prefix"],
        family=Family(row["family"]),
        forms=row["forms"],
        bare=Nature(row["bare"]) if row["bare"] else None,
        letters=row["letters"] == "yes",
        undated=row["undated"] == "yes",
        region=row["region"],
    )


def _body(row: Row) -> Body:
    return Body(
        code=row["code"],
        family=Family(row["family"]),
        year=row["year"],
        short_year=row["short_year"] == "yes",
        undated=row["undated"] == "yes",
        grammar=row["grammar"],
        name=row["name"],
    )


PREFIXES: dict[str, Prefix] = {row["prefix"]: _prefix(row) for row in table("number_prefix")}
REGIONS: frozenset[str] = frozenset(row["code"] for row in table("number_region"))
INVENTED_REGIONS: frozenset[str] = frozenset(
    row["code"] for row in table("number_region") if row["state"] == "invented"
)
"""Codes of the demonstration; what bears one names nothing real."""
CONSTRUCTION_REGIONS: dict[str, str] = {
    row["code"]: row["region"] for row in table("number_construction_region")
}
BODIES: dict[str, Body] = {row["code"]: _body(row) for row in table("number_body")}


def joint_bodies(grammar: str, place: str) -> dict[str, str]:
    """The bodies that may stand in a place of joint numbers, as written → as printed."""
    return _words("number_joint_body", grammar, place)


def kinds(grammar: str, place: str) -> dict[str, str]:
    """The kinds, stages or supplements that may stand in a place, as written → as printed."""
    return _words("number_kind", grammar, place)


def _words(name: str, grammar: str, place: str) -> dict[str, str]:
    return {
        row["written"]: row["printed"] or row["written"]
        for row in table(name)
        if (row["grammar"], row["place"]) == (grammar, place)
    }


def alternatives(words: Iterable[str]) -> str:
    """Words as alternatives of a pattern; a longer word before the one it begins with."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
