"""The index this process reads: one for all threads, so that its caches of counts are shared."""

from functools import lru_cache
from pathlib import Path

import msgspec
from django.db.models import Count, Max, Q, Sum

from biaozhun.cloud.catalogue.indexing import index_folder
from biaozhun.cloud.catalogue.models import Edition, ImportRun, Source
from biaozhun.cloud.catalogue.queries.changes import last_sequence
from biaozhun.cloud.search.port import RebuildRequiredError, SearchIndex
from biaozhun.cloud.search.tantivy import TantivyIndex


def reader() -> SearchIndex:
    """The index of the installation; asking it raises where there is none yet."""
    return _reader(index_folder())


@lru_cache(maxsize=2)
def _reader(folder: Path) -> SearchIndex:
    return TantivyIndex(folder)


class State(msgspec.Struct, frozen=True):
    """What changes whenever the library does; what was counted for one state stays true for it.

    Attributes:
        generation: of the index.
        change: number of the latest entry in the log of changes; every edition written or gone,
            by an import, a keeper or an undo, moves it on.
        newest_edition: id of the newest edition, be it one that no log knows.
        newest_run: id of the newest run.
        rows: rows of all runs behind us.
        runs: how many runs there are.
        undone: how many of them were taken back.
        sources: every source as it stands.
    """

    generation: str
    change: int
    newest_edition: int
    newest_run: int
    rows: int
    runs: int
    undone: int
    sources: tuple[tuple[object, ...], ...]


def state_of(index: SearchIndex) -> State:
    """The present state of the library."""
    undone = Q(state=ImportRun.State.UNDONE)
    runs = ImportRun.objects.aggregate(
        newest=Max("id"), rows=Sum("position"), runs=Count("id"), undone=Count("id", filter=undone)
    )
    return State(
        generation=_generation(index),
        change=last_sequence(),
        newest_edition=Edition.objects.aggregate(newest=Max("id"))["newest"] or 0,
        newest_run=runs["newest"] or 0,
        rows=runs["rows"] or 0,
        runs=runs["runs"],
        undone=runs["undone"],
        sources=tuple(Source.objects.order_by("pk").values_list()),
    )


def _generation(index: SearchIndex) -> str:
    try:
        return index.generation()
    except RebuildRequiredError:
        return ""
