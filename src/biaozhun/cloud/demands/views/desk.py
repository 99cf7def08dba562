"""The desk: the authority triages, the department that was given it answers."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.demands.actions.demands import DemandStep, step_demand
from biaozhun.cloud.demands.actions.files import remove_contact
from biaozhun.cloud.demands.actions.suggestions import SuggestionStep, step_suggestion
from biaozhun.cloud.demands.forms.asking import wanted_asked
from biaozhun.cloud.demands.forms.steps import DEMAND_FORMS, SUGGESTION_FORMS, StepForm
from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.demands.permissions import at_desk
from biaozhun.cloud.demands.queries import lists
from biaozhun.cloud.demands.queries.near import near_to_suggestion
from biaozhun.cloud.demands.queries.one import Found, supporters, told
from biaozhun.cloud.demands.queries.similar import similar
from biaozhun.cloud.demands.views.frame import Case, blame, found_or_404, status_of
from biaozhun.cloud.demands.wording import (
    DEMAND_ACTION,
    DEMAND_STATE,
    FIELD,
    SUGGESTION_ACTION,
    SUGGESTION_STATE,
)
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.core.lifecycle import open_actions

OFFICE: Final = frozenset({"authority", "department"})
Forms = Mapping[str, type[StepForm]]
Act = Callable[[dict[str, Any]], object]


@only_read
@requires(Role.READER)
def demands(request: HttpRequest) -> HttpResponseBase:
    """The demands somebody deals with."""
    return _list(request, Demand, "demands/desk/demands.html", DEMAND_STATE)


@only_read
@requires(Role.READER)
def suggestions(request: HttpRequest) -> HttpResponseBase:
    """The suggestions somebody deals with."""
    return _list(request, Suggestion, "demands/desk/suggestions.html", SUGGESTION_STATE)


def _list(
    request: HttpRequest, kind: type[Case], template: str, states: Mapping[str, str | Promise]
) -> HttpResponseBase:
    person = signed_in(request)
    wanted = wanted_asked(request.GET, kind)
    found = lists.at_desk(kind, person)
    page = lists.page_of(found, wanted, page_asked(request.GET))
    counts = lists.by_state(found, wanted)
    context = {
        "wanted": wanted,
        "counts": [(code, said, counts[code]) for code, said in states.items() if code in counts],
        "total": sum(counts.values()),
        "waiting": sum(counts.get(code, 0) for code in lists.WAITING[kind]),
        "fields": FIELD,
        "takes_part": at_desk(person),
        "is_authority": is_authority(person),
        **pages(page),
    }
    return render(request, template, context)


@only_read
@requires(Role.READER)
def demand(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A demand at the desk: who filed it, what is alike, what may be done."""
    return _demand_page(request, at_desk_or_404(request, Demand, pk), {})


@only_read
@requires(Role.READER)
def suggestion(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A suggestion at the desk: who filed it, what stands against it, what may be done."""
    return _suggestion_page(request, at_desk_or_404(request, Suggestion, pk), {})


@takes_form
@requires(Role.READER)
def step_of_demand(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """A step of a demand: its form alone, or sent from the page."""
    found = at_desk_or_404(request, Demand, pk)
    actor = signed_in(request)

    def act(said: dict[str, Any]) -> object:
        return step_demand(found.case, action, DemandStep(**said), actor=actor, at=now())

    form = _form(request, found.case, DEMAND_FORMS, action)
    if _done(form, act):
        messages.success(request, _done_words(DEMAND_ACTION[action]))
        return _after(found.case, actor, "demand")
    return _demand_page(request, found, {action: form})


@takes_form
@requires(Role.READER)
def step_of_suggestion(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """A step of a suggestion: its form alone, or sent from the page."""
    found = at_desk_or_404(request, Suggestion, pk)
    actor = signed_in(request)

    def act(said: dict[str, Any]) -> object:
        return step_suggestion(found.case, action, SuggestionStep(**said), actor=actor, at=now())

    form = _form(request, found.case, SUGGESTION_FORMS, action)
    if _done(form, act):
        messages.success(request, _done_words(SUGGESTION_ACTION[action]))
        return _after(found.case, actor, "suggestion")
    return _suggestion_page(request, found, {action: form})


@takes_only_form
@requires(Role.READER)
def forget_filer_of_demand(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take out, on request, what the filer of a demand said of themselves."""
    return _forget(request, at_desk_or_404(request, Demand, pk), "demand")


@takes_only_form
@requires(Role.READER)
def forget_filer_of_suggestion(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take out, on request, what the filer of a suggestion said of themselves."""
    return _forget(request, at_desk_or_404(request, Suggestion, pk), "suggestion")


def _forget(request: HttpRequest, found: Found[Case], place: str) -> HttpResponseBase:
    if "authority" not in found.roles:
        raise PermissionDenied(_("联系方式由标准化行政主管部门删除。"))
    remove_contact(found.case, actor=signed_in(request))
    messages.success(request, _("提出人的称呼、单位和联系方式已经删除。"))
    return redirect(f"demands:desk_{place}", pk=found.case.pk)


def at_desk_or_404(request: HttpRequest, kind: type[Case], pk: int) -> Found[Case]:
    """The case of an address of the desk, for who deals with it.

    Raises:
        Http404: there is none, or it is with others.
    """
    found = found_or_404(request, kind, pk)
    if found.roles.isdisjoint(OFFICE):
        raise Http404(_("没有这一条，或者它不由您的部门办理。"))
    return found


def _form(request: HttpRequest, case: Demand | Suggestion, table: Forms, action: str) -> StepForm:
    if action not in table:
        raise Http404(_("没有这一步。"))
    sent = request.POST if request.method == "POST" else None
    return table[action](sent, case=case, on=today(), auto_id=f"{action}_%s")


def _done(form: StepForm, act: Act) -> bool:
    """Do what a form asks for, or write into it why not; whether it was done."""
    if not form.is_valid():
        return False
    try:
        act(form.said)
    except StepRefusedError as refused:
        blame(form, refused)
        return False
    return True


def _done_words(step: str | Promise) -> str:
    return _("已办理：{step}。").format(step=step)


def _after(case: Demand | Suggestion, actor: Person, place: str) -> HttpResponseBase:
    """Back to the case, or to the list where it is with somebody else now."""
    case.refresh_from_db()
    if is_authority(actor) or case.department_id == actor.organisation_id:
        return redirect(f"demands:desk_{place}", pk=case.pk)
    return redirect(f"demands:desk_{place}s")


def _acts(
    found: Found[Case], table: Forms, bound: Mapping[str, StepForm]
) -> list[tuple[str, StepForm, bool]]:
    """The steps that may be taken at the desk: verb, form, and whether it is open on the page."""
    case = found.case
    opened = open_actions(case.machine, state=case.state, roles=found.roles & OFFICE)
    shown = [one for one in table if one in opened or one in bound]
    day = today()
    return [
        (one, bound.get(one) or table[one](case=case, on=day, auto_id=f"{one}_%s"), one in bound)
        for one in shown
    ]


def _demand_page(
    request: HttpRequest, found: Found[Demand], bound: dict[str, StepForm]
) -> HttpResponseBase:
    case = found.case
    opened = open_actions(case.machine, state=case.state, roles=found.roles & OFFICE)
    count, _mine = supporters(case, None)
    context = {
        "told": told(case, found.roles),
        "case": case,
        "is_demand": True,
        "supporters": count,
        "acts": _acts(found, DEMAND_FORMS, bound),
        "may_suggest": "suggest" in opened,
        "near": similar(case.title, besides=case.pk),
        "is_authority": "authority" in found.roles,
    }
    return render(request, "demands/desk/demand.html", context, status=status_of(bound.values()))


def _suggestion_page(
    request: HttpRequest, found: Found[Suggestion], bound: dict[str, StepForm]
) -> HttpResponseBase:
    case = found.case
    context = {
        "told": told(case, found.roles),
        "case": case,
        "is_demand": False,
        "acts": _acts(found, SUGGESTION_FORMS, bound),
        "screening": near_to_suggestion(case, inside=True),
        "is_authority": "authority" in found.roles,
    }
    template = "demands/desk/suggestion.html"
    return render(request, template, context, status=status_of(bound.values()))
