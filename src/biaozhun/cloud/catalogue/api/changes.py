"""What has changed since a program last looked."""

from django.http import HttpRequest
from ninja import Router

from biaozhun.cloud.catalogue import exports
from biaozhun.cloud.catalogue.api.asking import (
    Cursor,
    Limit,
    cursor_at,
    day_or_today,
    position_of,
)
from biaozhun.cloud.catalogue.api.shapes import ChangeOut, ChangesOut
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.changes import changes_since
from biaozhun.cloud.catalogue.queries.standings import with_standings
from biaozhun.cloud.ui.problems import Problem

router = Router(tags=["changes"])


@router.get("/changes", response={200: ChangesOut, 422: Problem}, summary="Changes since a cursor")
def changes(
    request: HttpRequest,  # noqa: ARG001  -- ninja's signature
    cursor: Cursor = "",
    limit: Limit = 100,
) -> ChangesOut:
    """Editions written or gone behind the cursor, in the order in which it happened.

    Of an edition that changed several times there is only the last. Keep ``next`` and ask again
    with it, today or in a year: nothing is missed. Without a cursor it begins with the oldest.
    """
    place = position_of(cursor)
    found = changes_since(place, limit=limit + 1)
    shown = found[:limit]
    held = Edition.objects.filter(slug__in=[one.slug for one in shown]).select_related("standard")
    rows = {row.edition.slug: row for row in with_standings(held, day_or_today(None))}
    return ChangesOut(
        items=[
            ChangeOut(
                slug=one.slug,
                changed=one.changed,
                gone=one.gone,
                edition=exports.summary(rows[one.slug].edition, rows[one.slug].standing)
                if one.slug in rows
                else None,
            )
            for one in shown
        ],
        next=cursor_at(shown[-1].sequence if shown else place),
        more=len(found) > limit,
    )
