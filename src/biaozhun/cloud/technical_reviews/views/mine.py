"""The invitation of an expert: to come, not to come, or to step aside."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.technical_reviews.actions.answering import answer_invitation
from biaozhun.cloud.technical_reviews.forms.panels import InvitationForm
from biaozhun.cloud.technical_reviews.models import Reviewer
from biaozhun.cloud.technical_reviews.permissions import GONE
from biaozhun.cloud.technical_reviews.queries.page import whole_reviews
from biaozhun.cloud.technical_reviews.queries.panel import invitation_of
from biaozhun.cloud.technical_reviews.views.drawing import panel_of
from biaozhun.cloud.technical_reviews.views.frame import FAULTY, done, form_page, found
from biaozhun.cloud.ui.reading import takes_form

_OPEN = ("preparing", "convened")


@takes_form
@requires(Role.READER)
def invitation(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Somebody's own invitation, with the answer."""
    review, person = found(whole_reviews(), pk), signed_in(request)
    one = invitation_of(review, person.pk)
    if one is None:
        raise Http404(_("没有给您的邀请。"))
    form = InvitationForm(request.POST if request.method == "POST" else None, review=review)
    if form.is_valid() and _answered(form, one, request):
        messages.success(request, _("已收到您的答复，谢谢。"))
        return redirect("technical_reviews:invitation", pk)
    context = {
        "review": review,
        "project": review.project,
        "one": one,
        "form": form if one.status not in GONE and review.state in _OPEN else None,
        "is_late": one.answer_by is not None and one.answer_by < today(),
        "units": list(review.project.units.order_by("position")),
    }
    status = FAULTY if form.is_bound else 200
    return render(request, "technical_reviews/desk/invitation.html", context, status=status)


@takes_form
@requires(Role.READER)
def enter_answer(request: HttpRequest, pk: int, reviewer: int) -> HttpResponseBase:
    """Enter what somebody answered by telephone or letter."""
    review, _person = panel_of(request, pk)
    one = found(review.reviewers.select_related("review"), reviewer)
    form = InvitationForm(request.POST if request.method == "POST" else None, review=review)
    if form.is_valid() and _answered(form, one, request):
        messages.success(request, _("答复已登记。"))
        return redirect("technical_reviews:panel", pk)
    return form_page(
        request,
        form,
        title=_("登记专家的答复"),
        back=reverse("technical_reviews:panel", args=[pk]),
        more={"about": one.name, "note": _("不参加或回避的，由封存顺序中的下一位递补。")},
    )


def _answered(form: InvitationForm, one: Reviewer, request: HttpRequest) -> bool:
    told = form.cleaned_data
    return done(
        form,
        lambda: answer_invitation(
            one,
            accepts=told["answer"] == "accept",
            conflict=form.declared(),
            reason=told["reason"] if told["answer"] == "decline" else "",
            actor=signed_in(request),
            at=now(),
        ),
    )
