"""What the addresses of lists ask for; what cannot be read is left out."""

from django.http import QueryDict

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.drafting.life import PROJECT
from biaozhun.cloud.drafting.models import Field
from biaozhun.cloud.drafting.queries.register import Wanted

_LONGEST_ID = 18  # digits
_YEAR = 4  # digits


def id_asked(query: QueryDict, name: str) -> int:
    """The id a filter names; 0 for none."""
    told = text_asked(query, name)
    is_id = told.isascii() and told.isdecimal() and len(told) <= _LONGEST_ID
    return int(told) if is_id else 0


def wanted(query: QueryDict) -> Wanted:
    """Which projects a list is asked for."""
    state, field = text_asked(query, "state"), text_asked(query, "field")
    year = text_asked(query, "year")
    is_year = year.isascii() and year.isdecimal() and len(year) == _YEAR and year != "0000"
    return Wanted(
        text=text_asked(query),
        state=state if state in {*PROJECT.states, "open", "late"} else "",
        department=id_asked(query, "department"),
        authority=id_asked(query, "authority"),
        committee=id_asked(query, "committee"),
        field=field if field in Field.values else "",
        year=int(year) if is_year else 0,
    )
