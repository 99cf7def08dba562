"""Where the comments stand in a later version of the draft, and putting a place right."""

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.consultations.actions.following import correct
from biaozhun.cloud.consultations.forms.answering import PlaceForm
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.consultations.queries import following as queries
from biaozhun.cloud.consultations.views.desk_frame import worked_on
from biaozhun.cloud.consultations.views.frame import done, form_page
from biaozhun.cloud.consultations.wording import DISPOSITION, OUTCOME
from biaozhun.cloud.drafting.models import ProjectDocument
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form

PAGE: Final = 30


@only_read
@requires(Role.READER)
def places(request: HttpRequest, pk: int, document: int) -> HttpResponseBase:
    """Each comment at its place in a later version: kept, moved, reworded, gone, not done."""
    found = worked_on(request, pk)
    held, roles = found.consultation, found.roles
    draft = _draft(held, document)
    wanted = request.GET.get("outcome", "")
    rows = queries.places_in(held, draft, roles)
    if wanted == "undone":
        rows = queries.undone(held, draft)
    elif wanted in OUTCOME:
        rows = rows.filter(outcome=wanted)
    page = Paginator(rows, PAGE).get_page(page_asked(request.GET))
    context = {
        "held": held,
        "project": held.project,
        "draft": draft,
        "later": queries.later_drafts(held),
        "rows": queries.followed(list(page.object_list), draft),
        "counts": queries.counts_in(held, draft, roles),
        "wanted": wanted,
        "outcomes": OUTCOME,
        "dispositions": DISPOSITION,
        **pages(page),
    }
    return render(request, "consultations/desk/places.html", context)


def _draft(held: Consultation, pk: int) -> ProjectDocument:
    """A version that comments of the consultation were found again in.

    Raises:
        Http404: there is none.
    """
    rows = ProjectDocument.objects.filter(project=held.project_id, pk=min(pk, LARGEST_ID))
    draft = rows.filter(comment_places__comment__consultation=held).first()
    if draft is None:
        raise Http404(_("没有这一稿，或者意见还没有对到这一稿上。"))
    return draft


@takes_form
@requires(Role.READER)
def correct_place(request: HttpRequest, pk: int, document: int, number: int) -> HttpResponseBase:
    """Say where a comment really stands."""
    found = worked_on(request, pk)
    held = found.consultation
    draft = _draft(held, document)
    place = queries.places_in(held, draft, found.roles).filter(comment__number=number).first()
    if place is None:
        raise Http404(_("没有这条意见。"))
    sent = request.POST if request.method == "POST" else None
    choices = queries.passage_choices(draft)
    form = PlaceForm(sent, choices, outcome=place.outcome, passage=place.passage)
    back = reverse("consultations:places", args=[pk, document])
    if sent is not None and form.is_valid():
        told, person = form.cleaned_data, signed_in(request)
        act = lambda: correct(place.comment, draft, **told, actor=person)  # noqa: E731
        if done(form, act):
            messages.success(request, _("位置已更正。"))
            return redirect(f"{back}#comment-{number}")
    title = _("第 {number} 号意见在新稿里的位置").format(number=number)
    more = {"quoted": place.comment.quote}
    return form_page(request, form, title=title, back=back, more=more)
