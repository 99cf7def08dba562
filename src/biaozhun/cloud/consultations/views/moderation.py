"""Comments that nobody has looked at yet: made public, or kept back with a reason."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.consultations.actions.commenting import step_comment
from biaozhun.cloud.consultations.forms.keeping import WithholdForm
from biaozhun.cloud.consultations.life import WAITING
from biaozhun.cloud.consultations.models import Comment
from biaozhun.cloud.consultations.permissions import roles_in
from biaozhun.cloud.consultations.queries.consultations import waiting_for
from biaozhun.cloud.consultations.views.desk_frame import back_to
from biaozhun.cloud.consultations.views.frame import done, form_page, told
from biaozhun.cloud.consultations.wording.refusals import refused
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form

PAGE = 30
WITHHELD = "withheld"
BACK = "/desk/consultations/waiting"


@only_read
@requires(Role.READER)
def waiting(request: HttpRequest) -> HttpResponseBase:
    """What waits, of the consultations the reader keeps, or what was kept back; oldest first."""
    shown = WITHHELD if request.GET.get("shown") == WITHHELD else WAITING
    rows = waiting_for(signed_in(request), shown)
    page = Paginator(rows, PAGE).get_page(page_asked(request.GET))
    context = {**pages(page), "withheld": shown == WITHHELD}
    return render(request, "consultations/waiting.html", context)


@takes_only_form
@requires(Role.READER)
def release(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Make a comment public."""
    comment, person = _kept(request, pk), signed_in(request)
    words, back = (
        _("第 {n} 号意见已公开。").format(n=comment.number),
        back_to(request, _back(comment)),
    )
    told(request, lambda: step_comment(comment, "release", actor=person, at=now()), words)
    return redirect(back)


@takes_form
@requires(Role.READER)
def withhold(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Keep a comment back, with the reason its author reads."""
    comment, person = _kept(request, pk), signed_in(request)
    back = back_to(request, _back(comment))
    form = WithholdForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if done(form, lambda: step_comment(comment, "withhold", reason, actor=person, at=now())):
            return redirect(back)
    title = _("第 {n} 号意见不予公开").format(n=comment.number)
    more = {"quoted": comment.text, "button": _("不予公开")}
    return form_page(request, form, title=title, back=back, more=more)


def _back(comment: Comment) -> str:
    """Where somebody comes from: what waits, what was kept back, or the list of what is public."""
    if comment.state == WAITING:
        return BACK
    if comment.state == WITHHELD:
        return f"{BACK}?shown={WITHHELD}"
    return reverse("consultations:comments", args=[comment.consultation_id])


def _kept(request: HttpRequest, pk: int) -> Comment:
    """The comment of an address, for the desk of its consultation.

    Raises:
        Http404: there is none.
        PermissionDenied: the reader does not keep it.
    """
    joined = Comment.objects.select_related("consultation", "consultation__project")
    comment = joined.filter(pk=min(pk, 2**63 - 1)).first()
    if comment is None:
        raise Http404(_("没有这条意见。"))
    if "desk" not in roles_in(signed_in(request), comment.consultation):
        raise PermissionDenied(refused("not_for_you"))
    return comment
