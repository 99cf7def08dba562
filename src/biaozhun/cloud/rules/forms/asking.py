"""What the addresses of the pages ask for; what cannot be read is left out."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from django.http import QueryDict

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.organisations.forms.asking import day_asked
from biaozhun.core.lifecycle.rules import Procedure


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Whose rules a page shows.

    Attributes:
        authority: whose; ``None`` for the nation.
        procedure: by which way of making standards.
        on: for which day.
    """

    authority: Organisation | None
    procedure: Procedure
    on: dt.date


def rules_asked(
    query: QueryDict, offered: Sequence[Organisation], today: dt.date, problems: list[str]
) -> Wanted:
    """Which rules are asked for; the first authority where none is named, the nation for 0."""
    told = text_asked(query, "authority")
    by_key = {str(one.pk): one for one in offered}
    first = offered[0] if offered else None
    return Wanted(
        authority=None if told == "0" else by_key.get(told, first),
        procedure=procedure_asked(query),
        on=day_asked(query, today, problems),
    )


def procedure_asked(query: QueryDict) -> Procedure:
    """Which procedure is asked for; the normal one where none is named that there is."""
    told = text_asked(query, "procedure")
    return Procedure(told) if told in set(Procedure) else Procedure.NORMAL
