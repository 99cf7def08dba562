"""What the address of a list says; what cannot be used is left out."""

from django.http import QueryDict

from biaozhun.cloud.catalogue.queries.conflicts import Wanted
from biaozhun.cloud.catalogue.wording import FIELD
from biaozhun.core.number import Family

STATES = ("open", "decided")
LONGEST = 60  # characters of a value


def wanted(query: QueryDict) -> Wanted:
    """Which disagreements the address asks for."""
    field, family = _text(query, "field"), _text(query, "family")
    state = _text(query, "state")
    return Wanted(
        field=field if field in FIELD else "",
        source=_text(query, "source"),
        other=_text(query, "other"),
        family=family if family in list(Family) else "",
        code=_text(query, "code").upper(),
        state=state if state in STATES else "",
    )


def _text(query: QueryDict, name: str) -> str:
    value = query.get(name, "")
    return "" if "\x00" in value else value.strip()[:LONGEST]
