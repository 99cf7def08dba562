"""The index this process reads: one for all threads, so that its caches of counts are shared."""

from functools import lru_cache
from pathlib import Path

from biaozhun.cloud.catalogue.indexing import index_folder
from biaozhun.cloud.search.port import SearchIndex
from biaozhun.cloud.search.tantivy import TantivyIndex


def reader() -> SearchIndex:
    """The index of the installation; asking it raises where there is none yet."""
    return _reader(index_folder())


@lru_cache(maxsize=2)
def _reader(folder: Path) -> SearchIndex:
    return TantivyIndex(folder)
