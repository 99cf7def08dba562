"""The panel at the desk: its seats, its pool, the draw, and who is replaced."""

from collections.abc import Sequence
from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.technical_reviews.actions import drawing
from biaozhun.cloud.technical_reviews.forms.panels import SeatsForm, WhyForm
from biaozhun.cloud.technical_reviews.models import Review, Reviewer
from biaozhun.cloud.technical_reviews.permissions import roles_in
from biaozhun.cloud.technical_reviews.queries.page import whole_reviews
from biaozhun.cloud.technical_reviews.queries.panel import SeatTold, panel_page, pool_rows, proposal
from biaozhun.cloud.technical_reviews.views.frame import FAULTY, done, form_page, found, told
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form

_PAGE: Final = 50  # experts


def panel_of(request: HttpRequest, pk: int) -> tuple[Review, Person]:
    """The review of an address, for who keeps it; its names are nobody else's.

    Raises:
        Http404: there is no such panel, or not for this person.
    """
    review, person = found(whole_reviews(), pk), signed_in(request)
    if review.route != Review.Route.PANEL or "desk" not in roles_in(person, review):
        raise Http404(_("没有这一项。"))
    return review, person


@only_read
@requires(Role.READER)
def panel(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Seats with how many can be drawn for each, who sits, and every draw."""
    review, _person = panel_of(request, pk)
    return _page(request, review)


def _page(request: HttpRequest, review: Review, why: WhyForm | None = None) -> HttpResponseBase:
    context = {
        "review": review,
        "project": review.project,
        "page": panel_page(review, today()),
        "why": why or WhyForm(),
    }
    status = 200 if why is None else FAULTY
    return render(request, "technical_reviews/desk/panel.html", context, status=status)


@only_read
@requires(Role.READER)
def pool(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who can be drawn for a seat, or who is passed over and why."""
    review, _person = panel_of(request, pk)
    seat, reason = request.GET.get("seat", ""), request.GET.get("reason", "")
    listed = pool_rows(review, today(), seat=seat, reason=reason)
    page = Paginator(listed.rows, _PAGE).get_page(page_asked(request.GET))
    context = {
        "review": review,
        "project": review.project,
        "seat": listed.seat,
        "reason": reason,
        "counts": listed.counts,
        **pages(page),
    }
    return render(request, "technical_reviews/desk/pool.html", context)


@takes_form
@requires(Role.READER)
def seats(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Which seats the panel has; the first time those that the rules ask for are proposed."""
    review, person = panel_of(request, pk)
    standing = [SeatTold(one.interest, tuple(one.fields)) for one in review.seats.all()]
    asked = proposal(review, today())
    data = request.POST if request.method == "POST" else None
    form = SeatsForm(data, seats=standing or asked.seats)
    if form.is_valid() and done(form, lambda: drawing.set_seats(review, form.told(), actor=person)):
        messages.success(request, _("席位已保存，各席可抽的人数见下。"))
        return redirect("technical_reviews:panel", pk)
    context = {
        "review": review,
        "project": review.project,
        "form": form,
        "rules": asked.rules,
        "is_new": not standing,
    }
    status = FAULTY if form.is_bound else 200
    return render(request, "technical_reviews/desk/seats.html", context, status=status)


@takes_only_form
@requires(Role.READER)
def draw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Draw the panel."""
    review, person = panel_of(request, pk)
    sentence = _("专家组已经抽取，种子和名单的摘要已经公开，抽中的专家已收到邀请。")
    told(request, lambda: drawing.draw(review, actor=person, at=now()), sentence)
    return redirect("technical_reviews:panel", pk)


@takes_only_form
@requires(Role.READER)
def set_aside(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let the last draw no longer count."""
    review, person = panel_of(request, pk)
    form = WhyForm(request.POST)
    if form.is_valid() and done(
        form,
        lambda: drawing.set_aside(review, form.cleaned_data["reason"], actor=person, at=now()),
    ):
        messages.success(request, _("上一次抽取已作废，记录保留。可以改席位、重新抽取。"))
        return redirect("technical_reviews:panel", pk)
    return _page(request, review, form)


@takes_form
@requires(Role.READER)
def replace(request: HttpRequest, pk: int, reviewer: int) -> HttpResponseBase:
    """Let the next of the sealed order sit where somebody cannot."""
    review, person = panel_of(request, pk)
    one = found(review.reviewers.select_related("review"), reviewer)
    form = WhyForm(request.POST if request.method == "POST" else None)
    followed: list[Reviewer | None] = []
    if form.is_valid() and done(
        form,
        lambda: followed.append(
            drawing.replace(one, reason=form.cleaned_data["reason"], actor=person, at=now())
        ),
    ):
        _say_who_follows(request, followed)
        return redirect("technical_reviews:panel", pk)
    return form_page(
        request,
        form,
        title=_("替换专家"),
        back=reverse("technical_reviews:panel", args=[pk]),
        more={
            "about": one.name,
            "note": _("由抽取时封存的顺序中的下一位递补，不能指定人选。"),
            "button": _("替换"),
        },
    )


def _say_who_follows(request: HttpRequest, followed: Sequence[Reviewer | None]) -> None:
    follows = followed[0]
    if follows is None:
        messages.warning(request, _("已替换；这一席的候选专家已经用完，席位空缺。"))
    else:
        sentence = _("已替换，由{name}递补，并已发出邀请。").format(name=follows.name)
        messages.success(request, sentence)
