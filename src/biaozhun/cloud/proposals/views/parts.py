"""What is done on the page of an application: papers, undertakings, reviews, steps."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.cases.views import step_asked
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.proposals.actions.applications import step_application
from biaozhun.cloud.proposals.actions.papers import MOST_BYTES, add_paper, remove_paper
from biaozhun.cloud.proposals.actions.reviewing import keep_screening, sign_legality, sign_review
from biaozhun.cloud.proposals.actions.undertaking import bring_undertaking, undertake
from biaozhun.cloud.proposals.errors import RefusedError
from biaozhun.cloud.proposals.forms.application import LegalityForm, PaperForm, UndertakingForm
from biaozhun.cloud.proposals.models import Application, ApplicationPaper, ApplicationUnit
from biaozhun.cloud.proposals.queries.page import BUTTONS, application_page
from biaozhun.cloud.proposals.views.applications import found, shown
from biaozhun.cloud.proposals.views.frame import (
    FAULTY,
    acted,
    blame,
    errors_of,
    file_answer,
    form_page,
    found_or_404,
    sent,
)
from biaozhun.cloud.proposals.wording import APPLICATION_ACTION, UNDERTAKING
from biaozhun.cloud.proposals.wording.refusals import sentences
from biaozhun.cloud.screening.errors import RefusedError as ScreeningRefusedError
from biaozhun.cloud.screening.forms.fair_competition import FairCompetitionForm
from biaozhun.cloud.search.port import RebuildRequiredError
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.uploads import takes_files
from biaozhun.cloud.validity.wording.faults import fault
from biaozhun.documents.errors import DocumentError


@takes_only_form
@requires(Role.READER)
def step(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a step of an application; a refusal shows the page with everything that is missing."""
    held = found(request, pk)
    action, reason = step_asked(request, BUTTONS)
    try:
        step_application(held, action, actor=signed_in(request), at=now(), reason=reason)
    except StepRefusedError as refused:
        for sentence in sentences(refused):
            messages.error(request, sentence)
        return shown(request, held, status=FAULTY, tried=action)
    messages.success(request, _("已办理：{step}。").format(step=APPLICATION_ACTION[action]))
    return redirect("proposals:application", pk=pk)


@takes_files(up_to=MOST_BYTES)
@takes_form
@requires(Role.READER)
def paper_added(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put a paper to an application."""
    held = found(request, pk)
    back = reverse("proposals:application", args=[pk])
    form = PaperForm(sent(request), request.FILES if request.method == "POST" else None)
    if form.is_valid():
        told = form.cleaned_data
        try:
            add_paper(held, told["kind"], told["file"], actor=signed_in(request), at=now())
        except RefusedError as refused:
            blame(form, refused)
        except DocumentError as error:
            form.add_error("file", fault(error.code))
        else:
            messages.success(request, _("材料已添加。"))
            return redirect(f"{back}#papers")
    more = {"is_file": True}
    return form_page(request, form, title=_("添加材料"), back=back, button=_("上传"), more=more)


@only_read
@requires(Role.READER)
def paper(request: HttpRequest, pk: int, paper: int) -> HttpResponseBase:
    """A paper of an application, for who may open the application."""
    return file_answer(request, _paper(found(request, pk), paper))


@takes_only_form
@requires(Role.READER)
def paper_removed(request: HttpRequest, pk: int, paper: int) -> HttpResponseBase:
    """Take a paper away."""
    one = _paper(found(request, pk), paper)
    acted(request, lambda: remove_paper(one, actor=signed_in(request)), _("材料已删除。"))
    return _back(pk, "papers")


def _paper(held: Application, pk: int) -> ApplicationPaper:
    return found_or_404(held.papers.filter(pk=min(pk, LARGEST_ID)).first())


@takes_only_form
@requires(Role.READER)
def undertaken(request: HttpRequest, pk: int, unit: int) -> HttpResponseBase:
    """A unit undertakes to draft, by its own people."""
    held = found(request, pk)
    one = _unit(held, unit)
    words = str(UNDERTAKING).format(unit=one.name, title=held.title)
    actor = signed_in(request)
    acted(request, lambda: undertake(one, words, actor=actor, at=now()), _("承诺已记录。"))
    return _back(pk, "units")


@takes_form
@requires(Role.READER)
def undertaking_brought(request: HttpRequest, pk: int, unit: int) -> HttpResponseBase:
    """Say which signed paper holds the undertaking of a unit."""
    held = found(request, pk)
    one = _unit(held, unit)
    form = UndertakingForm(sent(request), held=held)
    if form.is_valid():
        papers = ApplicationPaper.objects.filter(application=held)
        chosen = papers.get(pk=form.cleaned_data["paper"])
        actor = signed_in(request)
        act = lambda: bring_undertaking(one, chosen, actor=actor, at=now())  # noqa: E731  -- one act
        if acted(request, act, _("承诺已登记。")):
            return _back(pk, "units")
    title = _("登记承诺书：{unit}").format(unit=one.name)
    note = "" if form.has_papers else _("还没有承诺书；请先在“材料”里上传签章的承诺书。")
    back = reverse("proposals:application", args=[pk])
    return form_page(request, form, title=title, back=back, more={"note": note})


def _unit(held: Application, pk: int) -> ApplicationUnit:
    return found_or_404(held.units.filter(pk=min(pk, LARGEST_ID)).first())


@takes_only_form
@requires(Role.READER)
def screened(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Run the overlap search on the present wording."""
    held = found(request, pk)
    actor = signed_in(request)
    try:
        acted(request, lambda: keep_screening(held, actor=actor, at=now()), _("查新已完成。"))
    except RebuildRequiredError:
        messages.error(request, _("检索索引正在重建，暂时不能查新，请稍后再试。"))
    return _back(pk, "screening")


@takes_only_form
@requires(Role.READER)
def legality_signed(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Sign the review of the legality."""
    held = found(request, pk)
    form = LegalityForm(request.POST)
    if not form.is_valid():
        errors_of(request, form)
        return shown(request, held, status=FAULTY, tried="legality")
    told, actor = form.cleaned_data, signed_in(request)
    acted(
        request,
        lambda: sign_legality(held, told["conclusion"], told["text"], actor=actor, at=now()),
        _("合法性审查已签署。"),
    )
    return _back(pk, "legality")


@takes_form
@requires(Role.READER)
def review_signed(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Sign the fair-competition review."""
    held = found(request, pk)
    form = FairCompetitionForm(sent(request))
    if form.is_valid() and _signed(request, held, form):
        messages.success(request, _("公平竞争审查已签署。"))
        return _back(pk, "fair-competition")
    context = {
        "application": held,
        "page": application_page(held, signed_in(request), today()),
        "fair_form": form,
    }
    status = FAULTY if form.is_bound else HTTPStatus.OK
    return render(request, "proposals/desk/review.html", context, status=status)


def _signed(request: HttpRequest, held: Application, form: FairCompetitionForm) -> bool:
    """Whether the review was signed; why not stands in the form."""
    try:
        sign_review(held, form.said(), actor=signed_in(request), at=now())
    except RefusedError as refused:
        blame(form, refused)
    except ScreeningRefusedError as refused:
        known = refused.field if refused.field in form.fields else None
        form.add_error(known, str(refused))
    return not form.errors


def _back(pk: int, part: str) -> HttpResponseBase:
    return redirect(f"{reverse('proposals:application', args=[pk])}#{part}")
