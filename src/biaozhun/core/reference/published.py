"""How many standards each level is said to hold, as the authorities published it."""

import datetime as dt
from functools import cache
from typing import Literal

import msgspec

from biaozhun.core.reference.table import table


class PublishedTotal(msgspec.Struct, frozen=True, kw_only=True):
    """One dated statement of how many documents exist.

    Attributes:
        scope: a family (``national`` ``sector`` ``local`` ``association`` ``enterprise``) or a
            number's prefix (``GB``, ``GB/T``, ``ISO`` …).
        operator: ``=`` where the source counts, ``>`` where it says "more than".
        total: the number published.
        as_of: the day it describes; the last day of the period where the source names a period.
        counted: what is counted, for scopes where it is not obvious.
        source: who published it and how they put it.
    """

    scope: str
    operator: Literal["=", ">"]
    total: int
    as_of: dt.date
    source: str
    counted: str = ""


@cache
def published_totals() -> tuple[PublishedTotal, ...]:
    """All statements, oldest first within a scope."""
    rows = table("published_totals").typed(PublishedTotal)
    return tuple(sorted(rows, key=lambda row: (row.scope, row.as_of)))
