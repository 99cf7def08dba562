"""Consultations, for programs: what everybody may read of them and of the comments."""

import datetime as dt
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from biaozhun.cloud.catalogue.api.asking import Cursor, Limit, cursor_at, day_or_today, position_of
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.consultations.exports.open_data import comment_row
from biaozhun.cloud.consultations.life import COUNTED, PUBLIC
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.consultations.queries.figures import figures_of
from biaozhun.cloud.ui.problems import Problem, problem

router = Router(tags=["consultations"])


class ConsultationState(StrEnum):
    """Where a consultation stands: comments come in, are answered, or were answered."""

    OPEN = "open"
    CLOSED = "closed"
    SETTLED = "settled"


class ConsultationSummaryOut(Schema):
    """A consultation in a list."""

    id: int
    project: int
    plan_number: str
    title: str
    department: str
    round: int
    state: str
    opens: dt.date | None
    closes: dt.date | None


class ConsultationsPageOut(Schema):
    """A page of consultations; ``next`` is empty where none follow."""

    as_of: dt.date
    items: list[ConsultationSummaryOut]
    next: str


class ConsultationFiguresOut(Schema):
    """Units asked and what became of it; comments and what became of them."""

    asked: int
    replied: int
    with_comments: int
    silent: int
    comments: int
    accepted: int
    partly: int
    rejected: int
    undecided: int
    withheld: int


class ConsultationOut(ConsultationSummaryOut):
    """A consultation with its notice, its figures and how the comments were handled."""

    notice: str
    summary: str
    draft_sha256: str
    address: str
    figures: ConsultationFiguresOut


class CommentOut(Schema):
    """A comment with its answer; a name only where it was agreed that it is public."""

    number: int
    filed: dt.date
    kind: str
    clause: str
    passage: str
    quote: str
    text: str
    proposal: str
    name: str
    unit: str
    origin: str
    state: str
    disposition: str
    answer: str
    decided: dt.date | None


class CommentsPageOut(Schema):
    """A page of comments; those kept back are told as a number."""

    items: list[CommentOut]
    withheld: int
    next: str


class ConsultationsAsked(Schema):
    """Which consultations."""

    cursor: Cursor = ""
    limit: Limit = 100
    state: ConsultationState | None = None
    on: dt.date | None = None


class CommentsAsked(Schema):
    """Which comments."""

    cursor: Cursor = ""
    limit: Limit = 100


def _public() -> Any:  # noqa: ANN401  -- rows of consultations
    rows = Consultation.objects.filter(state__in=PUBLIC)
    return rows.select_related("project__department", "draft")


@router.get(
    "/consultations",
    response={200: ConsultationsPageOut, 422: Problem},
    summary="List consultations",
)
def consultations(
    request: HttpRequest,  # noqa: ARG001  -- ninja's signature
    asked: Query[ConsultationsAsked],
) -> ConsultationsPageOut:
    """Public consultations on drafts, in the order in which they were prepared."""
    rows = _public().filter(pk__gt=position_of(asked.cursor))
    if asked.state:
        rows = rows.filter(state=asked.state)
    found = list(rows.order_by("pk")[: asked.limit + 1])
    items = [ConsultationSummaryOut(**_summary(one)) for one in found[: asked.limit]]
    last = items[-1].id if len(found) > len(items) else None
    return ConsultationsPageOut(as_of=day_or_today(asked.on), items=items, next=cursor_at(last))


@router.get(
    "/consultations/{id}",
    response={200: ConsultationOut, 404: Problem, 422: Problem},
    summary="Read a consultation",
)
def consultation(
    request: HttpRequest,  # noqa: ARG001  -- ninja's signature
    id: int,  # noqa: A002  -- the name in the address
    on: dt.date | None = None,
) -> ConsultationOut | HttpResponse:
    """One consultation with its figures as of a day."""
    held = _held(id)
    if held is None:
        return _missing()
    figures = figures_of(held, day_or_today(on))
    counted = {name: getattr(figures, name) for name in ConsultationFiguresOut.model_fields}
    return ConsultationOut(
        **_summary(held),
        notice=held.notice,
        summary=held.summary,
        draft_sha256=held.draft.digest,
        address=f"/consultations/{held.pk}",
        figures=ConsultationFiguresOut(**counted),
    )


@router.get(
    "/consultations/{id}/comments",
    response={200: CommentsPageOut, 404: Problem, 422: Problem},
    summary="List the comments of a consultation",
)
def comments(
    request: HttpRequest,  # noqa: ARG001  -- ninja's signature
    id: int,  # noqa: A002  -- the name in the address
    asked: Query[CommentsAsked],
) -> CommentsPageOut | HttpResponse:
    """Comments by their number, with the answers that were decided."""
    held = _held(id)
    if held is None:
        return _missing()
    rows = held.comments.filter(state__in=COUNTED, number__gt=position_of(asked.cursor))
    found = list(rows.order_by("number")[: asked.limit + 1])
    items = [_comment(comment_row(one)) for one in found[: asked.limit]]
    last = items[-1].number if len(found) > len(items) else None
    withheld = held.comments.filter(state="withheld").count()
    return CommentsPageOut(items=items, withheld=withheld, next=cursor_at(last))


def _comment(told: dict[str, Any]) -> CommentOut:
    return CommentOut(**{**told, "decided": told["decided"] or None})


def _held(pk: int) -> Consultation | None:
    found: Consultation | None = _public().filter(pk=min(max(pk, 0), LARGEST_ID)).first()
    return found


def _missing() -> HttpResponse:
    return problem(HTTPStatus.NOT_FOUND, "not_found", "there is no such consultation")


def _summary(held: Consultation) -> dict[str, Any]:
    return {
        "id": held.pk,
        "project": held.project_id,
        "plan_number": held.project.plan_number,
        "title": held.project.title,
        "department": held.project.department.name,
        "round": held.round,
        "state": held.state,
        "opens": held.opens,
        "closes": held.closes,
    }
