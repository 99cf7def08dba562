"""Papers of a review: minutes, lists, letters, votes on paper."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires
from biaozhun.cloud.drafting.actions.documents import MOST_BYTES
from biaozhun.cloud.form_templates.actions.seals import MOST_BYTES as MOST_OF_SCAN
from biaozhun.cloud.form_templates.files import paper_answer
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.technical_reviews.actions.papers import bring_minutes, make_papers
from biaozhun.cloud.technical_reviews.actions.voting import Said, enter_vote
from biaozhun.cloud.technical_reviews.forms.reviewing import MinutesForm, PaperVoteForm
from biaozhun.cloud.technical_reviews.models import Reviewer
from biaozhun.cloud.technical_reviews.views.desk import DESK
from biaozhun.cloud.technical_reviews.views.frame import (
    done,
    form_page,
    found,
    kept_review,
    told,
)
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.uploads import takes_files

_OF_ONE = {"invitation", "vote"}
_OF_ALL = {"minutes", "reviewers", "votes"}


@takes_only_form
@requires(Role.READER)
def make(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write minutes, list for signature and vote sheet from what was counted."""
    review, person, _roles = kept_review(request, pk, DESK)
    sentence = _("已生成审查会议纪要、签名表和表决单，并放入项目的材料。")
    told(request, lambda: make_papers(review, actor=person, at=now()), sentence)
    return redirect(f"{reverse('technical_reviews:review', args=[pk])}#papers-of-review")


@takes_files(up_to=MOST_BYTES)
@takes_only_form
@requires(Role.READER)
def bring(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put minutes on the project that were written elsewhere."""
    review, person, _roles = kept_review(request, pk, DESK)
    form = MinutesForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("请选择会议纪要的文件。"))
        return redirect("technical_reviews:review", pk)
    file = form.cleaned_data["minutes"]
    upload = (file.name or "", file)
    sentence = _("会议纪要已放入项目的材料。")
    told(request, lambda: bring_minutes(review, upload, actor=person, at=now()), sentence)
    return redirect(f"{reverse('technical_reviews:review', args=[pk])}#papers-of-review")


@only_read
@requires(Role.READER)
def form(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Minutes, list or vote sheet as they would be written now; of votes only once counted."""
    review, _person, _roles = kept_review(request, pk, DESK)
    if name not in _OF_ALL:
        raise Http404(_("没有这张表。"))
    if review.state not in {"counted", "concluded"}:
        raise PermissionDenied(_("计票以前不能看表决结果。"))
    back = reverse("technical_reviews:review", args=[pk])
    authority = review.project.authority
    return paper_answer(request, f"technical_reviews.{name}", pk, authority, back=back)


@only_read
@requires(Role.READER)
def letter(request: HttpRequest, pk: int, reviewer: int, name: str) -> HttpResponseBase:
    """An invitation, or the vote sheet to be filled in by hand, for one who reviews."""
    review, _person, _roles = kept_review(request, pk, DESK)
    one = found(review.reviewers.all(), reviewer)
    if name not in _OF_ONE:
        raise Http404(_("没有这张表。"))
    back = reverse("technical_reviews:review", args=[pk])
    authority = review.project.authority
    return paper_answer(request, f"technical_reviews.{name}", one.pk, authority, back=back)


@takes_files(up_to=MOST_OF_SCAN)
@takes_form
@requires(Role.READER)
def vote(request: HttpRequest, pk: int, reviewer: int) -> HttpResponseBase:
    """Enter a vote that was given on paper, with its scan."""
    review, person, _roles = kept_review(request, pk, DESK)
    one: Reviewer = found(review.reviewers.all(), reviewer)
    sent = request.method == "POST"
    form_ = PaperVoteForm(request.POST, request.FILES) if sent else PaperVoteForm()

    def enter() -> None:
        file = form_.cleaned_data["scan"]
        said = Said(vote=form_.cleaned_data["vote"], dissent=form_.cleaned_data["dissent"])
        enter_vote(one, said, (file.name or "", file.read()), actor=person, at=now())

    back = f"{reverse('technical_reviews:review', args=[pk])}#people"
    if form_.is_valid() and done(form_, enter):
        messages.success(request, _("书面表决已登记，计票以前不再显示。"))
        return redirect(back)
    note = _("照本人签名的表决单登记；计票以前谁也看不到登记的内容，包括您自己。")
    more = {"note": note, "about": one.name}
    return form_page(request, form_, title=_("登记书面表决"), back=back, more=more)
