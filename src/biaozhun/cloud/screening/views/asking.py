"""The self-check: anybody asks, nothing is kept."""

import tempfile
from http import HTTPStatus
from pathlib import Path
from typing import Final

import msgspec
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.screening.exports import screening_docx
from biaozhun.cloud.screening.forms.asking import ScreeningForm
from biaozhun.cloud.screening.queries.screening import MOST_TEXT, Screening, screen
from biaozhun.cloud.search.port import RebuildRequiredError
from biaozhun.cloud.ui.reading import takes_form
from biaozhun.cloud.ui.uploads import takes_files
from biaozhun.cloud.validity.actions.reporting import MEDIA_TYPES, Form
from biaozhun.cloud.validity.limits import count_check
from biaozhun.cloud.validity.wording.faults import fault
from biaozhun.core.errors import BiaozhunError
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.isolation import read_isolated
from biaozhun.documents.reading.gathering import clean

MOST_BYTES: Final = settings.CHECK_MEGABYTES * 1024**2


class Fault(msgspec.Struct, frozen=True):
    """Why a file could not be read: its code, and what to do."""

    code: str
    words: str


@takes_files(up_to=MOST_BYTES, from_anybody=MOST_BYTES)
@takes_form
def screening(request: HttpRequest) -> HttpResponse:
    """The form; asked, what stands against the proposal, as a page or (``format=docx``) a report.

    A title in the address (``?title=…&scope=…``) is asked about at once, so that other pages can
    lead here and a colleague sees the same.
    """
    is_sent = request.method == "POST"
    if not is_sent and "title" not in request.GET:
        return _page(request, ScreeningForm())
    data = request.POST.copy() if is_sent else request.GET.copy()
    form = ScreeningForm(data, request.FILES if is_sent else None)
    if not form.is_valid():
        return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        text = _draft(request, form)
    except BiaozhunError as error:
        told = Fault(error.code, str(fault(error.code)))
        return _page(request, form, told=told, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        found = screen(form.proposed(text))
    except RebuildRequiredError:
        question = {"text": form.cleaned_data["title"]}
        return render(request, "catalogue/search_unready.html", {"asked": {"question": question}})
    if data.get("format") == "docx":
        return _report(found)
    data["text"] = text  # what was read of a file stands in the form: it can be mended, and asked
    return _page(request, ScreeningForm(data), found=found)  # about again without the file


def _page(
    request: HttpRequest,
    form: ScreeningForm,
    *,
    found: Screening | None = None,
    told: Fault | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "form": form,
        "screening": found,
        "fault": told,
        "megabytes": settings.CHECK_MEGABYTES,
    }
    return render(request, "screening/screening.html", context, status=status)


def _draft(request: HttpRequest, form: ScreeningForm) -> str:
    """The text of the draft: of the file where one came, else as pasted.

    Raises:
        BiaozhunError: the file cannot be read, or too many came in this hour.
    """
    file: UploadedFile[bytes] | None = form.cleaned_data["file"]
    pasted: str = form.cleaned_data["text"]
    if file or pasted:  # titles alone cost as little as a search; drafts are counted like checks
        count_check(request, person_of(request))
    return _read(file)[:MOST_TEXT] if file else pasted


def _read(file: "UploadedFile[bytes]") -> str:
    """The words of a file, read behind walls; its copy is gone at the end.

    Raises:
        DocumentError: it is empty or cannot be read.
    """
    if not file.size:
        raise DocumentError("the file is empty", code="empty_file")
    with tempfile.TemporaryDirectory(prefix="biaozhun-screening-") as folder:
        path = Path(folder) / "draft"
        with path.open("wb") as copy:
            for piece in file.chunks():
                copy.write(piece)
        text = clean(read_isolated(path).text)
    if not text.strip():
        raise DocumentError("the file has no text", code="no_text")
    return text


def _report(found: Screening) -> HttpResponse:
    answer = HttpResponse(screening_docx(found), content_type=MEDIA_TYPES[Form.DOCX])
    answer.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"screening-{found.on.isoformat()}.docx"
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
