"""The status of editions named in a text."""

import datetime as dt
from collections.abc import Collection

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.standings import with_standings

MOST = 200  # numbers of one text whose status is told


def statuses_of(slugs: Collection[str], on: dt.date) -> dict[str, str]:
    """The status words' codes of those that are held, by slug."""
    if not slugs:
        return {}
    editions = Edition.objects.filter(slug__in=sorted(slugs)[:MOST]).select_related("standard")
    return {row.edition.slug: str(row.standing.status) for row in with_standings(editions, on)}
