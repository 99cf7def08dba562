"""What a reader asks of the plans, read from the address; what cannot be read is left out."""

from collections.abc import Collection
from typing import Final

from django.http import QueryDict

from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.plans import wording
from biaozhun.cloud.plans.queries.plans import Wanted

LONGEST: Final = 100  # characters


def wanted(query: QueryDict, *, drafts: bool, kind: str = "") -> Wanted:
    """What narrows the list; who may not see drafts cannot ask for them.

    Args:
        query: of the address.
        drafts: those not confirmed are seen too.
        kind: of a list of one kind alone.
    """
    states: Collection[str] = wording.PLAN_STATE if drafts else ("in_force", "concluded")
    return Wanted(
        text=said(query, "q"),
        kind=kind or one_of(query, "kind", wording.KIND),
        state=one_of(query, "state", states),
        year=year_of(query),
        issuer=said(query, "issuer"),
        drafts=drafts,
    )


def one_of(query: QueryDict, name: str, known: Collection[str]) -> str:
    """A code of the address; empty where there is no such code."""
    asked = query.get(name, "")
    return asked if asked in known else ""


def said(query: QueryDict, name: str) -> str:
    """Words of the address, no longer than a title's part."""
    return clean(query.get(name, "")).strip()[:LONGEST]


def year_of(query: QueryDict) -> int:
    """A year of four digits; 0 for any."""
    asked = query.get("year", "")
    is_year = asked.isascii() and asked.isdecimal() and len(asked) == 4
    return int(asked) if is_year and int(asked) > 0 else 0
