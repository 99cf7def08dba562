"""Sources as their keeper sees them."""

import datetime as dt

import msgspec
from django.db.models import Count, Exists, Max, OuterRef

from biaozhun.cloud.catalogue.models import ImportRun, Source, SourceRecord
from biaozhun.cloud.desk.models import SourceWork
from biaozhun.cloud.foundation.clock import day_of

DAYS = {
    Source.Schedule.DAILY: 1,
    Source.Schedule.WEEKLY: 7,
    Source.Schedule.MONTHLY: 31,
}
GRACE = 1  # days a source may be late without anybody being told


class KeptSource(msgspec.Struct, frozen=True):
    """A source with what it gave, when it was last read, and how many days it is late."""

    source: Source
    rows: int
    last_run: dt.datetime | None
    late: int
    work: SourceWork | None


def kept_sources(on: dt.date) -> list[KeptSource]:
    """Every source, the strongest first."""
    sources = Source.objects.order_by("rank", "slug")
    rows = dict(SourceRecord.objects.order_by().values_list("source").annotate(n=Count("id")))
    runs = dict(ImportRun.objects.order_by().values_list("source").annotate(n=Max("finished")))
    works = {work.slug: work for work in SourceWork.objects.filter(finished=None)}
    return [
        KeptSource(
            source=source,
            rows=rows.get(source.pk, 0),
            last_run=runs.get(source.pk),
            late=days_late(source.schedule, runs.get(source.pk), on),
            work=works.get(source.slug),
        )
        for source in sources
    ]


def days_late(schedule: str, last_run: dt.datetime | None, on: dt.date) -> int:
    """Days since a source should have been read; 0 where it is in time, or read by hand."""
    span = DAYS.get(Source.Schedule(schedule))
    if span is None or last_run is None:
        return 0
    late = (on - day_of(last_run)).days - span
    return late if late > GRACE else 0


def late_sources(on: dt.date) -> int:
    """How many sources are late against their schedule."""
    found = Source.objects.exclude(schedule=Source.Schedule.BY_HAND)
    read = found.annotate(last=Max("runs__finished")).values_list("schedule", "last")
    return sum(1 for schedule, last in read if days_late(schedule, last, on))


def source_named(slug: str) -> Source | None:
    """The source with this short name."""
    return Source.objects.filter(slug=slug).first()


def editions_of(source: Source) -> int:
    """How many editions a source speaks of."""
    rows = SourceRecord.objects.filter(source=source).order_by()
    return rows.values("edition_id").distinct().count()


class Consequences(msgspec.Struct, frozen=True):
    """What goes with a source: its rows, the editions nobody else speaks of, its runs."""

    rows: int
    editions: int
    alone: int
    runs: int


def consequences(source: Source) -> Consequences:
    """Count what removing a source would take out."""
    rows = SourceRecord.objects.filter(source=source).order_by()
    others = SourceRecord.objects.filter(edition=OuterRef("edition")).exclude(source=source)
    alone = rows.filter(~Exists(others)).values("edition_id").distinct().count()
    runs = ImportRun.objects.filter(source=source).count()
    return Consequences(rows.count(), editions_of(source), alone, runs)


def works(slug: str) -> list[SourceWork]:
    """The latest work on a source."""
    return list(SourceWork.objects.filter(slug=slug).order_by("-ordered", "-id")[:10])


def runs(source: Source) -> list[ImportRun]:
    """The latest runs of a source."""
    return list(ImportRun.objects.filter(source=source).order_by("-started", "-id")[:10])
