"""The words a query may use for fields and their values, from ``vocabulary.csv`` beside this file.

Written in Simplified Chinese and English; ``core.text.fold`` brings Traditional writing and case
to the same form before the table is asked.
"""

import csv
from functools import cache
from importlib.resources import files
from typing import Final

from biaozhun.core.text import fold

TEXT_FIELDS: Final = frozenset({"title", "issuer", "jurisdiction"})
CODE_FIELDS: Final = frozenset({"ics", "ccs", "status", "level", "nature", "industry", "region"})
DATE_FIELDS: Final = frozenset({"published", "in_force", "ended", "year"})
NUMBER_FIELD: Final = "number"


@cache
def words(kind: str) -> dict[str, str]:
    """Folded word → code for one kind: ``field``, ``status``, ``level`` or ``nature``."""
    table = files("biaozhun.cloud.search").joinpath("vocabulary.csv").read_text(encoding="utf-8")
    return {
        fold(row["word"]): row["code"]
        for row in csv.DictReader(table.splitlines())
        if row["kind"] == kind
    }
