"""Issues across departments: whom they concern sees them, the authority all."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.organisations import exports
from biaozhun.cloud.organisations.actions.issues import raise_issue, step_issue
from biaozhun.cloud.organisations.forms.issues import FORMS, IssueForm
from biaozhun.cloud.organisations.life import ISSUE
from biaozhun.cloud.organisations.models import Issue
from biaozhun.cloud.organisations.permissions import roles_in_issue, takes_part
from biaozhun.cloud.organisations.queries import issues as queries
from biaozhun.cloud.organisations.views.frame import blame, form_page
from biaozhun.cloud.organisations.wording import ISSUE_ACTION, ISSUE_STATE
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form
from biaozhun.core.lifecycle import open_actions


@only_read
@requires(Role.READER)
def issues(request: HttpRequest) -> HttpResponseBase:
    """The issues the reader may see."""
    person, day = signed_in(request), today()
    wanted = _asked(request)
    if request.GET.get("format") == "csv":
        return exports.issues(queries.every_issue(person, wanted, day).iterator(500), day)
    page = queries.issues(person, wanted, day, page_asked(request.GET))
    context = {
        "issues": [(issue, queries.is_late(issue, day)) for issue in page],
        "wanted": wanted,
        "states": ISSUE_STATE,
        "may_raise": takes_part(person),
        **pages(page),
    }
    return render(request, "organisations/issues.html", context)


def _asked(request: HttpRequest) -> queries.Wanted:
    state, mine = text_asked(request.GET, "state"), text_asked(request.GET, "mine")
    return queries.Wanted(
        text=text_asked(request.GET),
        state=state if state in {*ISSUE_STATE, "open", "late"} else "",
        mine=mine if mine in ("raised", "answer") else "",
    )


@only_read
@requires(Role.READER)
def issue(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One issue with its history and what the reader may do about it."""
    return _page(request, found_issue(request, pk), {})


@takes_form
@requires(Role.READER)
def add(request: HttpRequest) -> HttpResponseBase:
    """Raise an issue."""
    actor = signed_in(request)
    if not takes_part(actor):
        raise PermissionDenied(_("您的账户还没有归入单位，不能提出问题。"))
    form = IssueForm(request.POST or None, actor=actor)
    if form.is_valid():
        made = raise_issue(form.cleaned_data, actor=actor, at=now())
        messages.success(request, _("已提出。"))
        return redirect("organisations:issue", pk=made.pk)
    back = reverse("organisations:issues")
    return form_page(request, form, title=_("提出重大问题"), back=back, button=_("提出"))


@takes_form
@requires(Role.READER)
def step(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """Take a step of an issue: its form alone, or sent from the page of the issue."""
    held = found_issue(request, pk)
    if action not in FORMS:
        raise Http404(_("没有这一步。"))
    form = FORMS[action](request.POST or None)
    if form.is_valid():
        try:
            step_issue(held, action, form.cleaned_data, actor=signed_in(request), at=now())
        except StepRefusedError as refused:
            if "not_for_you" in refused.refusal.codes:
                raise PermissionDenied(_("这一步不由您来办。")) from refused
            blame(form, refused)
        else:
            messages.success(request, _("已办理：{step}。").format(step=ISSUE_ACTION[action]))
            return redirect("organisations:issue", pk=pk)
    return _page(request, held, {action: form})


def _page(request: HttpRequest, held: Issue, forms_: dict[str, forms.Form]) -> HttpResponseBase:
    roles = roles_in_issue(signed_in(request), held)
    actions = open_actions(ISSUE, state=held.state, roles=roles)
    shown = [
        (action, forms_.get(action) or FORMS[action](auto_id=f"{action}_%s"), action in forms_)
        for action in dict.fromkeys((*actions, *forms_))
    ]
    context = {
        "issue": held,
        "is_late": queries.is_late(held, today()),
        "actions": shown,
    }
    faulty = any(form.is_bound for form in forms_.values())
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faulty else HTTPStatus.OK
    return render(request, "organisations/issue.html", context, status=status)


def found_issue(request: HttpRequest, pk: int) -> Issue:
    """The issue of an address, for who may see it.

    Raises:
        Http404: there is none, or it is not for them to know.
    """
    found = queries.issue_at(signed_in(request), pk)
    if found is None:
        raise Http404(_("没有这个问题，或它与您的单位无关。"))
    return found
