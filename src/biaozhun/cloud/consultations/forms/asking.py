"""What the addresses of lists ask for; what cannot be read is left out."""

from django.http import QueryDict

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.consultations.queries.comments import WantedComments
from biaozhun.cloud.consultations.queries.consultations import STATES, Wanted
from biaozhun.cloud.consultations.wording import DISPOSITION, FIELD, KIND

_LONGEST = 9  # digits
_LONGEST_ID = 100  # characters of the id of a passage


def wanted_asked(query: QueryDict) -> Wanted:
    """Which consultations a list is asked for."""
    state, field = text_asked(query, "state"), text_asked(query, "field")
    return Wanted(
        text=text_asked(query),
        state=state if state in STATES else "",
        field=field if field in FIELD else "",
        authority=number_asked(query, "authority") or None,
    )


def comments_asked(query: QueryDict) -> WantedComments:
    """Which comments a list is asked for."""
    kind, answer = text_asked(query, "kind"), text_asked(query, "answer")
    return WantedComments(
        text=text_asked(query),
        kind=kind if kind in KIND else "",
        answer=answer if answer in {*DISPOSITION, "none"} else "",
        passage=query.get("at", "")[:_LONGEST_ID],
    )


def number_asked(query: QueryDict, name: str) -> int:
    """A number of an address; 0 for anything else."""
    text = query.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else 0
