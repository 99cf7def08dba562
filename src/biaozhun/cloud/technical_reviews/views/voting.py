"""The own reviews: what is to be read, and the own vote."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.technical_reviews.actions.voting import Said, cast
from biaozhun.cloud.technical_reviews.forms.reviewing import VoteForm
from biaozhun.cloud.technical_reviews.models import QUESTIONS, Review, Reviewer
from biaozhun.cloud.technical_reviews.permissions import sits_in
from biaozhun.cloud.technical_reviews.queries.mine import my_review, my_reviews
from biaozhun.cloud.technical_reviews.queries.page import PAGE, whole_reviews
from biaozhun.cloud.technical_reviews.views.frame import (
    FAULTY,
    document_answer,
    done,
    found,
)
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.panels import filled
from biaozhun.cloud.ui.reading import only_read, takes_form


@only_read
@requires(Role.READER)
def mine(request: HttpRequest) -> HttpResponseBase:
    """The reviews somebody was asked to."""
    rows = my_reviews(signed_in(request))
    page = Paginator(rows, PAGE).get_page(page_asked(request.GET))
    return render(request, "technical_reviews/desk/mine.html", pages(page))


def _own(request: HttpRequest, pk: int) -> tuple[Review, Reviewer, Person]:
    """A review, and what the person is in it.

    Raises:
        Http404: there is none.
        PermissionDenied: the person was not asked to it.
    """
    review, person = found(whole_reviews(), pk), signed_in(request)
    one = review.reviewers.filter(person=person).order_by("-pk").first()
    if one is None:
        raise PermissionDenied(_("您不参加这次审查。"))
    return review, one, person


@takes_form
@requires(Role.READER)
def review(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What is to be read, and the own vote, which may be changed until it is counted."""
    held, one, person = _own(request, pk)
    initial = {"vote": one.vote, "dissent": one.dissent}
    form = VoteForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        said = Said(**form.cleaned_data)
        if done(form, lambda: cast(one, said, actor=person, at=now())):
            messages.success(request, _("已收到您的表决；计票以前可以改。"))
            return redirect("technical_reviews:my_review", pk)
    page = my_review(held, one, today())
    context = {
        "page": page,
        "review": held,
        "project": held.project,
        "form": form if page.may_vote else None,
        "faults": form if form.is_bound else None,
        "panels": filled("my_review", request, page),
        "sits": sits_in(person, held),
        "questions": QUESTIONS,
    }
    status = FAULTY if form.is_bound else 200
    return render(request, "technical_reviews/desk/my_review.html", context, status=status)


@only_read
@requires(Role.READER)
def document(request: HttpRequest, pk: int, document: int) -> HttpResponseBase:
    """A paper that is to be read for a review; not for who does not sit in it any longer."""
    held, one, person = _own(request, pk)
    if not sits_in(person, held):
        raise PermissionDenied(_("您不参加这次审查。"))
    page = my_review(held, one, today())
    keys = [each.pk for each in page.papers] + [held.draft_id]
    return document_answer(request, found(held.project.documents.filter(pk__in=keys), document))
