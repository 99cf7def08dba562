"""Batches at the desk: the list, the page of one, and its steps."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.cases.views import step_asked
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.proposals.actions.batches import (
    change_batch,
    make_batch,
    put_in,
    set_criteria,
    set_notice,
    step_batch,
)
from biaozhun.cloud.proposals.actions.numbers import set_number_form
from biaozhun.cloud.proposals.actions.programmes import issue_programme
from biaozhun.cloud.proposals.exports.batch import batch_xlsx, scores_docx, scores_xlsx
from biaozhun.cloud.proposals.exports.official import programme_draft
from biaozhun.cloud.proposals.forms.batch import (
    BatchForm,
    CriteriaForm,
    NoticeForm,
    NumberFormForm,
    PlacingForm,
    ProgrammeForm,
    criteria_lines,
)
from biaozhun.cloud.proposals.life import FILLING
from biaozhun.cloud.proposals.models import Batch
from biaozhun.cloud.proposals.permissions import roles_in_batch
from biaozhun.cloud.proposals.queries import batches as queries
from biaozhun.cloud.proposals.queries.applications import to_be_placed
from biaozhun.cloud.proposals.queries.facts import batch_facts
from biaozhun.cloud.proposals.queries.numbers import number_form
from biaozhun.cloud.proposals.queries.scores import scores_of
from biaozhun.cloud.proposals.views.frame import (
    FAULTY,
    chosen_authority,
    done,
    form_page,
    found_or_404,
    officer_authorities,
    sent,
    year_asked,
)
from biaozhun.cloud.proposals.wording import BATCH_ACTION
from biaozhun.cloud.proposals.wording.refusals import sentences
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.core.lifecycle import open_actions

BUTTONS = tuple(action for action in BATCH_ACTION if action != "issue")
"""Steps by a button; to issue asks for the document."""
_EXPORTS = {"xlsx": batch_xlsx, "scores.xlsx": scores_xlsx, "scores.docx": scores_docx}


@only_read
@requires(Role.READER)
def batches(request: HttpRequest) -> HttpResponseBase:
    """The batches of the own authority, and those the reader scores in."""
    person, year = signed_in(request), year_asked(request.GET)
    context = {
        "year": year,
        "keeps": is_authority(person),
        **pages(queries.batches(person, year, page_asked(request.GET))),
    }
    return render(request, "proposals/desk/batches.html", context)


@takes_form
@requires(Role.OPERATOR)
def add(request: HttpRequest) -> HttpResponseBase:
    """Begin a batch."""
    actor = signed_in(request)
    able = officer_authorities(actor)
    form = BatchForm(
        sent(request), initial={"year": today().year}, authorities=able if len(able) > 1 else ()
    )
    made: list[Batch] = []
    if form.is_valid():
        told = form.cleaned_data
        authority = chosen_authority(told, able)
        act = lambda: made.append(  # noqa: E731  -- one act
            make_batch(told, authority=authority, actor=actor, at=now())
        )
        if done(form, act):
            messages.success(request, _("批次已建立，可以编入形式审查通过的立项申请。"))
            return redirect("proposals:batch", pk=made[0].pk)
    back = reverse("proposals:batches")
    return form_page(request, form, title=_("建立批次"), back=back)


@only_read
@requires(Role.READER)
def batch(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A batch: its applications with their scores, experts, notice, objections; or a file of it."""
    held = found(request, pk)
    made = _EXPORTS.get(request.GET.get("format", ""))
    if made is not None:
        of_office(request, held)
        return made(scores_of(held))
    if request.GET.get("format") == "programme.docx":
        of_office(request, held)
        return programme_draft(held)
    return shown(request, held)


def shown(request: HttpRequest, held: Batch, status: int = HTTPStatus.OK) -> HttpResponseBase:
    """The page of a batch."""
    person = signed_in(request)
    roles = roles_in_batch(person, held)
    office = "authority" in roles
    scores = scores_of(held)
    may = open_actions(held.machine, state=held.state, roles=roles)
    context = {
        "batch": held,
        "scores": scores,
        "office": office,
        "own": next((one for one in scores.assessors if one.person_id == person.pk), None),
        "actions": [one for one in BUTTONS if one in may],
        "may_issue": "issue" in may,
        "facts": batch_facts(held, on=today()),
        "objections": list(queries.objections_of(held)) if office else [],
        "waiting": list(to_be_placed(held)[:200]) if office and held.state in FILLING else [],
    }
    return render(request, "proposals/desk/batch.html", context, status=status)


def found(request: HttpRequest, pk: int) -> Batch:
    """The batch of an address, for who may see it.

    Raises:
        Http404: there is none, or it is not for them to know.
    """
    return found_or_404(queries.batch_at(signed_in(request), pk))


def of_office(request: HttpRequest, held: Batch) -> None:
    """Let only the officers of its authority go on.

    Raises:
        PermissionDenied: somebody else asks.
    """
    if "authority" not in roles_in_batch(signed_in(request), held):
        raise PermissionDenied(_("您的角色还不能做这件事。"))


@takes_form
@requires(Role.OPERATOR)
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a batch, its meeting and minutes."""
    held = found(request, pk)
    initial = {name: getattr(held, name) for name in ("title", "meeting", "place", "minutes")} | {
        "call": held.call_id
    }
    form = BatchForm(sent(request), initial=initial, held=held)
    actor = signed_in(request)
    if form.is_valid() and done(form, lambda: change_batch(held, form.cleaned_data, actor=actor)):
        messages.success(request, _("已保存。"))
        return redirect("proposals:batch", pk=pk)
    return _form(request, form, held, _("更改批次"))


@takes_form
@requires(Role.OPERATOR)
def criteria(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say what the experts give points for."""
    held = found(request, pk)
    initial = {"criteria": criteria_lines(list(held.criteria.all()))}
    form = CriteriaForm(sent(request), initial=initial)
    actor = signed_in(request)
    if form.is_valid() and done(
        form, lambda: set_criteria(held, form.cleaned_data["criteria"], actor=actor)
    ):
        messages.success(request, _("已保存。"))
        return redirect("proposals:batch", pk=pk)
    return _form(request, form, held, _("评分项和权重"))


@takes_form
@requires(Role.OPERATOR)
def placing(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Lay applications into a batch."""
    held = found(request, pk)
    form = PlacingForm(sent(request), waiting=list(to_be_placed(held)))
    actor = signed_in(request)
    if form.is_valid() and done(
        form, lambda: put_in(held, form.cleaned_data["applications"], actor=actor, at=now())
    ):
        messages.success(request, _("已编入批次。"))
        return redirect("proposals:batch", pk=pk)
    return _form(request, form, held, _("编入立项申请"))


@takes_form
@requires(Role.OPERATOR)
def notice(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say from when to when the notice stands."""
    held = found(request, pk)
    names = ("notice_from", "notice_to", "notice_text")
    form = NoticeForm(sent(request), initial={name: getattr(held, name) for name in names})
    actor = signed_in(request)
    if form.is_valid() and done(form, lambda: set_notice(held, form.cleaned_data, actor=actor)):
        messages.success(request, _("已保存。"))
        return redirect(f"{reverse('proposals:batch', args=[pk])}#notice")
    return _form(request, form, held, _("立项公示"))


@takes_only_form
@requires(Role.OPERATOR)
def step(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a step of a batch; a refusal shows the page with everything that stands against it."""
    held = found(request, pk)
    action, reason = step_asked(request, BUTTONS)
    try:
        step_batch(held, action, actor=signed_in(request), at=now(), reason=reason)
    except StepRefusedError as refused:
        for sentence in sentences(refused):
            messages.error(request, sentence)
        return shown(request, held, FAULTY)
    messages.success(request, _("已办理：{step}。").format(step=BATCH_ACTION[action]))
    return redirect("proposals:batch", pk=pk)


@takes_form
@requires(Role.OPERATOR)
def issue(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Issue the programme of a batch."""
    held = found(request, pk)
    initial = {"title": programme_title(held), "day": today()}
    form = ProgrammeForm(sent(request), initial=initial)
    actor = signed_in(request)
    if form.is_valid() and done(
        form, lambda: issue_programme(held, form.cleaned_data, actor=actor, at=now())
    ):
        messages.success(request, _("计划已下达，项目已立项，有关单位和提出建议的人已收到通知。"))
        return redirect("proposals:batch", pk=pk)
    note = _("将为 {count} 个拟立项项目取计划编号并立项；编号取出以后不再改变。").format(
        count=batch_facts(held, on=today()).favoured
    )
    back = reverse("proposals:batch", args=[pk])
    more = {"note": note}
    return form_page(request, form, title=_("下达计划"), back=back, button=_("下达"), more=more)


def programme_title(batch: Batch) -> str:
    """What a programme is usually called; Chinese whatever language the page is read in."""
    return f"关于下达{batch.year}年{batch.title}地方标准制修订计划的通知"


@takes_form
@requires(Role.OPERATOR)
def numbering(request: HttpRequest) -> HttpResponseBase:
    """Say how plan numbers are written."""
    actor = signed_in(request)
    able = officer_authorities(actor)
    held = number_form(able[0])
    form = NumberFormForm(
        sent(request),
        initial={"lead": held.prefix, "pattern": held.pattern, "authority": able[0].pk},
        authorities=able if len(able) > 1 else (),
    )
    if form.is_valid():
        told = form.cleaned_data
        authority = chosen_authority(told, able)
        act = lambda: set_number_form(  # noqa: E731  -- one act
            authority, prefix=told["lead"], pattern=told["pattern"], actor=actor
        )
        if done(form, act):
            messages.success(request, _("已保存，以后取的编号照此印。"))
            return redirect("proposals:batches")
    back = reverse("proposals:batches")
    return form_page(request, form, title=_("计划编号的格式"), back=back)


def _form(
    request: HttpRequest,
    form: "BatchForm | CriteriaForm | PlacingForm | NoticeForm",
    held: Batch,
    title: str,
) -> HttpResponseBase:
    back = reverse("proposals:batch", args=[held.pk])
    return form_page(request, form, title=title, back=back, more={"note": held.title})
