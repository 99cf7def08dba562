"""Documents of a project: added, read, compared, shown."""

import datetime as dt
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import person_of, requires
from biaozhun.cloud.drafting.actions import documents
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.exports.note import note_docx
from biaozhun.cloud.drafting.forms.asking import id_asked
from biaozhun.cloud.drafting.forms.papers import DocumentForm
from biaozhun.cloud.drafting.models import DocumentKind, Project
from biaozhun.cloud.drafting.paper_forms import FORMS as PROJECT_FORMS
from biaozhun.cloud.drafting.permissions import DECIDES, WORKS, roles_in, withheld_from
from biaozhun.cloud.drafting.queries.comparing import compared
from biaozhun.cloud.drafting.queries.documents import CHECKED
from biaozhun.cloud.drafting.tasks import read_document
from biaozhun.cloud.drafting.views.frame import (
    address_of,
    done,
    form_page,
    found_document,
    found_project,
    sent,
    sentences,
    upload_of,
    worked_on,
)
from biaozhun.cloud.form_templates.actions.filling import Filled
from biaozhun.cloud.form_templates.files import docx_answer, paper_answer
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.stored_files import answer_with_file
from biaozhun.cloud.ui.uploads import takes_files

_BYTES: Final = "application/octet-stream"


@takes_files(up_to=documents.MOST_BYTES)
@takes_form
@requires(Role.READER)
def add(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Upload a document."""
    project, person, roles = worked_on(request, pk, WORKS)
    kind = request.GET.get("kind", "")
    initial = {"kind": kind if kind in DocumentKind.values else ""}
    without = withheld_from(roles)
    form = DocumentForm(project=project, without=without, initial=initial, **sent(request))
    if form.is_valid():
        told, upload = form.cleaned_data, upload_of(form.cleaned_data["file"])
        assert upload is not None  # noqa: S101  -- the field is required

        def keep() -> None:
            documents.add_document(
                project,
                told["kind"],
                upload,
                actor=person,
                at=now(),
                accompanies=told["accompanies"],
                stated_day=told["stated_day"],
            )

        if done(form, keep):
            messages.success(request, _("已添加。稿件和编制说明会在后台读取和检查。"))
            return redirect(address_of(project, "papers"))
    back = address_of(project, "papers")
    return form_page(request, form, title=_("添加材料"), back=back, button=_("上传"))


@only_read
def download(request: HttpRequest, pk: int, document: int) -> HttpResponseBase:
    """The file of a document, for who may read it."""
    found = found_document(request, found_project(pk), document)
    answer = answer_with_file(
        request,
        lambda: found.file.open("rb"),
        size=found.size,
        etag=f'"{found.digest}"',
        media_type=_BYTES,
    )
    answer.headers["Cache-Control"] = "private, no-cache"  # asked again: rights change
    disposition = content_disposition_header(as_attachment=True, filename=found.name)
    answer.headers["Content-Disposition"] = disposition or "attachment"
    return answer


@only_read
@requires(Role.READER)
def findings(request: HttpRequest, pk: int, document: int) -> HttpResponseBase:
    """What the checks of a draft found, with place and advice."""
    project, _person, _roles = worked_on(request, pk, WORKS | {"watcher"})
    found = found_document(request, project, document)
    context = {"project": project, "document": found, "text": getattr(found, "text", None)}
    return render(request, "drafting/findings.html", context)


@takes_only_form
@requires(Role.READER)
def check(request: HttpRequest, pk: int, document: int) -> HttpResponseBase:
    """Read and check a draft again, against the library of today."""
    project, _person, _roles = worked_on(request, pk, WORKS)
    found = found_document(request, project, document)
    if found.kind in CHECKED:
        read_document.later(found.pk)
        messages.success(request, _("已排队重新检查，稍后刷新。"))
    return redirect("drafting:findings", pk, document)


@only_read
def compare(request: HttpRequest, pk: int, document: int) -> HttpResponseBase:
    """What changed between two versions, paragraph by paragraph."""
    project = found_project(pk)
    newer = found_document(request, project, document)
    others = project.documents.exclude(pk=newer.pk).filter(text__fault="", text__isnull=False)
    if not roles_in(person_of(request), project):
        others = others.filter(is_public=True)
    choices = list(others.order_by("-pk"))
    asked = id_asked(request.GET, "with")
    before = [one for one in choices if one.pk < newer.pk]
    older = next((one for one in choices if one.pk == asked), before[0] if before else None)
    context = {
        "project": project,
        "document": newer,
        "older": older,
        "choices": choices,
        "comparison": compared(older, newer) if older else None,
    }
    return render(request, "drafting/compare.html", context)


@takes_only_form
@requires(Role.READER)
def show(request: HttpRequest, pk: int, document: int) -> HttpResponseBase:
    """Let everybody read a document, or no longer."""
    project, person, _roles = worked_on(request, pk, DECIDES)
    found = found_document(request, project, document)
    is_public = request.POST.get("public") == "yes"
    try:
        documents.show_document(found, is_public=is_public, actor=person)
    except DraftingRefusedError as refused:
        for sentence in sentences(refused):
            messages.error(request, sentence)
        return redirect(address_of(project, "papers"))
    said = _("现在所有人都能看到它。") if is_public else _("现在只有参与项目的各方能看到它。")
    messages.success(request, said)
    return redirect(address_of(project, "papers"))


@takes_only_form
@requires(Role.READER)
def travel(request: HttpRequest, pk: int, document: int) -> HttpResponseBase:
    """Say that an explanatory note holds for the newest draft too."""
    project, person, _roles = worked_on(request, pk, WORKS)
    held = found_document(request, project, document)
    try:
        documents.let_note_travel(held, actor=person, at=now())
    except DraftingRefusedError as refused:
        for sentence in sentences(refused):
            messages.error(request, sentence)
    else:
        messages.success(request, _("编制说明现在随最新的一稿。"))
    return redirect(address_of(project, "papers"))


@only_read
@requires(Role.READER)
def note(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The explanatory note as far as the case tells it, to be completed by people."""
    project, _person, _roles = worked_on(request, pk, WORKS)
    return docx_answer(Filled(_note_name(project, today()), note_docx(project, today())))


def _note_name(project: Project, day: dt.date) -> str:
    return f"编制说明-{project.plan_number}-{day:%Y%m%d}.docx"


@only_read
@requires(Role.READER)
def form(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """A form of the region, filled from the project."""
    project, _person, _roles = worked_on(request, pk, WORKS)
    if name not in {one.name.removeprefix("drafting.") for one in PROJECT_FORMS}:
        raise Http404(_("没有这张表。"))
    back = address_of(project, "papers")
    return paper_answer(request, f"drafting.{name}", project.pk, project.authority, back=back)
