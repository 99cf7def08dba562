"""The rejected rows of a run: taken down, mended in the browser or in a file, sent again."""

import re
import tempfile
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.exports import write_rejected_rows
from biaozhun.cloud.catalogue.models import ImportRun, RejectedRow
from biaozhun.cloud.catalogue.queries.runs import run_with
from biaozhun.cloud.desk.actions.mending import send_again
from biaozhun.cloud.desk.actions.ordering import order_mended
from biaozhun.cloud.desk.actions.uploading import receive
from biaozhun.cloud.desk.queries.mending import (
    OpenRow,
    as_form,
    columns_of,
    mending,
    open_rows,
    rows_at,
)
from biaozhun.cloud.desk.wording import fault
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import takes_form, takes_only_form
from biaozhun.cloud.ui.uploads import takes_files
from biaozhun.core.errors import BiaozhunError

LONGEST = 20_000  # characters of a cell
MOST_NAMED = 20  # rows in a sentence
_OF_A_ROW = re.compile(r"cell-(\d{1,18})-\d+", re.ASCII).fullmatch


def _run(pk: int) -> ImportRun:
    found = run_with(pk)
    if found is None or found.state == ImportRun.State.UNDONE:
        raise Http404(_("没有这次导入，或者它已经撤回。"))
    return found


@takes_form
@requires(Role.OPERATOR)
def rejected(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that are still open as a form; with ``format`` as a file with what stood in them."""
    run = _run(pk)
    if wanted := request.GET.get("format", ""):
        return _file(run, wanted)
    if request.method == "POST":
        return _mended(request, run)
    page = open_rows(run, page_asked(request.GET))
    columns = columns_of(run)
    return _shown(request, run, page, [as_form(row, columns) for row in page])


def _mended(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Send on what was typed, row by row of the form: the page may begin with others by now."""
    found, sent = rows_at(run, _positions(request.POST))
    columns = columns_of(run)
    rows = [as_form(row, columns) for row in found]
    if sent:
        places = "、".join(map(str, sent[:MOST_NAMED]))
        messages.warning(
            request, _("有的行已经由别人送去导入，没有再送：{rows}").format(rows=places)
        )
    try:
        upload = send_again(run, _changed(request.POST, rows), by=signed_in(request))
    except BiaozhunError as error:
        messages.error(request, _refused(error))
    else:
        messages.success(request, _("改好的行已经送去导入。"))
        return redirect("desk:upload", upload.pk)
    page = open_rows(run, page_asked(request.GET))
    typed = _typed(request.POST, rows) or [as_form(row, columns) for row in page]
    return _shown(request, run, page, typed)


def _positions(data: QueryDict) -> set[int]:
    """The numbers of the rows that stood in the form."""
    found = (_OF_A_ROW(name) for name in data)
    return {int(match[1]) for match in found if match}


def _shown(
    request: HttpRequest, run: ImportRun, page: Page[RejectedRow], rows: list[OpenRow]
) -> HttpResponse:
    context = {"run": run, "rows": rows, "mending": mending(run), **pages(page)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "desk/rejected.html", context, status=status)


def _refused(error: BiaozhunError) -> str:
    if error.code == "upload_state":
        return _("还没有改动任何一行。改好的行才会送去导入。")
    return fault(error.code)


def _changed(data: QueryDict, rows: list[OpenRow]) -> dict[int, dict[str, str]]:
    """The rows in which something was changed, with all their filled cells."""
    changed = {}
    for row, typed in zip(rows, _typed(data, rows), strict=True):
        if typed.cells != row.cells:
            changed[row.position] = {name: text for name, text in typed.cells if text.strip()}
    return changed


def _typed(data: QueryDict, rows: list[OpenRow]) -> list[OpenRow]:
    """The rows as they were filled in."""
    return [
        OpenRow(
            position=row.position,
            code=row.code,
            message=row.message,
            fragment=row.fragment,
            raw=row.raw,
            cells=[
                (name, _cell(data, f"cell-{row.position}-{place}", text))
                for place, (name, text) in enumerate(row.cells)
            ],
        )
        for row in rows
    ]


def _cell(data: QueryDict, name: str, held: str) -> str:
    """What was typed; a form gives line breaks back as CR LF."""
    text = data.get(name)
    if text is None:
        return held
    plain = text.replace("\r\n", "\n").replace("\0", "").encode("utf-8", "ignore").decode()
    return held if plain == held.replace("\r\n", "\n") else plain[:LONGEST]


def _file(run: ImportRun, wanted: str) -> HttpResponse:
    """The rejected rows with what stood in them, to be mended with other tools."""
    if wanted not in ("csv", "jsonl"):
        return HttpResponse("?format= one of: csv, jsonl\n", "text/plain; charset=utf-8", 400)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"rejected.{wanted}"
        write_rejected_rows(run.pk, path)
        content = path.read_bytes()
    kind = "text/csv" if wanted == "csv" else "application/x-ndjson"
    disposition = f'attachment; filename="rejected-{run.pk}.{wanted}"'
    return HttpResponse(
        content,
        content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": disposition},
    )


@takes_files(up_to=settings.UPLOAD_LIMIT)
@takes_only_form
@requires(Role.OPERATOR)
def mended_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the mended file; its rows go in at once, as a run of the same source."""
    run = _run(pk)
    file = request.FILES.get("file")
    try:
        if not isinstance(file, UploadedFile):
            raise BiaozhunError("no file was chosen", code="empty_file")  # noqa: TRY301  -- told as any other fault of a file
        by = signed_in(request)
        upload = receive(file.name or "file", file.chunks(), by=by, mends=run).upload
        order_mended(upload, by=by)
    except BiaozhunError as error:
        messages.error(request, fault(error.code))
        return redirect("desk:rejected", pk)
    messages.success(request, _("改好的文件已经送去导入。"))
    return redirect("desk:upload", upload.pk)
