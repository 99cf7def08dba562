"""What the addresses of lists ask for; what cannot be read is named and left out."""

import datetime as dt

from django.http import QueryDict
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.organisations.limits import EARLIEST, LATEST
from biaozhun.cloud.organisations.models import Kind, Level
from biaozhun.cloud.organisations.queries.register import Wanted


def day_asked(query: QueryDict, today: dt.date, problems: list[str]) -> dt.date:
    """The day a page is looked at for; today where none is asked for, or none that can be read."""
    told = text_asked(query, "on")
    if not told:
        return today
    try:
        day = dt.date.fromisoformat(told)
    except ValueError:
        day = dt.date.min
    if not EARLIEST <= day <= LATEST:
        sentence = _("“{value}”不是一个日期，请写成 2020-10-01。现在按今天显示。")
        problems.append(sentence.format(value=told[:40]))
        return today
    return day


def units_asked(query: QueryDict, today: dt.date, problems: list[str]) -> Wanted:
    """Which units a list is asked for; values that are none are left out."""
    level, kind = text_asked(query, "level"), text_asked(query, "kind")
    division = text_asked(query, "division")
    return Wanted(
        on=day_asked(query, today, problems),
        text=text_asked(query),
        level=level if level in Level.values else "",
        kind=kind if kind in Kind.values else "",
        division=division if division.isascii() and division.isdecimal() else "",
    )
