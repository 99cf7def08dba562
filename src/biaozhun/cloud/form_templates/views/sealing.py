"""Sealed scans of the forms of cases: the page, the files, and the part that other pages include.

A slice says in its :class:`PaperForm` who sees a case and who brings its scan, and its page loads
the tag ``form_templates`` and says ``{% sealed_scans "proposals.application" application.pk %}``.
"""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.form_templates.actions.seals import MOST_BYTES, keep_scan, remove_scan
from biaozhun.cloud.form_templates.errors import TemplateRefusedError
from biaozhun.cloud.form_templates.files import scan_answer
from biaozhun.cloud.form_templates.forms import ScanForm
from biaozhun.cloud.form_templates.models import SealedCopy
from biaozhun.cloud.form_templates.permissions import seals_form, sees_form
from biaozhun.cloud.form_templates.queries.sealed import sealed_copies, subject_of
from biaozhun.cloud.form_templates.registry import PaperForm, forms
from biaozhun.cloud.form_templates.wording import refusal
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.uploads import takes_files

FAULTY = HTTPStatus.UNPROCESSABLE_ENTITY


@takes_files(up_to=MOST_BYTES)
@takes_form
@requires(Role.READER)
def scans(request: HttpRequest, name: str, key: int) -> HttpResponse:
    """The sealed scans of a form for a case, and bringing one."""
    paper = _seen(request, name, key)
    if request.method != "POST":
        return _page(request, paper, key, ScanForm())
    _demand_sealer(request, paper, key)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid() and _kept(request, form, subject_of(name, key), name):
        messages.success(request, _("盖章扫描件收存了。"))
        return redirect("form_templates:scans", name, key)
    return _page(request, paper, key, form)


def _kept(request: HttpRequest, form: ScanForm, subject: str, name: str) -> bool:
    file = form.cleaned_data["scan"]
    upload, day = (file.name or "", file.read()), form.cleaned_data["day"]
    try:
        keep_scan(subject, name, upload, day=day, actor=signed_in(request), at=now())
    except TemplateRefusedError as error:
        form.add_error("day" if error.code == "day_to_come" else "scan", refusal(error))
        return False
    return True


def _page(request: HttpRequest, paper: PaperForm, key: int, form: ScanForm) -> HttpResponse:
    context = {
        "paper": paper,
        "key": key,
        "copies": sealed_copies(subject_of(paper.name, key)),
        "form": form if seals_form(signed_in(request), paper, key) else None,
    }
    status = FAULTY if form.is_bound else HTTPStatus.OK
    return render(request, "form_templates/scans.html", context, status=status)


@only_read
@requires(Role.READER)
def scan(request: HttpRequest, name: str, key: int, pk: int) -> HttpResponseBase:
    """The file of a scan."""
    _seen(request, name, key)
    return scan_answer(request, _scan(name, key, pk))


@takes_only_form
@requires(Role.READER)
def remove(request: HttpRequest, name: str, key: int, pk: int) -> HttpResponse:
    """Take a scan that was put in by mistake away."""
    paper = _seen(request, name, key)
    _demand_sealer(request, paper, key)
    found = _scan(name, key, pk)
    try:
        remove_scan(
            found.pk, found.subject, request.POST.get("reason", ""), actor=signed_in(request)
        )
    except TemplateRefusedError as error:
        messages.error(request, refusal(error))
    except SealedCopy.DoesNotExist:
        messages.error(request, _("没有这份扫描件。"))
    else:
        messages.success(request, _("扫描件移除了，日志里留有记录。"))
    return redirect("form_templates:scans", name, key)


def _seen(request: HttpRequest, name: str, key: int) -> PaperForm:
    """The form of a case that somebody may see.

    Raises:
        Http404: there is no such form or case.
        PermissionDenied: not for this person.
    """
    if name not in forms() or key > LARGEST_ID:
        raise Http404(_("没有这张表。"))
    try:
        if sees_form(signed_in(request), forms()[name], key):
            return forms()[name]
    except ObjectDoesNotExist as error:
        raise Http404(_("没有这个事项。")) from error
    raise PermissionDenied(_("这个事项您看不到。"))


def _demand_sealer(request: HttpRequest, paper: PaperForm, key: int) -> None:
    if not seals_form(signed_in(request), paper, key):
        raise PermissionDenied(_("您的角色还不能做这件事。"))


def _scan(name: str, key: int, pk: int) -> SealedCopy:
    subject = subject_of(name, key)
    found = SealedCopy.objects.filter(pk=min(pk, LARGEST_ID), subject=subject).first()
    if found is None:
        raise Http404(_("没有这份扫描件。"))
    return found
