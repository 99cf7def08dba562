"""What of a record a person may correct, and whether it is still as its form was drawn."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

import msgspec
from django.db import models

from biaozhun.cloud.plans.models import Duty, Plan, Target, Task

Correctable = Plan | Target | Task
FIELDS: Final[Mapping[type[models.Model], tuple[str, ...]]] = {
    Plan: (
        *("kind", "title", "notice_title", "issuer", "organisation", "number", "date_signed"),
        *("date_issued", "date_published", "date_effective", "since", "until", "shows_history"),
    ),
    Task: (
        *("title", "text", "path", "mode", "open_ended", "responsibility", "starts", "deadline"),
        *("ongoing", "deadline_text"),
    ),
    Target: (
        *("indicator", "operator", "value", "value_max", "unit", "year", "per", "baseline"),
        *("baseline_year", "text"),
    ),
}
Told = str | int | bool | None | list[str]


def told_value(value: object) -> Told:
    """A field's value as the journal keeps it and a stamp is made of it."""
    match value:
        case None | bool() | int() | str():
            return value
        case dt.date():
            return value.isoformat()
        case Decimal():
            return f"{value.normalize():f}"
        case list() | tuple():
            return [str(one) for one in value]
        case models.Model():
            return str(value)
        case _:
            raise TypeError(type(value).__name__)


def values_of(record: Correctable) -> dict[str, Told]:
    """What may be corrected of a record, by the names of its fields."""
    return {name: told_value(getattr(record, name)) for name in FIELDS[type(record)]}


def stamp_of(record: Correctable) -> str:
    """What tells whether a record was changed since a form was drawn of it."""
    return _digest([values_of(record), getattr(record, "state", None)])


def units_stamp(duties: Iterable[Duty]) -> str:
    """The same for the units of a task."""
    told = sorted(duties, key=lambda duty: duty.pk)
    return _digest([[d.pk, d.named, d.role, d.organisation_id, d.state] for d in told])


def tasks_stamp(tasks: Iterable[Task]) -> str:
    """The same for which tasks a plan has."""
    return _digest(sorted(task.pk for task in tasks))


def _digest(value: object) -> str:
    return hashlib.sha256(msgspec.json.encode(value)).hexdigest()[:32]
