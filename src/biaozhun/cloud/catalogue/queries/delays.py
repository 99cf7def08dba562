"""Sources: what each gave and how late it reached us (S009).

Invented sources are left out.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

import msgspec
from django.db.models import Count, Max, Min, Q

from biaozhun.cloud.catalogue.models import ImportRun, Source, SourceRecord

FRESH = 365  # days; older publications tell how old a collection is, not how late it came


class Delay(msgspec.Struct, frozen=True, kw_only=True):
    """Days from publication to the day on which the source first showed the edition to us.

    Where a source shows an edition before its publication (a plan, a draft list) the days are
    negative and count as such.

    Attributes:
        days: the median over everything the source gave; ``None`` where it gave no dates.
        editions: how many editions that is.
        fresh_days: the median over what was published within a year before the source showed it.
        fresh: how many editions that is.
    """

    days: int | None = None
    editions: int = 0
    fresh_days: int | None = None
    fresh: int = 0


class SourceCoverage(msgspec.Struct, frozen=True, kw_only=True):
    """A source, its rows, when it was read and how late."""

    source: Source
    records: int
    first_run: dt.datetime | None
    last_run: dt.datetime | None
    delay: Delay = Delay()


_STANDING = ~Q(state=ImportRun.State.UNDONE)


def sources() -> list[SourceCoverage]:
    """Every source that names something real, the strongest first; its delay is not yet told.

    Runs that were taken back do not count, nor a source that only those name.
    """
    counts = dict(SourceRecord.objects.order_by().values_list("source").annotate(n=Count("id")))
    runs = {
        source: (first, last)
        for source, first, last in ImportRun.objects.order_by()
        .values_list("source")
        .annotate(first=Min("started", filter=_STANDING), last=Max("finished", filter=_STANDING))
    }
    taken_back = {source for source, (first, _) in runs.items() if first is None} - counts.keys()
    return [
        SourceCoverage(
            source=source,
            records=counts.get(source.pk, 0),
            first_run=runs.get(source.pk, (None, None))[0],
            last_run=runs.get(source.pk, (None, None))[1],
        )
        for source in Source.objects.filter(invented=False)
        if source.pk not in taken_back
    ]


def delays() -> Mapping[int, Delay]:
    """Per source, from one question: how many editions by days from publication to first sight.

    A source's own first sight counts: which source made us record an edition says nothing about
    the others.
    """
    rows = (
        SourceRecord.objects.filter(edition__invented=False, edition__published__isnull=False)
        .order_by()
        .values_list("source", "edition", "edition__published")
        .annotate(seen=Min("first_seen"))
        .iterator()
    )
    waits: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for source, _edition, published, seen in rows:
        waits[source][(seen - published).days] += 1
    return {source: _delay(counts) for source, counts in waits.items()}


def _delay(counts: Mapping[int, int]) -> Delay:
    fresh = {days: editions for days, editions in counts.items() if days <= FRESH}
    return Delay(
        days=_median(counts),
        editions=sum(counts.values()),
        fresh_days=_median(fresh),
        fresh=sum(fresh.values()),
    )


def _median(counts: Mapping[int, int]) -> int | None:
    """The lower median of values given with how often each occurs."""
    half = (sum(counts.values()) + 1) // 2
    for value in sorted(counts):
        half -= counts[value]
        if half <= 0:
            return value
    return None
