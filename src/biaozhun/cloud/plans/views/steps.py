"""Taking a step of the work: one form a step, and what stands against it."""

import datetime as dt
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.cases.models import Case
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.plans.actions import closing, dates, deciding, letters, reporting, splitting
from biaozhun.cloud.plans.addresses import letter_address, task_address
from biaozhun.cloud.plans.errors import PlanRefusedError
from biaozhun.cloud.plans.forms import work as forms
from biaozhun.cloud.plans.models import (
    DateChange,
    Duty,
    ProgressReport,
    SupervisionLetter,
    Task,
)
from biaozhun.cloud.plans.permissions import Sight, sees_task, sight_of
from biaozhun.cloud.plans.queries.facts import Work, work_of
from biaozhun.cloud.plans.queries.late import unit_name
from biaozhun.cloud.plans.queries.letters import next_number
from biaozhun.cloud.plans.queries.task import Offer, offers_of, roles_to
from biaozhun.cloud.plans.wording.work import STEP, work_refusals
from biaozhun.cloud.ui.reading import takes_form
from biaozhun.cloud.ui.uploads import takes_files

FAULTY = HTTPStatus.UNPROCESSABLE_ENTITY
ANSWERED_WITHIN = 7  # days; what a new letter is likely to ask for
Told = Mapping[str, Any]
Take = Callable[[int, Told, Person, dt.datetime], object]


class Doing(msgspec.Struct, frozen=True):
    """How a step is taken: what is asked for, and the action that does it."""

    form: type[forms.StepForm]
    take: Take


def _with_remark(action: Callable[..., object]) -> Take:
    return lambda pk, told, actor, at: action(pk, told["remark"], actor=actor, at=at)


def _with_reason(action: Callable[..., object]) -> Take:
    return lambda pk, told, actor, at: action(pk, told["reason"], actor=actor, at=at)


def _alone(action: Callable[..., object]) -> Take:
    return lambda pk, _told, actor, at: action(pk, actor=actor, at=at)


def _report(pk: int, told: Told, actor: Person, at: dt.datetime) -> object:
    said = reporting.Said(
        text=told["text"],
        share=told["share"],
        files=tuple(told["evidence"]),
        addresses=told["addresses"],
        finished=told.get("finished", False),
    )
    return reporting.report(pk, said, actor=actor, at=at)


def _hand_on(pk: int, told: Told, actor: Person, at: dt.datetime) -> object:
    part = splitting.Part(
        organisation=told["organisation"], text=told["text"], deadline=told["deadline"]
    )
    return splitting.hand_on(pk, part, actor=actor, at=at)


def _issue(pk: int, told: Told, actor: Person, at: dt.datetime) -> object:
    names = ("number", "addressee", "demand", "due")
    order = letters.Order(**{name: told[name] for name in names})
    return letters.issue(pk, order, actor=actor, at=at)


STEPS: dict[tuple[str, str], Doing] = {
    ("task", "submit"): Doing(forms.RemarkForm, _with_remark(closing.submit)),
    ("task", "close"): Doing(forms.RemarkForm, _with_remark(closing.close)),
    ("task", "send_back"): Doing(forms.ReasonForm, _with_reason(closing.send_back)),
    ("task", "reopen"): Doing(forms.ReasonForm, _with_reason(closing.reopen)),
    ("task", "cancel"): Doing(forms.ReasonForm, _with_reason(closing.cancel)),
    ("task", "ask_date"): Doing(
        forms.DateForm,
        lambda pk, told, actor, at: dates.ask(
            pk, told["wanted"], told["reason"], actor=actor, at=at
        ),
    ),
    ("task", "issue_letter"): Doing(forms.LetterForm, _issue),
    ("duty", "report"): Doing(forms.ReportForm, _report),
    ("duty", "report_done"): Doing(forms.NothingForm, _alone(reporting.finish)),
    ("duty", "hand_on"): Doing(forms.PartForm, _hand_on),
    ("duty", "approve"): Doing(forms.ApprovalForm, _with_remark(deciding.approve_duty)),
    ("duty", "send_back"): Doing(forms.ReasonForm, _with_reason(deciding.return_duty)),
    ("duty", "release"): Doing(forms.ReasonForm, _with_reason(deciding.release)),
    ("report", "approve"): Doing(forms.ApprovalForm, _with_remark(deciding.approve_report)),
    ("report", "send_back"): Doing(forms.ReasonForm, _with_reason(deciding.return_report)),
    ("date", "grant"): Doing(forms.RemarkForm, _with_remark(dates.grant)),
    ("date", "refuse"): Doing(forms.ReasonForm, _with_reason(dates.refuse_change)),
    ("date", "take_back"): Doing(forms.NothingForm, _alone(dates.take_back)),
    ("letter", "answer"): Doing(
        forms.AnswerForm,
        lambda pk, told, actor, at: letters.answer(pk, told["answer"], actor=actor, at=at),
    ),
    ("letter", "accept"): Doing(forms.RemarkForm, _with_remark(letters.accept)),
    ("letter", "send_back"): Doing(forms.ReasonForm, _with_reason(letters.send_back)),
    ("letter", "take_back"): Doing(forms.ReasonForm, _with_reason(letters.take_back)),
}
"""Every step there is a form for."""

KINDS: dict[str, tuple[type[Case], str]] = {
    "task": (Task, ""),
    "duty": (Duty, "task"),
    "report": (ProgressReport, "duty__task"),
    "date": (DateChange, "task"),
    "letter": (SupervisionLetter, "task"),
}
"""The kinds of cases, each with the way to its task."""


class Before(msgspec.Struct, frozen=True):
    """What stands in front of somebody who is about to take a step."""

    case: Case
    work: Work
    sight: Sight
    offer: Offer | None
    actions: frozenset[str]

    @property
    def address(self) -> str:
        """The page that the step is taken from and leads back to."""
        if isinstance(self.case, SupervisionLetter):
            return letter_address(self.case)
        return task_address(self.work.task)


@takes_files(up_to=reporting.MOST_BYTES)
@takes_form
@requires(Role.READER)
def step(request: HttpRequest, kind: str, pk: int, action: str) -> HttpResponse:
    """Ask what a step needs, and take it."""
    doing = STEPS.get((kind, action))
    if doing is None:
        raise Http404(_("没有这一页。"))
    person = signed_in(request)
    before = _before(kind, pk, action, sight_of(person))
    if before.offer is None:
        messages.error(request, _("现在的状态下不能这样做；也许别人刚刚处理过。"))
        return redirect(before.address)
    form = _form(doing, before, request)
    if request.method != "POST":
        return _page(request, before, form, HTTPStatus.OK)
    if form.is_valid() and _is_taken(doing, before, form, person):
        messages.success(request, str(STEP[before.offer.key].done))
        return redirect(before.address)
    return _page(request, before, form, FAULTY)


def _is_taken(doing: Doing, before: Before, form: forms.StepForm, person: Person) -> bool:
    """Take the step; whatever stands against it is told in the form."""
    try:
        doing.take(before.case.pk, form.cleaned_data, person, now())
    except StepRefusedError as refused:
        codes = refused.refusal.codes
        if "not_for_you" in codes:
            raise PermissionDenied(_("您的角色还不能做这件事。")) from None
        form.add_error(None, work_refusals(codes))
    except PlanRefusedError as refused:
        form.add_error(None, work_refusals([refused.code]))
    except ObjectDoesNotExist:
        raise Http404(_("没有这一页。")) from None
    else:
        return True
    return False


def _before(kind: str, pk: int, action: str, sight: Sight) -> Before:
    """The case, its task and what may be done.

    Raises:
        Http404: there is none, or nothing of it may be seen.
        PermissionDenied: the step is somebody else's.
    """
    model, path = KINDS[kind]
    names = [f"{path}__plan"] if path else ["plan"]
    found = model._default_manager.select_related(*names).filter(pk=pk)  # noqa: SLF001  -- documented by Django
    case = found.first() if pk <= LARGEST_ID else None
    if case is None:
        raise Http404(_("没有这一项。"))
    task = _task_of(case)
    if not sees_task(sight, task):
        raise Http404(_("没有这一项。"))
    work = work_of(task)
    roles = roles_to(case, sight, work)
    rows = [row for row in case.machine.transitions if row.action == action]
    if all(row.roles.isdisjoint(roles) for row in rows):
        raise PermissionDenied(_("您的角色还不能做这件事。"))
    offers = offers_of(case, sight, work)
    offer = next((one for one in offers if one.action == action), None)
    return Before(case, work, sight, offer, frozenset(one.action for one in offers))


def _task_of(case: Case) -> Task:
    match case:
        case Task():
            return case
        case ProgressReport():
            return case.duty.task
        case Duty() | DateChange() | SupervisionLetter():
            return case.task
        case _:
            raise Http404(_("没有这一项。"))


def _form(doing: Doing, before: Before, request: HttpRequest) -> forms.StepForm:
    """The form of a step, with what can be chosen and what is likely."""
    if request.method == "POST":
        form = doing.form(request.POST, request.FILES)
    else:
        form = doing.form(initial=_likely(doing, before))
    if isinstance(form, forms.ReportForm) and "report_done" not in before.actions:
        del form.fields["finished"]  # a lead that leads alone says it with the task
    if isinstance(form, forms.LetterForm):
        form.fields["addressee"].choices = _addressees(before.work)  # type: ignore[attr-defined]  # a field with choices
    if isinstance(form, forms.PartForm):
        form.fields["organisation"].choices = _below(before.sight)  # type: ignore[attr-defined]  # likewise
    return form


def _likely(doing: Doing, before: Before) -> dict[str, Any]:
    if doing.form is forms.LetterForm:
        due = today() + dt.timedelta(days=ANSWERED_WITHIN)
        return {"number": next_number(today().year), "due": due}
    if isinstance(before.case, Duty):
        return {"share": before.case.share}
    return {}


def _addressees(work: Work) -> list[tuple[int, str]]:
    held = [one for one in work.duties if one.organisation_id and one.state != "released"]
    return list({one.organisation_id or 0: unit_name(one) for one in held}.items())


def _below(sight: Sight) -> list[tuple[int, str]]:
    units = Organisation.objects.filter(pk__in=sight.below).order_by("name")
    return list(units.values_list("pk", "name"))


def _page(
    request: HttpRequest, before: Before, form: forms.StepForm, status: HTTPStatus
) -> HttpResponse:
    offer = before.offer
    context = {
        "task": before.work.task,
        "case": before.case,
        "offer": offer,
        "form": form,
        "back": before.address,
        "with_files": any(field.widget.needs_multipart_form for field in form.fields.values()),
    }
    return render(request, "plans/work/step.html", context, status=status)
