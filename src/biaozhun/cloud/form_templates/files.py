"""Files as answers."""

from typing import TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.form_templates.actions.filling import DOCX, Filled, filled
from biaozhun.cloud.form_templates.errors import TemplateRefusedError
from biaozhun.cloud.form_templates.models import SealedCopy
from biaozhun.cloud.form_templates.wording import refusal
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.ui.stored_files import answer_with_file
from biaozhun.documents.reports.form_walls import FormError

A = TypeVar("A", bound=HttpResponseBase)


def docx_answer(file: Filled) -> HttpResponse:
    """A filled form, to be kept under its name."""
    return _to_keep(HttpResponse(file.content, content_type=DOCX), file.name)


def paper_answer(
    request: HttpRequest, name: str, key: int, authority: Organisation | None, *, back: str
) -> HttpResponseBase:
    """A form of the region filled from a case, to be kept; the page asked who may.

    Args:
        request: whose next page says why there is none.
        name: of the form, ``slice.form``.
        key: of the case.
        authority: whose template it is.
        back: the address that leads to, where the template cannot be filled.
    """
    try:
        return docx_answer(filled(name, key, authority, today()))
    except (FormError, TemplateRefusedError) as error:
        messages.error(request, refusal(error))
        return redirect(back)


def scan_answer(request: HttpRequest, copy: SealedCopy) -> HttpResponseBase:
    """A sealed scan, to be kept under the name it came with; the page asked who may.

    Raises:
        Http404: its file is gone from the store.
    """
    if not copy.file.storage.exists(copy.file.name or ""):
        raise Http404(_("这份扫描件的文件不在了。"))
    answer = answer_with_file(
        request,
        lambda: copy.file.open("rb"),
        size=copy.size,
        etag=f'"{copy.digest}"',
        media_type=copy.media_type,
    )
    answer.headers["Cache-Control"] = "private, no-cache"
    return _to_keep(answer, copy.name)


def _to_keep(answer: A, name: str) -> A:
    answer.headers["X-Content-Type-Options"] = "nosniff"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    answer.headers["Content-Disposition"] = disposition or "attachment"
    return answer
