"""Letting go of what old runs saw, so that a source that comes every day does not grow by its days.

Which rows a run saw is needed to take it back. That is kept of the latest runs of a source; of the
runs before them as much as the row itself needs, should a later one be taken back: the sighting
that gave it its last day and its facts. A run that was thinned can no longer be taken back.
"""

from typing import Final

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from biaozhun.cloud.catalogue.models import ImportRun, RunUndo, Sighting, Source

KEPT_RUNS: Final = 10  # of a source; each of them can be taken back
BATCH: Final = 2_000  # sightings looked at in one transaction


def thin(source: Source) -> int:
    """Thin the runs of a source that are no longer among its latest; tells how many sightings went.

    Killed anywhere, what is left is done after the next run.
    """
    _mark(source)
    marked = ImportRun.objects.filter(source=source, thinned=True).order_by("pk")
    return sum(_thin_run(run) for run in list(marked.values_list("pk", flat=True)))


def _thin_run(run: int) -> int:
    """Go through what one run saw, from its first row to the last, and tell how many went.

    Run by run: the index of what a run saw is in the order of the rows, and nothing is sorted.
    """
    sights = Sighting.objects.filter(run=run).order_by("pk").values_list("pk", flat=True)
    after = gone = 0
    while batch := list(sights.filter(pk__gt=after)[:BATCH]):
        with transaction.atomic():
            gone += _needless().filter(pk__in=batch).delete()[0]
        after = batch[-1]
    return gone


def _mark(source: Source) -> None:
    """Mark runs that have become old; one that still goes on, or back, ends the line."""
    with transaction.atomic():
        traced = ImportRun.objects.select_for_update().filter(source=source, traced=True)
        standing = traced.filter(thinned=False).exclude(state=ImportRun.State.UNDONE)
        latest_first = list(standing.order_by("-pk")[KEPT_RUNS:])  # locked before orders are read
        ordered = set(RunUndo.objects.filter(run__source=source).values_list("run_id", flat=True))
        old: list[int] = []
        for run in reversed(latest_first):
            if run.state == ImportRun.State.RUNNING or run.pk in ordered:
                break
            old.append(run.pk)
        ImportRun.objects.filter(pk__in=old).update(thinned=True)


def _by_old_runs() -> QuerySet[Sighting]:
    """Sightings by marked runs behind the one that brought the row; its own has the first facts."""
    return Sighting.objects.filter(run__thinned=True, run__gt=F("record__run"))


def _needless() -> QuerySet[Sighting]:
    """Those that the row would not miss: of what old runs saw, the first of the last day counts.

    The run that brought the row saw it too, on its first day.
    """
    better = _by_old_runs().filter(
        Q(seen__gt=OuterRef("seen")) | Q(seen=OuterRef("seen"), run__lt=OuterRef("run")),
        record=OuterRef("record"),
    )
    return _by_old_runs().filter(Q(seen__lte=F("record__first_seen")) | Exists(better))
