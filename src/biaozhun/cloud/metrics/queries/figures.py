"""Figures by key: one as of a day, a series over days, and what is said of them."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import msgspec
from django.urls import reverse

from biaozhun.cloud.metrics.arguments import read_arguments
from biaozhun.cloud.metrics.registry import Arguments, Figure, FigureRow, Metric, metric

MOST_DAYS = 120  # of one series
AT_ONCE = 1_000  # rows


class Asked(msgspec.Struct, frozen=True):
    """A metric with what it is asked with, both checked."""

    metric: Metric
    arguments: Arguments

    def address(self, as_of: dt.date | None = None) -> str:
        """The page of the figure; as of today where no day is named."""
        query = self.arguments.query
        day = f"as_of={as_of.isoformat()}" if as_of else ""
        told = "&".join(part for part in (query, day) if part)
        return reverse("metrics:metric", args=[self.metric.key]) + (f"?{told}" if told else "")


def asked(key: str, given: Mapping[str, str]) -> Asked:
    """The question, read.

    Raises:
        MetricError: no such metric, or arguments it does not take.
    """
    found = metric(key)
    return Asked(found, read_arguments(found, given))


def figure_asked(question: Asked, as_of: dt.date) -> Figure:
    """The figure as of a day."""
    found = question.metric.figure(question.arguments, as_of)
    return msgspec.structs.replace(
        found, unit=str(question.metric.unit), address=question.address(as_of)
    )


def rows_behind(figure: Figure) -> Iterator[FigureRow]:
    """All rows behind a figure in their order, ``AT_ONCE`` of them read together."""
    place = 0
    while rows := figure.rows.stretch(place, place + AT_ONCE):
        yield from rows
        place += len(rows)


def series_asked(question: Asked, days: Sequence[dt.date]) -> list[tuple[dt.date, Decimal | None]]:
    """The figure on each of the days, no more than ``MOST_DAYS`` of them, the latest kept."""
    kept = sorted(set(days))[-MOST_DAYS:]
    values = question.metric.series(question.arguments, kept)
    return list(zip(kept, values, strict=True))


def year_ends(as_of: dt.date, years: int) -> list[dt.date]:
    """The last days of so many years before, and the day itself."""
    first = max(as_of.year - years, 1)
    return [*(dt.date(year, 12, 31) for year in range(first, as_of.year)), as_of]


def month_ends(as_of: dt.date, months: int) -> list[dt.date]:
    """The last days of so many months before, and the day itself."""
    days = [as_of]
    while len(days) <= months and days[-1] > dt.date(1, 1, 31):
        days.append(days[-1].replace(day=1) - dt.timedelta(days=1))
    return days[::-1]
