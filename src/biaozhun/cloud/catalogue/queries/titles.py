"""Editions by words of their titles, for lists of other things that name editions by slug."""

import datetime as dt
from typing import Final

from biaozhun.cloud.catalogue.queries.reading import reader
from biaozhun.cloud.search.port import MAX_DEPTH, RebuildRequiredError, Request
from biaozhun.cloud.search.query import InField, Query
from biaozhun.core.text import fold

_ANY_DAY: Final = dt.date.min  # no status is asked for


def slugs_titled(text: str) -> list[str] | None:
    """The slugs of all editions with these words in a title, in no order to rely on.

    ``None`` where the index cannot tell: there is none yet, or more than can be paged to have
    the words. Words that only stand apart from each other in a title are not in it.
    """
    request = Request(
        query=Query(text, (InField("title", fold(text)),)),
        on=_ANY_DAY,
        sort="date",  # by number so deep a page costs the engine many times as much
        size=MAX_DEPTH,
        facets=(),
    )
    try:
        found = reader().search(request)
    except RebuildRequiredError:
        return None
    if found.total > MAX_DEPTH:
        return None
    return [] if found.loosened else [hit.slug for hit in found.hits]
