"""What participants and representatives do themselves, with an account or with a code."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.hearings.actions.inviting import record_opinion, step_invitation
from biaozhun.cloud.hearings.actions.opinions import OpinionTold, hand_in_opinion
from biaozhun.cloud.hearings.actions.registering import withdraw
from biaozhun.cloud.hearings.forms.hearings import SpokenForm, WrittenForm
from biaozhun.cloud.hearings.life import INVITEE, PARTICIPANT
from biaozhun.cloud.hearings.models import Invitation, Registration
from biaozhun.cloud.hearings.queries.hearings import mine as mine_of
from biaozhun.cloud.hearings.views.frame import found, say_faults, told
from biaozhun.cloud.ui.reading import only_read, takes_only_form


def act_on(
    request: HttpRequest, held: Registration | Invitation, action: str, *, actor: Person | None
) -> bool:
    """Do what a button of the own page asks for; whether there is such a button.

    The caller has asked for the account or the code.
    """
    if isinstance(held, Registration):
        if action == "withdraw":
            _withdraw(request, held, actor)
        elif action == "say":
            _hand_in(request, held, actor)
        else:
            return False
        return True
    if action in {"accept", "decline"}:
        _answer(request, held, action, actor)
    elif action == "say":
        _say(request, held, actor)
    else:
        return False
    return True


def _withdraw(request: HttpRequest, held: Registration, actor: Person | None) -> None:
    told(
        request,
        lambda: withdraw(held, roles=PARTICIPANT, actor=actor, at=now()),
        _("已撤回报名。"),
    )


def _hand_in(request: HttpRequest, held: Registration, actor: Person | None) -> None:
    form = WrittenForm(request.POST)
    if not form.is_valid():
        say_faults(request, form)
        return
    said = OpinionTold(**form.cleaned_data)
    told(request, lambda: hand_in_opinion(held, said, actor=actor, at=now()), _("已收到您的意见。"))


def _answer(request: HttpRequest, held: Invitation, action: str, actor: Person | None) -> None:
    reason = request.POST.get("reason", "").replace("\x00", "")[:500]
    told(
        request,
        lambda: step_invitation(held, action, actor=actor, at=now(), roles=INVITEE, reason=reason),
        _("已记下您的答复。"),
    )


def _say(request: HttpRequest, held: Invitation, actor: Person | None) -> None:
    form = SpokenForm(request.POST)
    if not form.is_valid():
        say_faults(request, form)
        return
    text = form.cleaned_data["text"]
    told(
        request,
        lambda: record_opinion(held, text, roles=INVITEE, actor=actor, at=now()),
        _("已收到您的意见。"),
    )


@only_read
@requires(Role.READER)
def mine(request: HttpRequest) -> HttpResponseBase:
    """Where somebody registered, and what he or she is invited to."""
    registered, invited = mine_of(signed_in(request))
    context = {"registered": registered, "invited": invited}
    return render(request, "hearings/desk/mine.html", context)


@takes_only_form
@requires(Role.READER)
def act_on_registration(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """Withdraw, or hand in an opinion, with the account that registered."""
    person = signed_in(request)
    rows = Registration.objects.filter(person=person).select_related("hearing__project")
    return _acted(request, found(rows, pk), action, person)


@takes_only_form
@requires(Role.READER)
def act_on_invitation(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """Accept, decline, or give an opinion, with the account of the representative."""
    person = signed_in(request)
    rows = Invitation.objects.filter(representative__person=person).exclude(state="cancelled")
    return _acted(request, found(rows.select_related("project", "hearing"), pk), action, person)


def _acted(
    request: HttpRequest, held: Registration | Invitation, action: str, person: Person
) -> HttpResponseBase:
    if not act_on(request, held, action, actor=person):
        raise Http404(_("没有这一步。"))
    return redirect("hearings:mine")
