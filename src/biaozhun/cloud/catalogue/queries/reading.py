"""The index this process reads: one for all threads, so that its caches of counts are shared."""

from functools import lru_cache
from pathlib import Path

import msgspec
from django.db.models import Count, Max, Sum

from biaozhun.cloud.catalogue.indexing import index_folder
from biaozhun.cloud.catalogue.models import Edition, ImportRun, Source
from biaozhun.cloud.search.port import RebuildRequiredError, SearchIndex
from biaozhun.cloud.search.tantivy import TantivyIndex


def reader() -> SearchIndex:
    """The index of the installation; asking it raises where there is none yet."""
    return _reader(index_folder())


@lru_cache(maxsize=2)
def _reader(folder: Path) -> SearchIndex:
    return TantivyIndex(folder)


class State(msgspec.Struct, frozen=True):
    """What changes whenever the library does; what was counted for one state stays true for it."""

    generation: str
    newest_run: int
    newest_edition: int
    rows: int
    runs: int
    sources: tuple[tuple[object, ...], ...]


def state_of(index: SearchIndex) -> State:
    """The present state of the library."""
    runs = ImportRun.objects.aggregate(newest=Max("id"), rows=Sum("position"), runs=Count("id"))
    return State(
        generation=_generation(index),
        newest_run=runs["newest"] or 0,
        newest_edition=Edition.objects.aggregate(newest=Max("id"))["newest"] or 0,
        rows=runs["rows"] or 0,
        runs=runs["runs"],
        sources=tuple(Source.objects.order_by("pk").values_list()),
    )


def _generation(index: SearchIndex) -> str:
    try:
        return index.generation()
    except RebuildRequiredError:
        return ""
