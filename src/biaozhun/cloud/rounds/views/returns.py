"""What one unit returns: filled in by its people, judged by the authority."""

from collections.abc import Sequence
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.cases.actions import Acting, StepRefusedError
from biaozhun.cloud.cases.views import say, step_asked
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.organisations.permissions import roles_at, sees_unit
from biaozhun.cloud.rounds.actions import returns as acting
from biaozhun.cloud.rounds.models import Return
from biaozhun.cloud.rounds.queries.answers import questionnaire_of
from biaozhun.cloud.rounds.wording import FAULT, REFUSED
from biaozhun.cloud.ui.reading import takes_form, takes_only_form
from biaozhun.core.lifecycle import open_actions
from biaozhun.core.questionnaire import Answers, Questionnaire, read_answers

JUDGEMENTS = ("accept", "send_back", "excuse", "ask_again")
WHILE_OPEN = ("send_back", "ask_again")
Shown = list[tuple[str, list[dict[str, object]]]]


@takes_form
@requires(Role.READER)
def one(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The form of one unit: to be filled in, or as it was handed in."""
    held, roles = _held(request, pk)
    if request.method != "POST":
        return _page(request, held, roles)
    if not roles:
        raise PermissionDenied(_("只有本单位的人员能填报。"))
    return _fill(request, held, roles)


def _fill(request: HttpRequest, held: Return, roles: frozenset[str]) -> HttpResponseBase:
    """Keep what was typed, and hand it in where that was asked for and nothing is wrong.

    What can no longer be kept is shown again, so that nobody loses what they typed.
    """
    form = questionnaire_of(held.round)
    typed = {field.key: clean(request.POST.get(field.key, "")) for field in form.fields}
    by = Acting(person=signed_in(request), roles=roles, at=now())
    try:
        held = acting.keep(held.pk, typed, by=by)
    except StepRefusedError as refused:
        for code in refused.refusal.codes:
            messages.error(request, str(REFUSED[code]))
        held, roles = _held(request, held.pk)
        lost = [(f.label, typed[f.key]) for f in form.fields if typed[f.key]]
        return _page(request, held, roles, lost=lost, status=HTTPStatus.CONFLICT)
    if request.POST.get("action") != "submit":
        messages.success(request, _("已经暂存，还没有报送。"))
    elif read_answers(form, held.answers).faults:
        return _page(request, held, roles, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    else:
        say(request, lambda: acting.submit(held.pk, by=by), done=_("已经报送。"), refused=REFUSED)
    return redirect("rounds:return", pk=held.pk)


def _page(
    request: HttpRequest,
    held: Return,
    roles: frozenset[str],
    *,
    lost: Sequence[tuple[str, str]] = (),
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponseBase:
    form = questionnaire_of(held.round)
    answers = read_answers(form, held.answers)
    is_refused = status == HTTPStatus.UNPROCESSABLE_ENTITY
    context = {
        "asked": held,
        "steps": _shown(form, held, answers, faulty=is_refused or held.state == "returned"),
        "lost": lost,
        "may_fill": bool(roles) and held.is_waited_for and held.round.state == "open",
        "faults": answers.faults if is_refused else (),
        "judgements": _judgements(held, roles),
        "on": today(),
    }
    return render(request, "rounds/return.html", context, status=status)


def _judgements(held: Return, roles: frozenset[str]) -> list[str]:
    """What the authority may do with it; what only an open round allows is not offered later."""
    offered = open_actions(held.machine, state=held.state, roles=roles)
    is_open = held.round.state == "open"
    return [one for one in offered if one in JUDGEMENTS and (is_open or one not in WHILE_OPEN)]


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
    action, reason = step_asked(request, JUDGEMENTS)
    by = Acting(person=signed_in(request), roles=roles, at=now())
    say(
        request,
        lambda: acting.judge(held.pk, action, reason=reason, by=by),
        done=_("已经记下。"),
        refused=REFUSED,
    )
    return redirect("rounds:return", pk=pk)


def _held(request: HttpRequest, pk: int) -> tuple[Return, frozenset[str]]:
    """What is asked of a unit, and what the person is to it.

    Raises:
        Http404: there is none.
        PermissionDenied: it is another unit's.
    """
    returns = Return.objects.select_related("round__scheme", "organisation", "submitted_by")
    held = returns.filter(pk=min(pk, LARGEST_ID)).first()
    if held is None:
        raise Http404(_("没有这份报送。"))
    person = signed_in(request)
    if not sees_unit(person, held.organisation_id):
        raise PermissionDenied(_("这是别的单位的报送。"))
    return held, roles_at(person, held.organisation_id)
