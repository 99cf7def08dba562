"""The chain of approval at the desk: what waits for oneself, one by one, absences."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.drafting.models import Delegation, Officer, Project
from biaozhun.cloud.drafting.permissions import in_office
from biaozhun.cloud.form_templates.files import paper_answer
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.issuing import wording
from biaozhun.cloud.issuing.actions import approving, keeping, objecting
from biaozhun.cloud.issuing.actions.approving import Said
from biaozhun.cloud.issuing.actions.numbering import Numbering
from biaozhun.cloud.issuing.forms.asking import DelegationForm, NumberingForm, SaidForm
from biaozhun.cloud.issuing.models import Approval, Objection
from biaozhun.cloud.issuing.queries import inbox as queries
from biaozhun.cloud.issuing.queries.approval import approval_page
from biaozhun.cloud.issuing.queries.posts import approval_roles, is_clerk
from biaozhun.cloud.issuing.views.frame import done, form_page, found, say_faults, told
from biaozhun.cloud.organisations.permissions import acts_for
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form

ACTIONS: Final[dict[str, Callable[..., object]]] = {
    "agree": approving.agree,
    "complete": approving.agree,
    "return": approving.send_back,
    "cancel": approving.cancel,
    "open_notice": approving.open_notice,
    "close_notice": approving.close_notice,
    "minute": approving.minute,
}


@only_read
@requires(Role.READER)
def inbox(request: HttpRequest) -> HttpResponseBase:
    """What waits for the person, the longest waiting first."""
    person, on = signed_in(request), today()
    context = {
        "waiting": queries.inbox(person, on),
        "examined": queries.examined_waiting(person, on),
    }
    return render(request, "issuing/desk/inbox.html", context)


@only_read
@requires(Role.READER)
def approval(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One approval with its papers, what was decided, and what the person may do."""
    held = _seen(request, pk)
    return render(request, "issuing/desk/approval.html", _context(request, held))


def _context(request: HttpRequest, held: Approval) -> dict[str, object]:
    person, on = signed_in(request), today()
    mine = [one.approval.pk for one in queries.inbox(person, on)]
    place = mine.index(held.pk) if held.pk in mine else -1
    following = [pk for pk in mine[place + 1 :] if pk != held.pk]
    return {
        "page": approval_page(held, person, on),
        "next_pk": following[0] if following else None,
        "previous_pk": mine[place - 1] if place > 0 else None,
        "left": len(mine),
    }


def _seen(request: HttpRequest, pk: int) -> Approval:
    """The approval, for who takes part in it.

    Raises:
        Http404: there is none.
        PermissionDenied: it is nothing to the person.
    """
    rows = Approval.objects.select_related("project__authority", "project__department")
    held = found(rows, pk)
    person = signed_in(request)
    project = held.project
    takes_part = (
        acts_for(person, project.authority_id)
        or approval_roles(person, held, today())
        or held.taken.filter(person=person).exists()
    )
    if not takes_part:
        raise PermissionDenied(_("这份审批与您无关。"))
    return held


@takes_only_form
@requires(Role.READER)
def step(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """Take a step, and go on to the next one that waits."""
    held = _seen(request, pk)
    if action not in ACTIONS:
        raise Http404(_("没有这一步。"))
    form = SaidForm(request.POST)
    if not form.is_valid():
        say_faults(request, form)
        return _again(request, pk, action)
    said = Said(**form.cleaned_data)
    act = ACTIONS[action]
    person = signed_in(request)
    words = _("已办理：{title}").format(title=held.project.title)
    if not told(request, lambda: act(held, said, actor=person, at=now()), words):
        return _again(request, pk, action)
    left = [one.approval.pk for one in queries.inbox(person, today()) if one.approval.pk != pk]
    if request.POST.get("next") and left:
        return redirect("issuing:approval", pk=left[0])
    return redirect("issuing:approval", pk=pk)


def _again(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """The page as it stands now, with what was typed for a step that was refused."""
    names = ("opinion", "meeting", "meeting_day", "notice_ends")
    typed = {
        "action": action,
        "materials": request.POST.getlist("materials"),
        **{name: request.POST.get(name, "") for name in names},
    }
    context = {**_context(request, _seen(request, pk)), "typed": typed}
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "issuing/desk/approval.html", context, status=status)


@takes_form
@requires(Role.READER)
def begin(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let a project under examination into the chain."""
    project = found(Project.objects.select_related("authority"), pk)
    person = signed_in(request)
    if not is_clerk(person, project, today()):
        raise PermissionDenied(_("这一步由承办人来办。"))
    form = NumberingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        numbering = Numbering(**form.cleaned_data)
        if done(form, lambda: approving.begin(project, numbering, actor=person, at=now())):
            messages.success(request, _("已进入审批。"))
            made = Approval.objects.get(project=project, state="running")
            return redirect("issuing:approval", pk=made.pk)
    return form_page(
        request,
        form,
        title=_("进入审批：{title}").format(title=project.title),
        back=reverse("issuing:inbox"),
        more={"button": _("进入审批"), "note": _("没有分部分、也不是区域协同标准的，都不用填。")},
    )


@only_read
@requires(Role.READER)
def form(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The approval form (报批审批表) as a Word file."""
    held = _seen(request, pk)
    back = reverse("issuing:approval", args=[held.pk])
    return paper_answer(request, "issuing.approval", held.pk, held.project.authority, back=back)


@takes_only_form
@requires(Role.READER)
def answer(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Answer an objection."""
    rows = Objection.objects.select_related("approval__project", "filed_by")
    objection = found(rows, pk)
    _seen(request, objection.approval_id)
    text = request.POST.get("answer", "").replace("\x00", "")[:5000]
    person = signed_in(request)
    told(
        request,
        lambda: objecting.answer_objection(objection, text, actor=person, at=now()),
        _("已答复。"),
    )
    return redirect("issuing:approval", pk=objection.approval_id)


@takes_form
@requires(Role.READER)
def absence(request: HttpRequest) -> HttpResponseBase:
    """The own posts, and who acts in one's stead."""
    person, on = signed_in(request), today()
    own = Officer.objects.filter(in_office(on), person=person).select_related("organisation")
    lent = Delegation.objects.filter(officer__person=person, until__gte=on)
    taken = Delegation.objects.filter(to=person, until__gte=on)
    related = ("officer__organisation", "officer__person", "to")
    context = {
        "posts": own.order_by("organisation", "post"),
        "lent": lent.select_related(*related).order_by("since"),
        "taken": taken.select_related(*related).order_by("since"),
        "words": wording.POST,
    }
    return render(request, "issuing/desk/absence.html", context)


@takes_form
@requires(Role.READER)
def delegate(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let another act in a post for some days."""
    officer = found(Officer.objects.select_related("organisation", "person"), pk)
    person = signed_in(request)
    if officer.person_id != person.pk and not acts_for(person, officer.organisation_id):
        raise PermissionDenied(_("只有岗位上的本人或本单位的管理人员可以委托。"))
    form = DelegationForm(request.POST or None, organisation=officer.organisation)
    if request.method == "POST" and form.is_valid():
        lent: Callable[[], object] = lambda: keeping.delegate(  # noqa: E731  -- a name for one call
            officer, actor=person, **form.cleaned_data
        )
        if done(form, lent):
            messages.success(request, _("已委托。"))
            return _after_delegating(officer, person)
    title = _("委托代行：{post}（{name}）").format(
        post=wording.POST[officer.post], name=officer.person.name
    )
    return form_page(request, form, title=title, back=reverse("issuing:absence"))


def _after_delegating(officer: Officer, person: Person) -> HttpResponseBase:
    if officer.person_id == person.pk:
        return redirect("issuing:absence")
    return redirect("issuing:officers", pk=officer.organisation_id)


@takes_only_form
@requires(Role.READER)
def end_delegation(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The holder is back."""
    held = found(Delegation.objects.select_related("officer__organisation", "officer__person"), pk)
    person = signed_in(request)
    told(
        request,
        lambda: keeping.end_delegation(held, today(), actor=person),
        _("委托已终止。"),
    )
    return _after_delegating(held.officer, person)
