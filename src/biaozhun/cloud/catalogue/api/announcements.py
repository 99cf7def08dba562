"""Announcements and what they list."""

import datetime as dt
from http import HTTPStatus
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router

from biaozhun.cloud.catalogue import exports
from biaozhun.cloud.catalogue.api.asking import (
    Cursor,
    Limit,
    Text,
    cursor_at,
    day_or_today,
    position_of,
)
from biaozhun.cloud.catalogue.api.shapes import (
    AnnouncementOut,
    AnnouncementPageOut,
    AnnouncementSummary,
)
from biaozhun.cloud.catalogue.exports.editions.shapes import described_in_place
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.models import Announcement
from biaozhun.cloud.catalogue.queries.announcements import announcement_at, listed_editions
from biaozhun.cloud.catalogue.queries.listing import announcements_listed
from biaozhun.cloud.ui.problems import Problem, problem

router = Router(tags=["announcements"])


@router.get(
    "/announcements",
    response={200: AnnouncementPageOut, 422: Problem},
    summary="List announcements",
)
def announcements(
    request: HttpRequest,  # noqa: ARG001  -- ninja's signature
    cursor: Cursor = "",
    limit: Limit = 100,
    kind: Annotated[Announcement.Kind, described_in_place(Announcement.Kind)] | None = None,
    since: dt.date | None = None,
) -> AnnouncementPageOut:
    """All announcements, page by page, in the order in which they were recorded.

    ``since`` leaves out those dated before that day and those without a date.
    """
    page = announcements_listed(
        after=position_of(cursor), limit=limit, kind=str(kind or ""), since=since
    )
    return AnnouncementPageOut(
        items=[AnnouncementSummary.model_validate(one, from_attributes=True) for one in page.items],
        next=cursor_at(page.last),
    )


@router.get(
    "/announcements/{path:slug}",
    response={200: AnnouncementOut, 404: Problem, 422: Problem},
    summary="One announcement with what it lists",
)
def announcement(
    request: HttpRequest,  # noqa: ARG001  -- ninja's signature
    slug: Text,
) -> AnnouncementOut | HttpResponse:
    """An announcement by the last part of its address."""
    held = announcement_at(clean(slug))
    if held is None:
        return problem(HTTPStatus.NOT_FOUND, "not_held", "no announcement is held under this slug")
    on = day_or_today(None)
    return AnnouncementOut(
        slug=held.slug,
        issuer=held.issuer,
        number=held.number,
        date=held.date,
        kind=held.kind,
        title=held.title,
        address=held.address,
        as_of=on,
        editions=[exports.summary(row.edition, row.standing) for row in listed_editions(held, on)],
        invented=held.invented,
    )
