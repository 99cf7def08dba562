"""The usual criteria of an argument, which a batch begins with and may change."""

import csv
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TypedDict


class CriterionRow(TypedDict):
    """A row of the table."""

    name: str
    meaning: str
    weight: int


@cache
def usual_criteria() -> Sequence[CriterionRow]:
    """The rows of ``presets/criteria.csv``; their weights are 100 together."""
    found = resources.files("biaozhun.cloud.proposals") / "presets" / "criteria.csv"
    rows = csv.DictReader(found.read_text(encoding="utf-8").splitlines())
    return tuple(
        CriterionRow(name=row["name"], meaning=row["meaning"], weight=int(row["weight"]))
        for row in rows
    )
