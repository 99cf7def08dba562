"""The rules that hold, as a table."""

from collections.abc import Iterable
from itertools import chain

from django.http.response import HttpResponseBase

from biaozhun.cloud.rules.wording import bound, named, span, standing
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.core.lifecycle.rules import Applied, written

COLUMNS = (
    "rule",
    "name",
    "asks",
    "value",
    "unit",
    "direction",
    "between",
    "basis",
    "level",
    "procedure",
    "since",
    "until",
    "confidence",
    "binding",
    "standing",
)


def rules(found: Iterable[Applied]) -> HttpResponseBase:
    """A line each; ``binding`` is 1 where an officer signed it."""
    return csv_file("rules", chain([COLUMNS], map(_row, found)))


def _row(rule: Applied) -> tuple[str, ...]:
    return (
        rule.rule,
        named(rule),
        bound(rule),
        written(rule.value),
        rule.unit,
        rule.direction,
        span(rule),
        rule.basis,
        rule.level,
        rule.procedure,
        rule.since.isoformat() if rule.since else "",
        rule.until.isoformat() if rule.until else "",
        rule.confidence,
        "1" if rule.binding else "",
        standing(rule),
    )
