"""The sector department's check at the desk."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.drafting.actions.documents import MOST_BYTES
from biaozhun.cloud.drafting.permissions import DECIDES, roles_in
from biaozhun.cloud.drafting.queries.documents import documents_of
from biaozhun.cloud.drafting.queries.page import whole_projects
from biaozhun.cloud.form_templates.files import paper_answer
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.technical_reviews.actions.checking import PAPER, answer_check, ask_for_check
from biaozhun.cloud.technical_reviews.forms.reviewing import CheckForm
from biaozhun.cloud.technical_reviews.models import DepartmentCheck
from biaozhun.cloud.technical_reviews.permissions import roles_in_check
from biaozhun.cloud.technical_reviews.queries.page import SENT
from biaozhun.cloud.technical_reviews.views.frame import FAULTY, done, found, told
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.uploads import takes_files


@takes_only_form
@requires(Role.READER)
def ask(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask the department to check what was handed in."""
    project = found(whole_projects(), pk)
    person = signed_in(request)
    if not roles_in(person, project) & DECIDES:
        raise PermissionDenied(_("请行业主管部门审核，由承办人或主管部门来办。"))
    told(
        request,
        lambda: ask_for_check(project, actor=person, at=now()),
        _("已请{department}审核。").format(department=project.department.name),
    )
    return redirect(f"{reverse('drafting:project', args=[pk])}#technical_review")


def _seen(request: HttpRequest, pk: int) -> tuple[DepartmentCheck, frozenset[str]]:
    rows = DepartmentCheck.objects.select_related(
        "project__authority", "project__department", "department", "draft", "paper", "decided_by"
    )
    check = found(rows, pk)
    roles = roles_in_check(signed_in(request), check)
    if not roles:
        raise PermissionDenied(_("这次审核与您无关。"))
    return check, roles


@takes_files(up_to=MOST_BYTES)
@takes_form
@requires(Role.READER)
def check(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One check: the papers, and the department's answer."""
    held, roles = _seen(request, pk)
    if request.method != "POST":
        return _page(request, held, roles, CheckForm())
    if "department" not in roles:
        raise PermissionDenied(_("审核意见由行业主管部门来写。"))
    action = request.POST.get("action", "")
    if action not in {"pass_check", "send_back"}:
        raise Http404(_("没有这一步。"))
    form = CheckForm(request.POST, request.FILES)
    if form.is_valid():
        opinion, file = form.cleaned_data["opinion"], form.cleaned_data["paper"]
        upload = (file.name or "", file) if file else None
        person = signed_in(request)
        if done(
            form,
            lambda: answer_check(held, action, opinion, actor=person, at=now(), upload=upload),
        ):
            passed = action == "pass_check"
            messages.success(request, _("已审核同意。") if passed else _("已退回起草单位。"))
            return redirect("technical_reviews:check", pk)
    return _page(request, held, roles, form)


def _page(
    request: HttpRequest, held: DepartmentCheck, roles: frozenset[str], form: CheckForm
) -> HttpResponseBase:
    lying = documents_of(held.project)
    context = {
        "check": held,
        "project": held.project,
        "papers": [lying[kind] for kind in SENT if kind in lying],
        "form": form if "department" in roles and held.state == "asked" else None,
        "is_stale": held.state == "asked" and lying.get(SENT[0]) != held.draft,
        "faults": form if form.is_bound else None,
    }
    return render(
        request,
        "technical_reviews/desk/check.html",
        context,
        status=FAULTY if form.is_bound else 200,
    )


@only_read
@requires(Role.READER)
def opinion(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The opinion as a Word file, by the department's own template."""
    held, _roles = _seen(request, pk)
    back = reverse("technical_reviews:check", args=[held.pk])
    return paper_answer(request, PAPER, held.pk, held.department, back=back)
