"""The green channel at the desk: what waits, a use with its steps, the request, the audit."""

from collections.abc import Callable
from typing import Final

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.drafting.actions.documents import MOST_BYTES
from biaozhun.cloud.drafting.life import OVER
from biaozhun.cloud.form_templates.files import paper_answer
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.green_channel import wording
from biaozhun.cloud.green_channel.actions import asking, checking, deciding, skipping
from biaozhun.cloud.green_channel.forms import asking as forms
from biaozhun.cloud.green_channel.life import DECISION_FORM, SKIP, USE, USED
from biaozhun.cloud.green_channel.models import LeftOutStep, Use
from biaozhun.cloud.green_channel.permissions import (
    audits,
    is_office,
    may_ask,
    roles_in_skip,
    roles_in_use,
)
from biaozhun.cloud.green_channel.queries import uses
from biaozhun.cloud.green_channel.queries.grounds import names_of
from biaozhun.cloud.green_channel.queries.left_out import is_past, name_of_step, steps_of
from biaozhun.cloud.green_channel.queries.still_used import due_of, to_confirm
from biaozhun.cloud.green_channel.views import frame
from biaozhun.cloud.organisations.permissions import acts_for
from biaozhun.cloud.ui.reading import only_read, takes_form
from biaozhun.cloud.ui.uploads import takes_files
from biaozhun.core import urgency
from biaozhun.core.lifecycle import open_actions

_DONE: Final = {
    "grant": lambda: _("已批准，项目从现在起按新的程序办理。"),
    "refuse": lambda: _("已决定不批准。"),
    "withdraw": lambda: _("已撤回。"),
    "end": lambda: _("已停止使用，项目改回一般程序。"),
}


@only_read
@requires(Role.READER)
def desk(request: HttpRequest) -> HttpResponseBase:
    """What waits for a decision, what runs in the channel, what nobody audited."""
    person = signed_in(request)
    found = uses.desk(person, today())
    confirming = [
        pair for pair in to_confirm(today()) if acts_for(person, pair[0].project.authority_id)
    ]
    context = {
        "desk": found,
        "confirming": confirming,
        "is_office": is_office(person),
        "own": person.organisation,
    }
    return render(request, "green_channel/desk/desk.html", context)


@takes_files(up_to=MOST_BYTES)
@takes_form
@requires(Role.READER)
def ask(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask for a project to be made by a faster procedure."""
    person = signed_in(request)
    project = frame.asked_project(person, pk)
    form = forms.AskForm(project=project, **frame.sent(request))
    made: list[Use] = []

    def act() -> None:
        made.append(asking.ask(project, form.told, actor=person, at=now()))

    if form.is_valid() and frame.done(form, act):
        messages.success(request, _("已申请，由主管部门的其他人决定。"))
        return redirect("green_channel:use", pk=made[0].pk)
    more = {
        "project": project,
        "note": _(
            "优先不等于免除：公开征求意见不少于三十日、技术审查、编制说明、批准、编号和备案一步不少。"
        ),
        "button": pgettext("channel step", "申请"),
    }
    back = reverse("drafting:project", args=[project.pk])
    return frame.form_page(request, form, title=_("申请使用绿色通道"), back=back, more=more)


@only_read
@requires(Role.READER)
def use(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A use with its steps, what it leaves out, and its audit."""
    person = signed_in(request)
    held = frame.seen_use(person, pk)
    roles, steps = roles_in_use(person, held), steps_of(held)
    context = {
        "use": held,
        "ground": names_of([held.ground])[held.ground],
        "actions": _offered(held, person, roles),
        "steps": steps,
        "skips": [(one, _skip_actions(one, person)) for one in held.skips.all()],
        "may_skip": any(one.is_open for one in steps)
        and held.state == "granted"
        and may_ask(person, held.project),
        "may_check": held.state in USED and audits(person, held),
        "is_own": held.asked_by_id == person.pk,
        "due": due_of(held),
        "may_confirm": acts_for(person, held.project.authority_id) and due_of(held) is not None,
        "duties": wording.DUTIES if held.procedure == Use.Procedure.EMERGENCY else (),
        "days": uses.days_of(held.project),
        "is_public": held.state in USED,
    }
    return render(request, "green_channel/desk/use.html", context)


@only_read
@requires(Role.READER)
def paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The form of a decision, from the region's template."""
    held = frame.seen_use(signed_in(request), pk)
    back = reverse("green_channel:use", args=[held.pk])
    return paper_answer(request, DECISION_FORM, held.pk, held.project.authority, back=back)


def _offered(held: Use, person: Person, roles: frozenset[str]) -> list[tuple[str, Promise | str]]:
    """The steps somebody may try; who asked is not offered to decide, what is over not to end."""
    shut = {"grant", "refuse"} if held.asked_by_id == person.pk else set()
    if held.project.state in OVER:
        shut |= {"grant", "end"}
    return [
        (one, wording.USE_ACTION[one])
        for one in open_actions(USE, state=held.state, roles=roles)
        if one not in shut
    ]


def _skip_actions(held: LeftOutStep, person: Person) -> list[tuple[str, Promise | str]]:
    """Likewise; what the project has gone past is neither agreed to nor revoked."""
    shut = {"approve", "refuse"} if held.asked_by_id == person.pk else set()
    if is_past(held.use.project, urgency.steps()[held.step]):
        shut |= {"approve", "revoke"}
    return [
        (one, wording.SKIP_ACTION[one])
        for one in open_actions(SKIP, state=held.state, roles=roles_in_skip(person, held))
        if one not in shut
    ]


@takes_form
@requires(Role.READER)
def step(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """Take a step of a use, with its reasons."""
    person = signed_in(request)
    held = frame.seen_use(person, pk)
    if action not in wording.USE_ACTION:
        raise Http404(_("没有这一步。"))
    roles = roles_in_use(person, held)
    frame.let_only("not_for_you", holds=frame.may_take(USE, held, action, roles))
    at = reverse("green_channel:use", args=[held.pk])
    if frame.is_gone(request, USE, held, action):
        return redirect(at)
    if action == "withdraw":
        return _withdraw(request, held, person, at)
    form = forms.DecideForm(**frame.sent(request))
    if action == "end":
        del form.fields["paper_number"]

    def act() -> None:
        deciding.step_use(held, action, form.told, actor=person, at=now())

    if form.is_valid() and frame.done(form, act):
        messages.success(request, _DONE[action]())
        return redirect(at)
    more = {"project": held.project, "button": wording.USE_ACTION[action], "subject": ""}
    return frame.form_page(request, form, title=wording.USE_ACTION[action], back=at, more=more)


def _withdraw(request: HttpRequest, held: Use, person: Person, at: str) -> HttpResponseBase:
    if request.method == "POST":
        frame.told(
            request,
            lambda: deciding.step_use(held, "withdraw", actor=person, at=now()),
            _DONE["withdraw"](),
        )
    return redirect(at)


@takes_form
@requires(Role.READER)
def skip(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask for a step to be left out."""
    person = signed_in(request)
    held = frame.seen_use(person, pk)
    frame.let_only("not_yours", holds=may_ask(person, held.project))
    form = forms.SkipForm(use=held, **frame.sent(request))

    def act() -> None:
        told = form.cleaned_data
        skipping.ask_skip(held, told["step"], told["reason"], actor=person, at=now())

    at = reverse("green_channel:use", args=[held.pk])
    if request.method == "GET" and not any(one.is_open for one in steps_of(held)):
        messages.warning(request, _("这个项目没有还可以省去的步骤。"))
        return redirect(at)
    if form.is_valid() and frame.done(form, act):
        messages.success(request, _("已申请，由主管部门的其他人决定。"))
        return redirect(at)
    more = {
        "project": held.project,
        "note": _("每省一步都要写明理由，由另一个人同意，并公开；法定步骤不在其中。"),
        "button": pgettext("channel step", "申请"),
    }
    return frame.form_page(request, form, title=_("申请省去一步"), back=at, more=more)


@takes_form
@requires(Role.READER)
def step_of_skip(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """Decide on a step that is to be left out."""
    person = signed_in(request)
    held = frame.found(LeftOutStep.objects.select_related("use__project"), pk)
    seen = frame.seen_use(person, held.use_id)
    if action not in wording.SKIP_ACTION:
        raise Http404(_("没有这一步。"))
    roles = roles_in_skip(person, held)
    frame.let_only("not_for_you", holds=frame.may_take(SKIP, held, action, roles))
    at = reverse("green_channel:use", args=[seen.pk])
    if frame.is_gone(request, SKIP, held, action):
        return redirect(at)
    needs_words = action != "withdraw"
    form = (
        forms.ReasonForm(**frame.sent(request))
        if needs_words
        else django_forms.Form(request.POST if request.method == "POST" else None)
    )

    def act() -> None:
        opinion = form.cleaned_data.get("text", "")
        skipping.step_skip(held, action, opinion, actor=person, at=now())

    if form.is_valid() and frame.done(form, act):
        messages.success(request, _("已记录。"))
        return redirect(at)
    more = {
        "project": seen.project,
        "subject": name_of_step(held.step),
        "note": held.reason,
        "button": wording.SKIP_ACTION[action],
    }
    return frame.form_page(request, form, title=wording.SKIP_ACTION[action], back=at, more=more)


@takes_form
@requires(Role.READER)
def check(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down what an audit found."""
    person = signed_in(request)
    held = frame.seen_use(person, pk)
    frame.let_only("not_the_auditor", holds=audits(person, held))
    form = forms.CheckForm(**frame.sent(request))

    def act() -> None:
        told = form.cleaned_data
        checking.check(held, told["finding"], told["text"], actor=person, at=now())

    return _noted(request, held, form, act, _("核查绿色通道的使用"))


@takes_form
@requires(Role.READER)
def confirm(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say whether an emergency standard is still in use."""
    person = signed_in(request)
    held = frame.seen_use(person, pk)
    frame.let_only("not_the_authority", holds=acts_for(person, held.project.authority_id))
    form = forms.ConfirmForm(**frame.sent(request))

    def act() -> None:
        told = form.cleaned_data
        is_used = told["is_used"] == "yes"
        checking.confirm(held, is_used=is_used, text=told["text"], actor=person, at=now())

    return _noted(request, held, form, act, _("确认应急标准是否仍在使用"))


def _noted(
    request: HttpRequest,
    held: Use,
    form: django_forms.Form,
    act: Callable[[], None],
    title: str,
) -> HttpResponseBase:
    """A form about a use that comes back to its page."""
    at = reverse("green_channel:use", args=[held.pk])
    if form.is_valid() and frame.done(form, act):
        messages.success(request, _("已记录。"))
        return redirect(at)
    more = {"project": held.project}
    return frame.form_page(request, form, title=title, back=at, more=more)
