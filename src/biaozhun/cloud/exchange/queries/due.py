"""Which sources are harvested regularly, when they were, and when they will be."""

import datetime as dt

import msgspec
from django.db.models import Max

from biaozhun.cloud.catalogue.models import Source
from biaozhun.cloud.exchange.models import ExchangeRun, HarvestPoint

EVERY = {
    Source.Schedule.DAILY: dt.timedelta(days=1),
    Source.Schedule.WEEKLY: dt.timedelta(days=7),
    Source.Schedule.MONTHLY: dt.timedelta(days=30),
}


class Regular(msgspec.Struct, frozen=True, kw_only=True):
    """A source with an address; ``following`` is ``None`` where it is harvested by hand."""

    source: Source
    last: dt.datetime | None
    following: dt.datetime | None
    run: ExchangeRun | None


def regular(instant: dt.datetime) -> list[Regular]:
    """The sources with an address; three questions."""
    sources = list(Source.objects.exclude(harvest_address="").order_by("slug"))
    points = HarvestPoint.objects.values_list("source", "address", "harvested")
    last = {(source, address): when for source, address, when in points}
    names = [source.slug for source in sources]
    latest = (
        ExchangeRun.objects.filter(source__in=names, direction="in")
        .order_by()
        .values("source")
        .annotate(last=Max("pk"))
    )
    found = ExchangeRun.objects.filter(pk__in=latest.values("last"))
    runs = {run.source: run for run in found}
    return [
        _regular(source, last.get((source.slug, source.harvest_address)), runs, instant)
        for source in sources
    ]


def _regular(
    source: Source,
    last: dt.datetime | None,
    runs: dict[str, ExchangeRun],
    instant: dt.datetime,
) -> Regular:
    pause = EVERY.get(Source.Schedule(source.schedule))
    following = None if pause is None else (last + pause if last else instant)
    return Regular(source=source, last=last, following=following, run=runs.get(source.slug))


def due_sources(instant: dt.datetime) -> list[Source]:
    """The sources whose next harvest is not later than the instant."""
    return [one.source for one in regular(instant) if one.following and one.following <= instant]
