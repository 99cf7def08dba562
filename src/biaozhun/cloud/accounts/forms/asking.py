"""What the address of a list asks for; what cannot be read is named and left out."""

import datetime as dt

from django.http import QueryDict
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.queries import people
from biaozhun.cloud.audit import queries as audit

LONGEST = 200  # characters of a filter
YEARS = (1900, 2200)  # of days that are looked for; beyond them no zone is sure


def text_asked(query: QueryDict, name: str = "q") -> str:
    """A filter's words, without characters no text has (NUL, lone surrogates)."""
    text = query.get(name, "").replace("\x00", "")
    return text.encode("utf-8", "ignore").decode().strip()[:LONGEST]


def people_asked(query: QueryDict) -> people.Wanted:
    """Which people a list is asked for; values that are none are left out."""
    role, state, body = (text_asked(query, name) for name in ("role", "state", "organisation"))
    return people.Wanted(
        text=text_asked(query),
        role=Role(role) if role in Role.values else None,
        organisation=int(body) if body.isascii() and body.isdecimal() and len(body) < 10 else None,
        state=state if state in people.STATES else "",
    )


def events_asked(query: QueryDict, problems: list[str]) -> audit.Wanted:
    """Which events a list is asked for; a day that is none is named in ``problems``."""
    return audit.Wanted(
        kind=text_asked(query, "kind"),
        actor=text_asked(query, "actor"),
        subject=text_asked(query, "subject"),
        since=_day(query, "since", problems),
        until=_day(query, "until", problems),
    )


def _day(query: QueryDict, name: str, problems: list[str]) -> dt.date | None:
    text = text_asked(query, name)
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = dt.date.min
    if not YEARS[0] <= day.year <= YEARS[1]:
        sentence = _("“{value}”不是一个日期，请写成 2020-10-01。这一项没有用上。")
        problems.append(sentence.format(value=text[:40]))
        return None
    return day
