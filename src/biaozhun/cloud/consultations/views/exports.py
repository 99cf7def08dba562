"""What is taken away of a consultation: the table of comments, tracked changes, open data."""

import json
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.consultations.exports import open_data
from biaozhun.cloud.consultations.exports.table import XLSX, table_docx, table_xlsx
from biaozhun.cloud.consultations.exports.tracked import TrackedDraft, tracked_draft
from biaozhun.cloud.consultations.life import PUBLIC
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.consultations.views.frame import found_or_404
from biaozhun.cloud.form_templates.actions.filling import DOCX, Filled
from biaozhun.cloud.form_templates.errors import TemplateRefusedError
from biaozhun.cloud.form_templates.wording import refusal
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.reports.form_walls import FormError


def _worked_on(request: HttpRequest, pk: int) -> Consultation:
    """A consultation that one keeps or drafts for.

    Raises:
        Http404: there is none, or it is nothing to the reader.
    """
    signed_in(request)
    found = found_or_404(request, pk)
    if not found.roles:
        raise Http404(_("没有这次征求意见，或者它还没有开始。"))
    return found.consultation


@only_read
@requires(Role.READER)
def comment_table(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """The table of comments (征求意见汇总处理表), as a Word file or a workbook."""
    held = _worked_on(request, pk)
    if form == "xlsx":
        return _file(table_xlsx(held, today()), XLSX)
    try:
        return _file(table_docx(held, today()), DOCX)
    except (FormError, TemplateRefusedError) as error:
        messages.error(request, refusal(error))
        return redirect("consultations:consultation", pk=pk)


@only_read
@requires(Role.READER)
def tracked(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Which accepted comments can be tracked in the draft, and which cannot."""
    held = _worked_on(request, pk)
    made, fault = _tracked(held)
    context = {"held": held, "project": held.project, "made": made, "fault": fault}
    return render(request, "consultations/desk/tracked.html", context)


@only_read
@requires(Role.READER)
def tracked_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The draft with what was accepted tracked in it."""
    held = _worked_on(request, pk)
    made, _fault = _tracked(held)
    if made is None or not made.placed:
        return redirect("consultations:tracked", pk=pk)
    return _file(Filled(made.name, made.content), DOCX)


def _tracked(held: Consultation) -> tuple[TrackedDraft | None, str]:
    try:
        return tracked_draft(held), ""
    except DocumentError as error:
        return None, error.code


@only_read
def open_data_of(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """Open data of one consultation."""
    found = found_or_404(request, pk)
    if found.consultation.state not in PUBLIC:
        raise Http404(_("没有这次征求意见，或者它还没有开始。"))
    return _data([found.consultation], form, f"consultation-{pk}")


@only_read
def all_open_data(request: HttpRequest, form: str) -> HttpResponseBase:  # noqa: ARG001  -- a view's own
    """Open data of all consultations."""
    return _data(list(open_data.public_consultations()), form, "consultations")


def _data(held: list[Consultation], form: str, name: str) -> HttpResponseBase:
    pks = [one.pk for one in held]
    comments = open_data.comments_of(pks)
    if form == "csv":
        return csv_file(f"{name}-comments", _lines(comments))
    rows = [open_data.consultation_row(one, today()) for one in held]
    if form == "xlsx":
        return _file(Filled(f"{name}.xlsx", open_data.workbook(rows, list(comments))), XLSX)
    told = {"as_of": today().isoformat(), "consultations": rows, "comments": list(comments)}
    content = json.dumps(told, ensure_ascii=False, indent=1).encode()
    return _file(Filled(f"{name}.json", content), "application/json")


def _lines(comments: Iterator[dict[str, Any]]) -> Iterator[tuple[object, ...]]:
    yield open_data.COMMENT_COLUMNS
    for one in comments:
        yield tuple(one[column] for column in open_data.COMMENT_COLUMNS)


def _file(file: Filled, media_type: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=file.name)
    headers = {
        "Content-Disposition": disposition or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(file.content, content_type=media_type, headers=headers)
