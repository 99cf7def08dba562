"""Units, the rows of a table that were not taken, and issues, as tables."""

import datetime as dt
from collections.abc import Iterable
from itertools import chain

from django.http.response import HttpResponseBase

from biaozhun.cloud.organisations.models import Issue, UnitImport
from biaozhun.cloud.organisations.queries.issues import is_late
from biaozhun.cloud.organisations.queries.register import Row, place_of
from biaozhun.cloud.ui.tables import csv_file

COLUMNS = (
    "name",
    "level",
    "kind",
    "division",
    "parent",
    "credit_code",
    "since",
    "until",
    "successor",
    "names",
)
"""The same that an import reads."""


def units(rows: Iterable[Row]) -> HttpResponseBase:
    """Units in the order of the tree."""
    return csv_file("organisations", chain([COLUMNS], map(_unit, rows)))


def _unit(row: Row) -> tuple[str, ...]:
    unit, place = row.unit, place_of(row.unit)
    others = (one.name for one in unit.names.all() if one.name != unit.name)
    days = [day.isoformat() if day else "" for day in (place.since, place.until)]
    return (
        unit.name,
        place.level,
        place.kind,
        place.division,
        unit.parent.name if unit.parent else "",
        unit.credit_code,
        *days,
        place.successor.name if place.successor else "",
        ";".join(others),
    )


def rejected(run: UnitImport) -> HttpResponseBase:
    """The rows that were not taken as they came, with the reason behind them."""
    rows = ((*one["row"], one["reason"]) for one in run.rejected)
    return csv_file("rejected", chain([(*run.heading, "reason")], rows))


ISSUE_COLUMNS = (
    "id",
    "title",
    "state",
    "raised",
    "raised_by",
    "body",
    "answerer",
    "due",
    "late",
)


def issues(found: Iterable[Issue], today: dt.date) -> HttpResponseBase:
    """Issues, a line each; ``late`` is 1 where the last day is over."""
    rows = (
        (
            str(one.pk),
            one.title,
            one.state,
            one.raised.isoformat(),
            one.raised_by.name,
            one.body.name,
            one.answerer.name if one.answerer else "",
            one.due.isoformat() if one.due else "",
            "1" if is_late(one, today) else "",
        )
        for one in found
    )
    return csv_file("issues", chain([ISSUE_COLUMNS], rows))
