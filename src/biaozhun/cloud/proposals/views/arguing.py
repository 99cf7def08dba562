"""The argument of a batch: experts, conflicts, sheets, conclusions; objections answered."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.cases.views import step_asked
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.committees.models import Expert
from biaozhun.cloud.committees.queries.matching import experts_for
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.proposals.actions.arguing import (
    conclude,
    declare_conflict,
    name_assessor,
    remove_assessor,
    score,
)
from biaozhun.cloud.proposals.actions.objections import step_objection
from biaozhun.cloud.proposals.forms.batch import (
    AnswerForm,
    AssessorForm,
    ConclusionForm,
    ConflictForm,
    SheetForm,
)
from biaozhun.cloud.proposals.models import Application, Assessor, Batch, Objection, ScoreSheet
from biaozhun.cloud.proposals.queries.conflicts import conflict_of
from biaozhun.cloud.proposals.views.batches import found, of_office
from biaozhun.cloud.proposals.views.frame import (
    acted,
    done,
    errors_of,
    form_page,
    found_or_404,
    sent,
)
from biaozhun.cloud.proposals.wording import CONFLICT, OBJECTION_ACTION
from biaozhun.cloud.ui.reading import takes_form, takes_only_form

MOST_EXPERTS = 500  # offered in one list


@takes_form
@requires(Role.OPERATOR)
def assessor_named(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Name an expert."""
    held = found(request, pk)
    form = AssessorForm(sent(request), experts=_experts())
    actor = signed_in(request)
    if form.is_valid() and done(form, lambda: name_assessor(held, form.cleaned_data, actor=actor)):
        messages.success(request, _("专家已登记。"))
        return _back(held, "assessors")
    return _form(request, form, held, _("登记论证专家"))


def _experts() -> list[Expert]:
    return list(experts_for((), "", (), today()).order_by("name", "pk")[:MOST_EXPERTS])


@takes_only_form
@requires(Role.OPERATOR)
def assessor_removed(request: HttpRequest, pk: int, assessor: int) -> HttpResponseBase:
    """Take an expert off."""
    held = found(request, pk)
    one = _assessor(held, assessor)
    acted(request, lambda: remove_assessor(one, actor=signed_in(request)), _("专家已移除。"))
    return _back(held, "assessors")


@takes_form
@requires(Role.READER)
def sheet(request: HttpRequest, pk: int, assessor: int, application: int) -> HttpResponseBase:
    """The sheet of an expert about an application; the own one, or entered by an officer."""
    held = found(request, pk)
    one, about = _assessor(held, assessor), _application(held, application)
    actor = signed_in(request)
    if one.person_id != actor.pk:
        of_office(request, held)
    form = SheetForm(
        sent(request), initial=_entered(one, about), criteria=list(held.criteria.all())
    )
    if form.is_valid() and done(
        form, lambda: score(one, about, form.told(), actor=actor, at=now())
    ):
        messages.success(request, _("评分已登记。"))
        return _back(held, "scores")
    stands_back = conflict_of(one, about)
    more = {
        "note": str(CONFLICT[stands_back]) if stands_back else f"{one.name}（{one.unit}）",
        "about": about,
        "assessor": one,
        "batch": held,
    }
    title = _("专家评分：{title}").format(title=about.title)
    back = reverse("proposals:batch", args=[pk])
    return form_page(request, form, title=title, back=back, more=more)


def _entered(assessor: Assessor, application: Application) -> dict[str, object]:
    found = ScoreSheet.objects.filter(assessor=assessor, application=application).first()
    if found is None:
        return {}
    points = {f"points_{one.criterion_id}": one.points for one in found.scores.all()}
    return {**points, "advice": found.advice, "comment": found.comment}


@takes_form
@requires(Role.READER)
def conflict(request: HttpRequest, pk: int, assessor: int, application: int) -> HttpResponseBase:
    """Note that an expert has to do with an application."""
    held = found(request, pk)
    one, about = _assessor(held, assessor), _application(held, application)
    actor = signed_in(request)
    if one.person_id != actor.pk:
        of_office(request, held)
    form = ConflictForm(sent(request))
    if form.is_valid() and done(
        form, lambda: declare_conflict(one, about, form.cleaned_data["reason"], actor=actor)
    ):
        messages.success(request, _("已登记回避；这位专家对该项目的评分不再计入。"))
        return _back(held, "scores")
    title = _("回避：{name}，{title}").format(name=one.name, title=about.title)
    return _form(request, form, held, title)


@takes_form
@requires(Role.OPERATOR)
def conclusion(request: HttpRequest, pk: int, application: int) -> HttpResponseBase:
    """Say what the argument came to for an application."""
    held = found(request, pk)
    about = _application(held, application)
    initial = {"conclusion": about.conclusion, "reason": about.conclusion_reason}
    form = ConclusionForm(sent(request), initial=initial)
    actor = signed_in(request)
    if form.is_valid() and done(
        form, lambda: conclude(about, form.cleaned_data, actor=actor, at=now())
    ):
        messages.success(request, _("论证结论已登记，申报部门已收到通知。"))
        return _back(held, "scores")
    title = _("论证结论：{title}").format(title=about.title)
    return _form(request, form, held, title)


@takes_only_form
@requires(Role.OPERATOR)
def objection(request: HttpRequest, pk: int, objection: int) -> HttpResponseBase:
    """Answer an objection, or set it aside."""
    held = found(request, pk)
    one = found_or_404(Objection.objects.filter(batch=held, pk=min(objection, LARGEST_ID)).first())
    action, _reason = step_asked(request, OBJECTION_ACTION)
    form = AnswerForm(request.POST)
    if form.is_valid():
        answer, actor = form.cleaned_data["answer"], signed_in(request)
        acted(
            request,
            lambda: step_objection(one, action, answer, actor=actor, at=now()),
            _("异议已办理：{step}。").format(step=OBJECTION_ACTION[action]),
        )
    else:
        errors_of(request, form)
    return _back(held, "objections")


def _assessor(held: Batch, pk: int) -> Assessor:
    return found_or_404(held.assessors.filter(pk=min(pk, LARGEST_ID)).first())


def _application(held: Batch, pk: int) -> Application:
    return found_or_404(held.applications.filter(pk=min(pk, LARGEST_ID)).first())


def _back(held: Batch, part: str) -> HttpResponseBase:
    return redirect(f"{reverse('proposals:batch', args=[held.pk])}#{part}")


def _form(
    request: HttpRequest,
    form: AssessorForm | ConflictForm | ConclusionForm,
    held: Batch,
    title: str,
) -> HttpResponseBase:
    back = reverse("proposals:batch", args=[held.pk])
    return form_page(request, form, title=title, back=back, more={"note": held.title})
