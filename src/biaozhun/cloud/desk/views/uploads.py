"""Uploads: bringing a file, saying where it comes from, its dry run, its run, its report."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.actions.sources import ANNOUNCEMENT_RANK, NAMELESS, slug_of_file
from biaozhun.cloud.catalogue.queries.runs import run_page
from biaozhun.cloud.desk.actions import ordering
from biaozhun.cloud.desk.actions import uploading as actions
from biaozhun.cloud.desk.actions.ordering import Told
from biaozhun.cloud.desk.exports import changes_table
from biaozhun.cloud.desk.forms.telling import TellForm
from biaozhun.cloud.desk.models import Upload
from biaozhun.cloud.desk.queries import plans
from biaozhun.cloud.desk.queries import uploads as queries
from biaozhun.cloud.desk.queries.keeping import kept
from biaozhun.cloud.desk.queries.mending import mending
from biaozhun.cloud.desk.queries.tasks import task_of
from biaozhun.cloud.desk.wording import STATE, fault
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.uploads import takes_files
from biaozhun.core.errors import BiaozhunError

State = Upload.State
ANNOUNCEMENTS = "announcements"


def held(pk: int) -> Upload:
    """The upload of an address.

    Raises:
        Http404: there is none.
    """
    found = queries.upload_with(pk)
    if found is None:
        raise Http404(_("没有这次上传。"))
    return found


@takes_files(up_to=settings.UPLOAD_LIMIT)
@takes_form
@requires(Role.OPERATOR)
def uploads(request: HttpRequest) -> HttpResponse:
    """All uploads, and the form for the next."""
    refusal = None
    if request.method == "POST":
        answer = _receive(request)
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    state = request.GET.get("state", "")
    state = state if state in STATE else ""
    context = {
        "found": queries.uploads(state, page_asked(request.GET)),
        "state": state,
        "states": STATE.items(),
        "limit": settings.UPLOAD_LIMIT // 1024**2,
        "days": settings.UPLOADS_KEPT_DAYS,
        "refusal": refusal,
        "words": fault(refusal.code) if refusal else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "desk/uploads.html", context, status=status)


def _receive(request: HttpRequest) -> HttpResponse | BiaozhunError:
    """Keep what was sent and lead to its page, or say why not."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return BiaozhunError("no file was chosen", code="empty_file")
    try:
        received = actions.receive(file.name or "file", file.chunks(), by=signed_in(request))
    except BiaozhunError as error:
        return error
    if received.imported:
        sentence = _("同样的内容在 {day} 已经导入过（第 {run} 次导入）。再导一遍不会重复收录。")
        told = {"day": received.imported.started.date(), "run": received.imported.pk}
        messages.warning(request, sentence.format(**told))
    elif received.before:
        sentence = _("同样的文件在 {day} 上传过，名为“{name}”。")
        told = {"day": received.before.uploaded.date(), "name": received.before.file_name}
        messages.warning(request, sentence.format(**told))
    return redirect("desk:upload", received.upload.pk)


@takes_form
@requires(Role.OPERATOR)
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """One upload: where it is, and what is to be done next."""
    found = held(pk)
    form = TellForm(
        request.POST if request.method == "POST" else None, initial=_initial(found), today=today()
    )
    if request.method == "POST" and form.is_valid():
        return _check(request, found, form)
    gone = not queries.path_of(found).exists()
    context = {
        "upload": found,
        "form": form,
        "account": plans.account_of(found),
        "sources": queries.source_choices(),
        "words": fault(str(found.look.get("code", ""))),
        "gone": gone,
        "kept": None if gone else kept(found),
        "report": run_page(found.run, 1) if found.run else None,
        "mending": mending(found.run) if found.run else None,
        **_rate(found),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "desk/upload.html", context, status=status)


def _initial(found: Upload) -> dict[str, object]:
    """What the form begins with: what was said before, else what the file says itself.

    A file whose name says nothing proposes no source, or all such files would share one.
    """
    announces = bool(found.look.get("announcement"))
    named = ANNOUNCEMENTS if announces else slug_of_file(queries.path_of(found))
    return {
        "source": found.source_slug or ("" if named == NAMELESS else named),
        "title": found.source_title,
        "rank": ANNOUNCEMENT_RANK if announces and found.rank is None else found.rank,
        "licence": found.licence,
        "seen": found.seen or today(),
    }


def _check(request: HttpRequest, found: Upload, form: TellForm) -> HttpResponse:
    said = form.cleaned_data
    told = Told(
        slug=said["source"],
        title=said["title"],
        rank=said["rank"],
        licence=said["licence"],
        seen=said["seen"],
    )
    return acted(
        request, found, lambda by: ordering.order_check(found, told, by=by), _("试导已经排上。")
    )


def acted(
    request: HttpRequest, found: Upload, act: Callable[[Person], None], done: str
) -> HttpResponse:
    """Do something with an upload and come back to its page with a sentence."""
    try:
        act(signed_in(request))
    except BiaozhunError as error:
        messages.error(request, fault(error.code))
    else:
        messages.success(request, done)
    return redirect("desk:upload", found.pk)


def _rate(found: Upload) -> dict[str, object]:
    """How fast it goes, rows in a second since it began; and the task, which may have failed."""
    seconds = (now() - found.began).total_seconds() if found.began else 0
    going = found.state in (State.CHECKING, State.RUNNING)
    rate = round(found.rows / seconds) if seconds >= 1 else None
    return {"going": going, "rate": rate, "task": task_of(found) if going else None}


@only_read
@requires(Role.OPERATOR)
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, as a part of its page; the page is asked for anew when it has ended."""
    found = held(pk)
    rate = _rate(found)
    answer = render(request, "desk/parts/progress.html", {"upload": found, **rate})
    if not rate["going"]:
        answer["HX-Refresh"] = "true"
    return answer


@only_read
@requires(Role.OPERATOR)
def changes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every fact the file would change, by edition; as a table with ``format=csv``."""
    found = held(pk)
    account = plans.account_of(found)
    if account is None:
        raise Http404(_("这次上传还没有试导。"))
    field = request.GET.get("field", "")
    field = field if field in account.fields else ""
    if request.GET.get("format") == "csv":
        return changes_table(found, plans.all_changes(found, field))
    page = plans.changes(found, field, page_asked(request.GET))
    context = {
        "upload": found,
        "account": account,
        "field": field,
        **pages(page),
    }
    return render(request, "desk/changes.html", context)


@takes_only_form
@requires(Role.OPERATOR)
def stop_check(request: HttpRequest, pk: int) -> HttpResponse:
    """End the dry run."""
    found = held(pk)
    return acted(request, found, lambda by: ordering.stop_check(found, by=by), _("试导已停下。"))


@takes_only_form
@requires(Role.OPERATOR)
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm what the dry run found."""
    found = held(pk)
    return acted(request, found, lambda by: ordering.order_run(found, by=by), _("导入已经排上。"))


@takes_only_form
@requires(Role.OPERATOR)
def interrupt(request: HttpRequest, pk: int) -> HttpResponse:
    """End the run after the rows at hand."""
    found = held(pk)
    done = _("导入已中断；已经收录的行都在，随时可以接着导。")
    return acted(request, found, lambda by: ordering.interrupt(found, by=by), done)


@takes_only_form
@requires(Role.OPERATOR)
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an interrupted run go on."""
    found = held(pk)
    return acted(request, found, lambda by: ordering.go_on(found, by=by), _("接着上次的地方导入。"))


@takes_only_form
@requires(Role.OPERATOR)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an upload nothing came of."""
    found = queries.upload_with(pk)
    if found is None:  # the button pressed twice
        messages.warning(request, _("没有这次上传，或者已经删去。"))
        return redirect("desk:uploads")
    try:
        actions.discard(found, by=signed_in(request))
    except BiaozhunError as error:
        messages.error(request, fault(error.code))
        return redirect("desk:upload", pk)
    messages.success(request, _("“{name}”已删去。").format(name=found.file_name))
    return redirect("desk:uploads")
