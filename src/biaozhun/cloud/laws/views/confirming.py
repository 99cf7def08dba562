"""What laws cite at the desk: confirming, correcting, answering warnings."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.laws import wording
from biaozhun.cloud.laws.actions import citing
from biaozhun.cloud.laws.actions.refusing import RefusedError
from biaozhun.cloud.laws.actions.warning import reply_to
from biaozhun.cloud.laws.forms import CitationForm, ReplyForm
from biaozhun.cloud.laws.models import CitedStandard, StandingWarning
from biaozhun.cloud.laws.permissions import KEEPS_LAWS
from biaozhun.cloud.laws.queries import desk
from biaozhun.cloud.laws.views.public import found_law
from biaozhun.cloud.laws.views.sending import sent
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form

State = CitedStandard.State
FAULTY = HTTPStatus.UNPROCESSABLE_ENTITY


@takes_form
@requires(KEEPS_LAWS)
def citations(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All that was found in a law: confirm the ticked ones or all, reject, add by hand."""
    held = found_law(slug)
    found = list(desk.waiting(held))
    adding = request.method == "POST" and "add" in request.POST
    form = CitationForm(request.POST if adding else None)
    if adding and form.is_valid():
        try:
            citing.add_citation(held, form.said(), actor=signed_in(request), today=today())
        except RefusedError as refused:
            form.add_error("number", str(refused))
        else:
            messages.success(request, _("已补记。"))
            return redirect("laws:desk_citations", slug=held.slug)
    elif request.method == "POST" and not adding:
        _decide(request, found)
        return redirect("laws:desk_citations", slug=held.slug)
    context = {
        "law": held,
        "citations": found,
        "waiting": sum(each.state == State.PROPOSED for each in found),
        "form": form,
        "here": "citations",
    }
    status = FAULTY if adding else HTTPStatus.OK
    return render(request, "laws/desk/citations.html", context, status=status)


def _decide(request: HttpRequest, found: list[CitedStandard]) -> None:
    """Do to the ticked citations, or to all that wait, what the button says."""
    ticked = set(request.POST.getlist("citation"))
    chosen = [each for each in found if str(each.pk) in ticked]
    if "all" in request.POST:
        chosen = [each for each in found if each.state == State.PROPOSED]
    state = State.REJECTED if "reject" in request.POST else State.CONFIRMED
    if not chosen:
        messages.error(request, _("先勾选要核定的引用。"))
        return
    n = citing.decide(chosen, state, actor=signed_in(request), today=today())
    messages.success(
        request, _("{n} 处已标为“{state}”。").format(n=n, state=wording.CITED_STATE[state])
    )


@takes_form
@requires(KEEPS_LAWS)
def citation(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Set one reading right."""
    held = found_law(slug)
    found = desk.waiting(held).filter(pk=pk).first() if pk <= desk.LARGEST_ID else None
    if found is None:
        raise Http404(_("没有这处引用。"))
    told = {
        "number": found.number,
        "label": found.label,
        "clauses": "、".join(found.clauses),
        "mode": found.mode,
        "all_parts": found.all_parts,
    }
    form = CitationForm(sent(request)[0], initial=told)
    if form.is_valid():
        try:
            citing.correct(found, form.said(), actor=signed_in(request), today=today())
        except RefusedError as refused:
            form.add_error("number", str(refused))
        else:
            messages.success(request, _("已更正并核定。"))
            return redirect("laws:desk_citations", slug=held.slug)
    context = {"law": held, "citation": found, "form": form, "here": "citations"}
    status = FAULTY if form.is_bound else HTTPStatus.OK
    return render(request, "laws/desk/citation.html", context, status=status)


@only_read
@requires(KEEPS_LAWS)
def warnings(request: HttpRequest) -> HttpResponseBase:
    """Warnings by their answers, the open ones unless others are asked for."""
    reply = request.GET.get("reply", "open")
    reply = reply if reply in {*StandingWarning.Reply.values, ""} else "open"
    page = desk.warnings(reply, page_asked(request.GET))
    context = {
        "warnings": list(page),
        "reply": reply,
        "replies": wording.REPLY,
        **pages(page),
    }
    return render(request, "laws/desk/warnings.html", context)


@takes_form
@requires(Role.READER)
def warning(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One warning and its answer: for keepers, and for the people of the unit that answers."""
    found = desk.warning_at(pk)
    if found is None:
        raise Http404(_("没有这条提示。"))
    if not desk.answers_for(signed_in(request), found):
        raise PermissionDenied(_("这条提示由别的单位答复。"))
    told = {"reply": found.reply, "reason": found.reason, "day": found.replied or today()}
    form = ReplyForm(sent(request)[0], initial=told)
    if form.is_valid():
        said = form.cleaned_data
        try:
            reply_to(
                found, said["reply"], said["reason"], day=said["day"], actor=signed_in(request)
            )
        except RefusedError as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, _("答复已记下。"))
            return redirect("laws:warning", pk=found.pk)
    context = {"warning": found, "form": form, "keeps": signed_in(request).may(KEEPS_LAWS)}
    status = FAULTY if form.is_bound else HTTPStatus.OK
    return render(request, "laws/desk/warning.html", context, status=status)
