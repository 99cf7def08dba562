"""Hearings at the desk: decided on, prepared, carried through."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from biaozhun.cloud.accounts.models import Organisation, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.drafting.permissions import NAMED_VOTES
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.hearings import exports
from biaozhun.cloud.hearings.actions import deciding, preparing
from biaozhun.cloud.hearings.actions.stepping import HearingStep, step_hearing
from biaozhun.cloud.hearings.forms import hearings as forms
from biaozhun.cloud.hearings.life import HEARING, UNDER_WAY
from biaozhun.cloud.hearings.models import Hearing
from biaozhun.cloud.hearings.permissions import DESK, keeps_pools
from biaozhun.cloud.hearings.queries import hearings as lists
from biaozhun.cloud.hearings.queries.criteria import criteria_of
from biaozhun.cloud.hearings.views import frame
from biaozhun.cloud.hearings.wording import HEARING_ACTION, HEARING_STATE
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.core.lifecycle import Decision, open_actions


@only_read
@requires(Role.READER)
def hearings(request: HttpRequest) -> HttpResponseBase:
    """Hearings of the own projects, and projects of which nobody decided yet."""
    person = signed_in(request)
    state = request.GET.get("state", "")
    rows = lists.desk_hearings(person)
    if state in HEARING_STATE:
        rows = rows.filter(state=state)
    page = Paginator(rows, lists.PAGE).get_page(page_asked(request.GET))
    undecided = lists.undecided_projects(person)
    context = {
        "state": state,
        "states": HEARING_STATE,
        "undecided": undecided[:20],
        "undecided_count": undecided.count(),
        "wanting": lists.wanting_hearing(person),
        "keeps_pools": keeps_pools(person),
        "on": today(),
        **pages(page),
    }
    return render(request, "hearings/desk/hearings.html", context)


@takes_form
@requires(Role.READER)
def decide(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Decide whether a project needs a hearing."""
    person = signed_in(request)
    project = frame.kept_project(person, pk)
    form = forms.NeedForm(frame.posted(request), criteria=criteria_of(project.authority))

    def act() -> None:
        deciding.decide_need(project, form.told, actor=person, at=now())

    if form.is_valid() and frame.done(form, act):
        if form.told.is_needed:
            return redirect("hearings:prepare", pk=project.pk)
        return redirect("drafting:project", pk=project.pk)
    more = {
        "project": project,
        "note": _("决定听证的，听证办结以前标准不能批准；决定和理由公布在项目页面上。"),
        "button": pgettext("hearing need", "决定"),
    }
    back = reverse("hearings:desk")
    return frame.form_page(request, form, title=_("是否听证"), back=back, more=more)


@takes_form
@requires(Role.READER)
def prepare(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Prepare the hearing that was decided on."""
    person = signed_in(request)
    project = frame.kept_project(person, pk)
    form = forms.HearingForm(frame.posted(request), initial={"topic": project.title})
    made: list[Hearing] = []

    def act() -> None:
        made.append(preparing.prepare(project, form.told, actor=person, at=now()))

    if form.is_valid() and frame.done(form, act):
        return redirect("hearings:keep", pk=made[0].pk)
    back = reverse("hearings:desk")
    more = {"project": project}
    return frame.form_page(request, form, title=_("筹备听证"), back=back, more=more)


@takes_form
@requires(Role.READER)
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change what a notice says, before it is announced."""
    person = signed_in(request)
    held = frame.kept_hearing(person, pk)
    sent = request.method == "POST"
    form = forms.HearingForm(request.POST) if sent else forms.HearingForm.of(held)
    if form.is_valid() and frame.done(
        form, lambda: preparing.change(held, form.told, actor=person)
    ):
        return redirect("hearings:keep", pk=held.pk)
    back = reverse("hearings:keep", args=[held.pk])
    return frame.form_page(
        request, form, title=_("改听证安排"), back=back, more={"project": held.project}
    )


@takes_form
@requires(Role.READER)
def papers(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Choose the papers that are made public for a hearing."""
    person = signed_in(request)
    held = frame.kept_hearing(person, pk)
    form = forms.PapersForm(
        frame.posted(request),
        rows=held.project.documents.exclude(kind__in=NAMED_VOTES).order_by("kind", "-version"),
        initial={"papers": held.papers.all()},
    )
    if form.is_valid() and frame.done(
        form, lambda: preparing.set_papers(held, form.cleaned_data["papers"], actor=person)
    ):
        return redirect("hearings:keep", pk=held.pk)
    back = reverse("hearings:keep", args=[held.pk])
    more = {"project": held.project}
    return frame.form_page(request, form, title=_("听证材料"), back=back, more=more)


@only_read
@requires(Role.READER)
def keep(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One hearing with all that may be done about it."""
    held = frame.kept_hearing(signed_in(request), pk)
    if request.GET.get("format") == "csv":
        rows = held.registrations.order_by("number")
        return csv_file("registrations", exports.registration_rows(rows))
    return kept_page(request, held)


def kept_page(request: HttpRequest, held: Hearing, **given: Form) -> HttpResponseBase:
    """The page of a hearing; a form that was refused is given back as it was filled in.

    Args:
        request: of who keeps it.
        held: the hearing.
        given: the form that was sent, by its name in the page or by its step.
    """
    page = lists.page_of(held)
    speakers = held.registrations.filter(pk__in=[one.pk for one in page.speakers])
    actions = open_actions(HEARING, state=held.state, roles=DESK)
    context: dict[str, object] = {
        "held": held,
        "page": page,
        "papers": held.papers.order_by("kind", "-version"),
        "steps": [
            (one, HEARING_ACTION[one], given.get(one) or _form_of(one, held)) for one in actions
        ],
        "course": forms.CourseForm(
            auto_id="course_%s",
            initial={"chair": held.chair, "recorder": held.recorder, "course": held.course},
        ),
        "file": forms.FileForm(auto_id="minutes_%s"),
        "opinion": forms.OpinionForm(rows=speakers, auto_id="opinion_%s"),
        "handling": forms.HandlingForm(auto_id=False),
        "is_named": held.way == Hearing.Way.NAMED,
        "gives_seats": held.state in {"announced", "selected"},
        "is_under_way": held.state in UNDER_WAY,
    }
    context |= {name: form for name, form in given.items() if name in context}
    status = frame.FAULTY if given else frame.SHOWN
    return render(request, "hearings/desk/hearing.html", context, status=status)


_FORMS: dict[str, type[Form]] = {
    "postpone": forms.PostponeForm,
    "cancel": forms.ReasonForm,
    "reopen": forms.ReasonForm,
    "settle": forms.ReportForm,
}


def _form_of(action: str, held: Hearing) -> Form | None:
    kind = _FORMS.get(action)
    return kind(auto_id=f"{action}_%s", initial={"report": held.report}) if kind else None


@takes_only_form
@requires(Role.READER)
def step(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """Take a step of a hearing."""
    person = signed_in(request)
    held = frame.kept_hearing(person, pk)
    if action not in HEARING_ACTION:
        raise Http404(_("没有这一步。"))
    kind = _FORMS.get(action, Form)
    form = kind(request.POST, auto_id=f"{action}_%s")
    taken: list[Decision] = []

    def act() -> None:
        told = HearingStep(**form.cleaned_data)
        taken.append(step_hearing(held, action, told, actor=person, at=now()))

    if form.is_valid() and frame.done(form, act):
        messages.success(request, _("已办理：{step}。").format(step=HEARING_ACTION[action]))
        frame.say_advice(request, taken[0].advice)
        return redirect("hearings:keep", pk=pk)
    if action in _FORMS and action in open_actions(HEARING, state=held.state, roles=DESK):
        return kept_page(request, held, **{action: form})
    for error in (one for some in form.errors.values() for one in some):
        messages.error(request, str(error))
    return redirect("hearings:keep", pk=pk)


@takes_form
@requires(Role.OPERATOR)
def criteria(request: HttpRequest) -> HttpResponseBase:
    """The criteria of the own region."""
    person = signed_in(request)
    authority = person.organisation
    if authority is None:
        raise Http404(_("听证情形按单位设置；您的账户没有单位。"))
    rows = "\n".join(f"{one.name}|{one.meaning}" for one in criteria_of(authority))
    form = forms.CriteriaForm(frame.posted(request), initial={"rows": rows})
    if form.is_valid() and frame.done(form, lambda: _set(authority, form, request)):
        return redirect("hearings:criteria")
    back = reverse("hearings:desk")
    return frame.form_page(request, form, title=_("本地区的听证情形"), back=back)


def _set(authority: Organisation, form: forms.CriteriaForm, request: HttpRequest) -> None:
    deciding.set_criteria(authority, form.cleaned_data["rows"], actor=signed_in(request))
