"""Pages: taking running projects over, and what became of each table."""

import tempfile
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.takeover import exports
from biaozhun.cloud.takeover.actions.taking import Statement, take_over
from biaozhun.cloud.takeover.columns import COLUMNS, FILES, MOST_LINES, NEEDED, STAGES
from biaozhun.cloud.takeover.forms import TakeoverForm
from biaozhun.cloud.takeover.models import TakeoverRun
from biaozhun.cloud.takeover.papers import NONE, in_archive
from biaozhun.cloud.takeover.permissions import TAKES_OVER, authorities_of, sees_run
from biaozhun.cloud.ui.brought import Table, TableRefusedError, read_table
from biaozhun.cloud.ui.reading import only_read, takes_form
from biaozhun.cloud.ui.uploads import takes_files
from biaozhun.documents.errors import DocumentError

_RUNS = 50


@takes_files(up_to=settings.UPLOAD_LIMIT)
@takes_form
@requires(TAKES_OVER)
def takeover(request: HttpRequest) -> HttpResponseBase:
    """Take a table of running projects over, with the archive of their papers."""
    person = signed_in(request)
    is_sent = request.method == "POST"
    form = TakeoverForm(*((request.POST, request.FILES) if is_sent else ()), person=person)
    run = _taken(request, form) if form.is_valid() else None
    if run is not None:
        return redirect("takeover:run", pk=run.pk)
    runs = TakeoverRun.objects.filter(authority__in=authorities_of(person))
    context = {
        "form": form,
        "runs": runs.select_related("authority")[:_RUNS],
        "has_authority": authorities_of(person).exists(),
        "columns": [names[0] for names in COLUMNS.values()],
        "stages": [*STAGES],
        "kinds": [*FILES],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_sent else HTTPStatus.OK
    return render(request, "takeover/takeover.html", context, status=status)


def _taken(request: HttpRequest, form: TakeoverForm) -> TakeoverRun | None:
    told = form.cleaned_data
    table = _table(form, told["table"])
    if table is None:
        return None
    statement = Statement(
        authority=told["authority"],
        stated_by=told["stated_by"],
        actor=signed_in(request),
        at=now(),
    )
    name, archive = told["table"].name or "", told["papers"]
    if archive is None:
        return take_over(table, statement, name=name, papers=NONE)
    with tempfile.TemporaryDirectory(prefix="biaozhun-takeover-") as folder:
        path = _kept(archive, Path(folder))
        try:
            papers = in_archive(path)
        except DocumentError:
            form.add_error("papers", _("ZIP 文件读不出来：损坏、加密，或者解开后太大。"))
            return None
        return take_over(table, statement, name=name, papers=papers)


def _table(form: TakeoverForm, upload: "UploadedFile[bytes]") -> Table | None:
    try:
        return read_table(upload.read(), COLUMNS, needed=NEEDED, most_lines=MOST_LINES)
    except TableRefusedError as refused:
        form.add_error("table", str(refused))
        return None


def _kept(upload: "UploadedFile[bytes]", folder: Path) -> Path:
    path = folder / "papers.zip"
    with path.open("wb") as stream:
        for piece in upload.chunks():
            stream.write(piece)
    return path


@only_read
@requires(TAKES_OVER)
def run(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What became of a table, with the rows that were not taken."""
    found = TakeoverRun.objects.select_related("authority", "person").filter(pk=pk).first()
    if found is None or not sees_run(signed_in(request), found.authority_id):
        raise Http404(_("没有这次接收。"))
    if request.GET.get("format") == "csv":
        return exports.rejected(found)
    return render(request, "takeover/run.html", {"run": found})


@only_read
@requires(TAKES_OVER)
def template(request: HttpRequest) -> HttpResponseBase:  # noqa: ARG001  -- the form of a view
    """An empty table with the names of all columns."""
    return exports.template()
