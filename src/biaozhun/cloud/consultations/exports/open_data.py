"""Open data of consultations: what everybody reads, in a form programs read.

Never with a contact; names only where it was agreed; what is kept back is told as a number.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

from biaozhun.cloud.consultations.life import COUNTED, PUBLIC
from biaozhun.cloud.consultations.models import Comment, Consultation
from biaozhun.cloud.consultations.queries.figures import figures_of
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.documents.reports.spreadsheet import (
    Value,
    add_sheet,
    empty_book,
    lay_out,
    put_table,
    saved,
)

COMMENT_COLUMNS: Final = (
    "consultation",
    "number",
    "filed",
    "kind",
    "clause",
    "passage",
    "quote",
    "text",
    "proposal",
    "name",
    "unit",
    "origin",
    "state",
    "disposition",
    "answer",
    "decided",
)
CONSULTATION_COLUMNS: Final = (
    "id",
    "project",
    "plan_number",
    "title",
    "department",
    "round",
    "state",
    "opens",
    "closes",
    "asked",
    "replied",
    "with_comments",
    "silent",
    "comments",
    "accepted",
    "partly",
    "rejected",
    "undecided",
    "withheld",
)
_FIGURES: Final = CONSULTATION_COLUMNS[9:]


def public_consultations() -> "Iterator[Consultation]":
    """Consultations everybody reads of, in the order in which they were prepared."""
    rows = Consultation.objects.filter(state__in=PUBLIC)
    return rows.select_related("project__department").order_by("pk").iterator(chunk_size=200)


def comment_row(comment: Comment) -> dict[str, Any]:
    """A comment as everybody may have it; that an answer is proposed stays inside."""
    is_decided = comment.state == "decided"
    return {
        "consultation": comment.consultation_id,
        "number": comment.number,
        "filed": day_of(comment.filed).isoformat(),
        "kind": comment.kind,
        "clause": comment.clause,
        "passage": comment.passage,
        "quote": comment.quote,
        "text": comment.text,
        "proposal": comment.proposal,
        "name": comment.name if comment.is_named else "",
        "unit": comment.unit if comment.is_named else "",
        "origin": comment.origin,
        "state": "decided" if is_decided else "open",
        "disposition": comment.decided if is_decided else "",
        "answer": comment.answer if is_decided else "",
        "decided": day_of(comment.decided_at).isoformat()
        if is_decided and comment.decided_at
        else "",
    }


def comments_of(consultations: Iterable[int]) -> Iterator[dict[str, Any]]:
    """The comments of consultations, by consultation and number."""
    rows = Comment.objects.filter(consultation__in=consultations, state__in=COUNTED)
    for one in rows.order_by("consultation", "number").iterator(chunk_size=500):
        yield comment_row(one)


def consultation_row(held: Consultation, on: dt.date) -> dict[str, Any]:
    """A consultation with its figures; two questions."""
    figures = figures_of(held, on)
    return {
        "id": held.pk,
        "project": held.project_id,
        "plan_number": held.project.plan_number,
        "title": held.project.title,
        "department": held.project.department.name,
        "round": held.round,
        "state": held.state,
        "opens": held.opens.isoformat() if held.opens else "",
        "closes": held.closes.isoformat() if held.closes else "",
        **{name: getattr(figures, name) for name in _FIGURES},
    }


def workbook(consultations: list[dict[str, Any]], comments: list[dict[str, Any]]) -> bytes:
    """Two sheets: consultations and comments."""
    book = empty_book("consultations", author="")
    for name, columns, rows, widths in (
        ("consultations", CONSULTATION_COLUMNS, consultations, (8, 8, 16, 40, 26, *[10] * 14)),
        (
            "comments",
            COMMENT_COLUMNS,
            comments,
            (12, 8, 12, 12, 14, 14, 40, 60, 40, 14, 26, 10, 10, 12, 40, 12),
        ),
    ):
        sheet = add_sheet(book, name)
        put_table(sheet, columns, _cells(columns, rows))
        lay_out(sheet, widths, landscape=True)
    return saved(book)


def _cells(columns: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> Iterator[tuple[Value, ...]]:
    for row in rows:
        yield tuple(row[name] for name in columns)
