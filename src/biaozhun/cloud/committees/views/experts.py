"""The bank of experts: what the public sees, one's own application, one expert."""

from collections.abc import Mapping
from http import HTTPStatus

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import person_of, requires, signed_in
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.committees.actions import experts as actions
from biaozhun.cloud.committees.forms.asking import experts_asked
from biaozhun.cloud.committees.forms.experts import STEPS, ExpertForm, TermForm
from biaozhun.cloud.committees.life import EXPERT
from biaozhun.cloud.committees.models import Expert
from biaozhun.cloud.committees.permissions import KEEPS, ends_conflict, roles_of
from biaozhun.cloud.committees.queries import experts as queries
from biaozhun.cloud.committees.views.frame import blame, done, form_page, saved
from biaozhun.cloud.committees.views.terms import proposed_term
from biaozhun.cloud.committees.wording import INTEREST
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form
from biaozhun.core.lifecycle import open_actions


@only_read
def experts(request: HttpRequest) -> HttpResponseBase:
    """Those who agreed to be named, and how many there are altogether."""
    wanted, person = experts_asked(request.GET), person_of(request)
    page = queries.public(wanted, page_asked(request.GET), today())
    context = {
        "wanted": wanted,
        "counts": queries.counts(today()),
        "interests": INTEREST,
        "own": queries.expert_of(person) if person else None,
        "keeps": is_authority(person),
        **pages(page),
    }
    return render(request, "committees/experts.html", context)


@only_read
def expert(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One expert: the whole record for the expert and the authority, for others its public part."""
    return _page(request, found_expert(request, pk), {})


def _page(request: HttpRequest, held: Expert, filled: Mapping[str, forms.Form]) -> HttpResponseBase:
    person = person_of(request)
    roles = roles_of(person, held) if person else frozenset()
    actions_ = open_actions(EXPERT, state=held.state, roles=roles)
    shown = [
        (action, filled.get(action) or _step_form(action), action in filled)
        for action in dict.fromkeys((*(one for one in actions_ if one in STEPS), *filled))
    ]
    context = {
        "expert": held,
        "roles": roles,
        "actions": shown,
        "conflicts": [
            (one, person is not None and ends_conflict(person, one)) for one in held.conflicts.all()
        ],
        "on": today(),
        "keeps": "authority" in roles,
    }
    faulty = any(form.is_bound for form in filled.values())
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faulty else HTTPStatus.OK
    template = "committees/desk/expert.html" if roles else "committees/expert.html"
    return render(request, template, context, status=status)


def _step_form(action: str) -> forms.Form:
    kind = STEPS[action]
    initial = proposed_term(today()) if issubclass(kind, TermForm) else {}
    return kind(auto_id=f"{action}_%s", initial=initial)


@takes_form
@requires(Role.READER)
def apply(request: HttpRequest) -> HttpResponseBase:
    """Ask to be taken into the bank."""
    actor = signed_in(request)
    held = queries.expert_of(actor)
    if held is not None:
        return redirect("committees:expert", pk=held.pk)
    organisation = actor.organisation.name if actor.organisation else ""
    initial = {"name": actor.name, "unit": organisation, "email": actor.email}
    title, button = _("申请进入标准化专家库"), _("提交申请")
    return _entered(request, initial, title=title, button=button, own=True)


@takes_form
@requires(KEEPS)
def add(request: HttpRequest) -> HttpResponseBase:
    """Enter somebody who asked on paper."""
    return _entered(request, {}, title=_("代为登记专家申请"), button=_("登记"), own=False)


def _entered(
    request: HttpRequest,
    initial: Mapping[str, object],
    *,
    title: str,
    button: str,
    own: bool,
) -> HttpResponseBase:
    form = ExpertForm(request.POST or None, initial=dict(initial))
    made: list[Expert] = []

    def enter() -> None:
        made.append(actions.apply(form.told(), actor=signed_in(request), own=own, at=now()))

    if form.is_valid() and done(form, enter):
        return saved(request, reverse("committees:expert", args=[made[0].pk]))
    back = reverse("committees:experts")
    return form_page(request, form, title=title, back=back, button=button)


@takes_form
@requires(Role.READER)
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Correct what the bank says."""
    held = kept_expert(request, pk)
    actor = signed_in(request)
    initial = {name: getattr(held, name) for name in actions.FIELDS}
    initial["fields_"] = initial.pop("fields")
    form = ExpertForm(request.POST or None, initial=initial)
    back = reverse("committees:expert", args=[pk])
    if form.is_valid() and done(
        form, lambda: actions.change_expert(held, form.told(), actor=actor, at=now())
    ):
        return saved(request, back)
    open_ = open_actions(EXPERT, state=held.state, roles=roles_of(actor, held))
    note = _("更改工作单位、利益方或专业领域后，由主管部门重新审核；审核期间不会被抽取。")
    more = {"note": note} if "vet_again" in open_ else {}
    return form_page(request, form, title=_("更正专家资料"), back=back, more=more)


@takes_form
@requires(Role.READER)
def step(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """Take a step of an expert: its form alone, or sent from the page of the expert."""
    held = kept_expert(request, pk)
    if action not in STEPS:
        raise Http404(_("没有这一步。"))
    if request.method != "POST":
        return _page(request, held, {})
    form = STEPS[action](request.POST)
    if form.is_valid():
        try:
            actions.step_expert(held, action, form.cleaned_data, actor=signed_in(request), at=now())
        except StepRefusedError as refused:
            if "not_for_you" in refused.refusal.codes:
                raise PermissionDenied(_("这一步不由您来办。")) from refused
            blame(form, refused)
        else:
            return saved(request, reverse("committees:expert", args=[pk]))
    return _page(request, held, {action: form})


def found_expert(request: HttpRequest, pk: int) -> Expert:
    """The expert of an address, for who may read of them.

    Raises:
        Http404: there is none, or it is not for them to know.
    """
    found, person = queries.expert_at(pk), person_of(request)
    if found is None:
        raise Http404(_("没有这名专家。"))
    sees = person is not None and roles_of(person, found)
    if not sees and not queries.is_listed(found, today()):
        raise Http404(_("没有这名专家。"))
    return found


def kept_expert(request: HttpRequest, pk: int) -> Expert:
    """The expert of an address, for the expert and the authority.

    Raises:
        Http404: there is none that the reader keeps.
    """
    found = queries.expert_at(pk)
    if found is None or not roles_of(signed_in(request), found):
        raise Http404(_("没有这名专家。"))
    return found
