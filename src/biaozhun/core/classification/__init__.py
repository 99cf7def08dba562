"""The codes by which standards are sorted, and what they stand for.

One module a scheme: ``ics`` (International Classification for Standards), ``ccs`` (Chinese
Classification for Standards), ``hs`` (Harmonized System), ``industry`` (GB/T 4754), ``sector``
(sector codes and their departments), ``national`` (prefixes of national documents), ``division``
(regions), ``stage`` (GB/T 16733 and ISO's harmonized codes). Tables that may not be passed on are
read from the operator's own file with ``read_scheme``.
"""

from biaozhun.core.classification import ccs, division, hs, ics, industry, national, sector, stage
from biaozhun.core.classification.cell import Fault, Reading
from biaozhun.core.classification.scheme import (
    ClassificationError,
    Entry,
    Language,
    Scheme,
    read_scheme,
)

__all__ = [
    "ClassificationError",
    "Entry",
    "Fault",
    "Language",
    "Reading",
    "Scheme",
    "ccs",
    "division",
    "hs",
    "ics",
    "industry",
    "national",
    "read_scheme",
    "sector",
    "stage",
]
