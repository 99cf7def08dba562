"""What the addresses of lists ask for; what cannot be read is left out."""

from django.http import QueryDict

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.demands.queries.lists import Wanted
from biaozhun.cloud.demands.wording import DEMAND_STATE, FIELD, SUGGESTION_STATE

_LONGEST_ID = 18  # digits
_LONGEST_CODE = 4
_LONGEST_YEAR = 4  # digits
_YEARS = range(1900, 2201)


def wanted_asked(query: QueryDict, kind: type[Demand] | type[Suggestion]) -> Wanted:
    """Which of them a list is asked for."""
    states = DEMAND_STATE if kind is Demand else SUGGESTION_STATE
    state, field = text_asked(query, "state"), text_asked(query, "field")
    place = text_asked(query, "division")
    year = _number(text_asked(query, "year"), _LONGEST_YEAR)
    return Wanted(
        text=text_asked(query),
        state=state if state in {*states, "waiting"} else "",
        field=field if field in FIELD else "",
        department=_number(text_asked(query, "department"), _LONGEST_ID),
        year=year if year in _YEARS else None,
        division=place if _number(place, _LONGEST_CODE) is not None else "",
        by_support=text_asked(query, "sort") == "support",
    )


def _number(text: str, longest: int) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) <= longest
    return int(text) if is_number else None
