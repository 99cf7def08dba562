"""Calls at the desk: drafted, published, ended."""

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
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.organisations.permissions import acts_for
from biaozhun.cloud.proposals.actions.calls import change_call, draft_call, step_call
from biaozhun.cloud.proposals.actions.papers import (
    MOST_BYTES,
    add_call_paper,
    remove_call_paper,
)
from biaozhun.cloud.proposals.forms.application import CallPaperForm
from biaozhun.cloud.proposals.forms.batch import CallForm
from biaozhun.cloud.proposals.models import Call, CallPaper
from biaozhun.cloud.proposals.queries import batches as queries
from biaozhun.cloud.proposals.views.frame import (
    FAULTY,
    acted,
    chosen_authority,
    done,
    file_answer,
    form_page,
    found_or_404,
    officer_authorities,
    sent,
)
from biaozhun.cloud.proposals.wording import CALL_STATE
from biaozhun.cloud.proposals.wording.refusals import sentences
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.uploads import takes_files
from biaozhun.core.lifecycle import open_actions

STEPS = ("publish", "end")
_WRITTEN = ("year", "kind", "title", "text", "priorities", "opens", "closes")


@only_read
@requires(Role.OPERATOR)
def calls(request: HttpRequest) -> HttpResponseBase:
    """The calls of the own authority."""
    page = queries.calls_of(signed_in(request), page_asked(request.GET))
    return render(request, "proposals/desk/calls.html", {"states": CALL_STATE, **pages(page)})


@takes_form
@requires(Role.OPERATOR)
def add(request: HttpRequest) -> HttpResponseBase:
    """Write a call."""
    actor = signed_in(request)
    able = officer_authorities(actor)
    initial = {"year": today().year + 1}
    form = CallForm(sent(request), initial=initial, authorities=able if len(able) > 1 else ())
    made: list[Call] = []
    if form.is_valid():
        told = form.cleaned_data
        authority = chosen_authority(told, able)
        act = lambda: made.append(  # noqa: E731  -- one act
            draft_call(told, authority=authority, actor=actor, at=now())
        )
        if done(form, act):
            messages.success(request, _("草稿已保存；发布以后各部门会收到通知。"))
            return redirect("proposals:desk_call", pk=made[0].pk)
    return form_page(request, form, title=_("起草立项指南"), back=reverse("proposals:desk_calls"))


@only_read
@requires(Role.OPERATOR)
def call(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A call, draft or published, with what may be done."""
    return _page(request, found(request, pk))


def _page(request: HttpRequest, held: Call, status: int = 200) -> HttpResponseBase:
    context = {
        "call": held,
        "actions": open_actions(held.machine, state=held.state, roles={"authority"}),
    }
    return render(request, "proposals/desk/call.html", context, status=status)


def found(request: HttpRequest, pk: int) -> Call:
    """The call of an address, for the officers of its authority.

    Raises:
        Http404: there is none.
        PermissionDenied: it is another authority's.
    """
    asked = Call.objects.filter(pk=min(pk, LARGEST_ID)).select_related("authority")
    held = found_or_404(asked.prefetch_related("papers").first())
    if not acts_for(signed_in(request), held.authority_id):
        raise PermissionDenied(_("这份指南不归您的单位。"))
    return held


@takes_form
@requires(Role.OPERATOR)
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write a call anew."""
    held = found(request, pk)
    form = CallForm(sent(request), initial={name: getattr(held, name) for name in _WRITTEN})
    actor = signed_in(request)
    if form.is_valid() and done(form, lambda: change_call(held, form.cleaned_data, actor=actor)):
        messages.success(request, _("已保存。"))
        return redirect("proposals:desk_call", pk=pk)
    back = reverse("proposals:desk_call", args=[pk])
    return form_page(request, form, title=_("修改立项指南"), back=back)


@takes_only_form
@requires(Role.OPERATOR)
def step(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Publish a call or end it."""
    held = found(request, pk)
    action, reason = step_asked(request, STEPS)
    try:
        step_call(held, action, actor=signed_in(request), at=now(), reason=reason)
    except StepRefusedError as refused:
        for sentence in sentences(refused):
            messages.error(request, sentence)
        return _page(request, held, FAULTY)
    said = _("指南已发布，各部门已收到通知。") if action == "publish" else _("指南已提前结束。")
    messages.success(request, said)
    return redirect("proposals:desk_call", pk=pk)


@takes_files(up_to=MOST_BYTES)
@takes_form
@requires(Role.OPERATOR)
def paper_added(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put an annex to a call."""
    held = found(request, pk)
    form = CallPaperForm(sent(request), request.FILES if request.method == "POST" else None)
    actor = signed_in(request)
    if form.is_valid() and done(
        form, lambda: add_call_paper(held, form.cleaned_data["file"], actor=actor, at=now())
    ):
        messages.success(request, _("附件已添加。"))
        return redirect("proposals:desk_call", pk=pk)
    back = reverse("proposals:desk_call", args=[pk])
    more = {"is_file": True}
    return form_page(request, form, title=_("添加附件"), back=back, button=_("上传"), more=more)


@only_read
@requires(Role.OPERATOR)
def paper(request: HttpRequest, pk: int, paper: int) -> HttpResponseBase:
    """An annex of a call that is not published yet."""
    return file_answer(request, _paper(found(request, pk), paper))


@takes_only_form
@requires(Role.OPERATOR)
def paper_removed(request: HttpRequest, pk: int, paper: int) -> HttpResponseBase:
    """Take an annex away."""
    one = _paper(found(request, pk), paper)
    acted(request, lambda: remove_call_paper(one, actor=signed_in(request)), _("附件已删除。"))
    return redirect("proposals:desk_call", pk=pk)


def _paper(held: Call, pk: int) -> CallPaper:
    return found_or_404(held.papers.filter(pk=min(pk, LARGEST_ID)).first())
