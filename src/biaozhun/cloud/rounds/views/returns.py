"""What one unit returns: filled in by its people, judged by the authority."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.cases.actions import Acting, StepRefusedError
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.rounds.actions import returns as acting
from biaozhun.cloud.rounds.forms import ReasonForm
from biaozhun.cloud.rounds.models import Return
from biaozhun.cloud.rounds.permissions import may_see, roles_in
from biaozhun.cloud.rounds.queries.answers import questionnaire_of
from biaozhun.cloud.rounds.wording import FAULT, REFUSED
from biaozhun.cloud.ui.reading import takes_form, takes_only_form
from biaozhun.core.lifecycle import open_actions
from biaozhun.core.questionnaire import Answers, Questionnaire, read_answers

JUDGEMENTS = ("accept", "send_back", "excuse", "ask_again")
Shown = list[tuple[str, list[dict[str, object]]]]


@takes_form
@requires(Role.READER)
def one(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The form of one unit: to be filled in, or as it was handed in."""
    held, roles = _held(request, pk)
    form = questionnaire_of(held.round)
    answers = read_answers(form, held.answers)
    may_fill = bool(roles) and held.state in acting.WAITED_FOR and held.round.state == "open"
    if request.method == "POST":
        if not may_fill:
            raise PermissionDenied(_("现在不能填报。"))
        typed = {key: request.POST.get(key, "") for key in (field.key for field in form.fields)}
        held = acting.keep(held.pk, typed)
        answers = read_answers(form, held.answers)
        if request.POST.get("action") == "submit" and not answers.faults:
            return _submit(request, held.pk, roles)
        if request.POST.get("action") != "submit":
            messages.success(request, _("已经暂存，还没有报送。"))
            return redirect("rounds:return", pk=held.pk)
    is_refused = request.method == "POST"
    context = {
        "asked": held,
        "steps": _shown(form, held, answers, faulty=is_refused or held.state == "returned"),
        "may_fill": may_fill,
        "faults": answers.faults if is_refused else (),
        "judgements": _judgements(held, roles),
        "on": today(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    return render(request, "rounds/return.html", context, status=status)


def _submit(request: HttpRequest, pk: int, roles: frozenset[str]) -> HttpResponseBase:
    by = Acting(person=signed_in(request), roles=roles, at=now())
    _say(request, lambda: acting.submit(pk, by=by), _("已经报送。"))
    return redirect("rounds:return", pk=pk)


def _judgements(held: Return, roles: frozenset[str]) -> list[str]:
    offered = open_actions(held.machine, state=held.state, roles=roles)
    return [action for action in offered if action in JUDGEMENTS]


def _shown(form: Questionnaire, held: Return, answers: Answers, *, faulty: bool) -> Shown:
    """The questions step by step, each with what was typed and what is wrong with it."""
    wrong = {fault.key: str(FAULT[fault.code]) for fault in answers.faults} if faulty else {}
    return [
        (
            step,
            [
                {"field": f, "typed": held.answers.get(f.key, ""), "wrong": wrong.get(f.key, "")}
                for f in fields
            ],
        )
        for step, fields in form.steps
    ]


@takes_only_form
@requires(Role.OPERATOR)
def judge(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Accept, send back, excuse, or ask again."""
    held, roles = _held(request, pk)
    action, form = request.POST.get("action", ""), ReasonForm(request.POST)
    if action not in JUDGEMENTS or not form.is_valid():
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    by = Acting(person=signed_in(request), roles=roles, at=now())
    reason = form.cleaned_data["reason"]
    _say(request, lambda: acting.judge(held.pk, action, reason=reason, by=by), _("已经记下。"))
    return redirect("rounds:return", pk=pk)


def _say(request: HttpRequest, act: acting.Act, done: str) -> None:
    """Do it and say so, or say everything that stands against it."""
    try:
        act()
    except StepRefusedError as refused:
        for code in refused.refusal.codes:
            messages.error(request, str(REFUSED[code]))
    else:
        messages.success(request, done)


def _held(request: HttpRequest, pk: int) -> tuple[Return, frozenset[str]]:
    """What is asked of a unit, and what the person is to it.

    Raises:
        Http404: there is none.
        PermissionDenied: it is another unit's.
    """
    returns = Return.objects.select_related("round__scheme__plan", "organisation", "submitted_by")
    held = returns.filter(pk=min(pk, LARGEST_ID)).first()
    if held is None:
        raise Http404(_("没有这份报送。"))
    person = signed_in(request)
    if not may_see(person, held):
        raise PermissionDenied(_("这是别的单位的报送。"))
    return held, roles_in(person, held.organisation_id)
