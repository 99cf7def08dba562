"""What everybody may read: the list, a consultation with its draft, the comments, the feed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.consultations import feeds
from biaozhun.cloud.consultations.actions.commenting import takes_comments
from biaozhun.cloud.consultations.exports.lists import consultations_csv
from biaozhun.cloud.consultations.forms.asking import comments_asked, number_asked, wanted_asked
from biaozhun.cloud.consultations.models import CommentFile
from biaozhun.cloud.consultations.permissions import roles_in
from biaozhun.cloud.consultations.queries import comments as said
from biaozhun.cloud.consultations.queries import consultations as lists
from biaozhun.cloud.consultations.queries import page as whole
from biaozhun.cloud.consultations.views.files import hand_over
from biaozhun.cloud.consultations.views.frame import found_or_404
from biaozhun.cloud.consultations.views.steps import steps_for
from biaozhun.cloud.consultations.wording import DISPOSITION, FIELD, KIND
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read

LIST_STATES = {"running": "open", "closed": "closed", "settled": "settled"}
"""What a state is called that a list is asked for."""


@only_read
def consultations(request: HttpRequest) -> HttpResponseBase:
    """The consultations, those that end first before all others; as a page or a table."""
    wanted, on = wanted_asked(request.GET), today()
    if request.GET.get("format") == "csv":
        return consultations_csv(lists.narrowed(wanted, on).iterator(500), on)
    counts = lists.by_state(wanted, on)
    context = {
        "wanted": wanted,
        "counts": [(code, name, counts[code]) for code, name in LIST_STATES.items()],
        "total": sum(counts.values()),
        "fields": FIELD,
        "authorities": lists.authorities(),
        "on": on,
        **pages(lists.page_of(wanted, on, page_asked(request.GET))),
    }
    return render(request, "consultations/consultations.html", context)


@only_read
def consultation(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A consultation: until when, how to comment, and the draft with a place at every passage."""
    found, on = found_or_404(request, pk), today()
    held = found.consultation
    laid = whole.laid_out(held, number_asked(request.GET, "part") or 1, request.GET.get("at", ""))
    context = {
        "found": found,
        "held": held,
        "project": held.project,
        "laid": laid,
        "counts": whole.counts_of(held),
        "papers": whole.papers_of(held),
        "restarts": list(held.restarts.select_related("before").order_by("-pk")),
        "takes": takes_comments(held, on=on),
        "left": whole.days_left(held, on),
        "on": on,
        "steps": steps_for(found),
    }
    return render(request, "consultations/consultation.html", context)


@only_read
def comments(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The comments on a draft with the answers, and how many were handled how."""
    found = found_or_404(request, pk)
    held, wanted = found.consultation, comments_asked(request.GET)
    context = {
        "found": found,
        "held": held,
        "project": held.project,
        "wanted": wanted,
        "counts": whole.counts_of(held),
        "withheld": whole.withheld_for(held),
        "kinds": KIND,
        "answers": {**DISPOSITION, "none": _("还没有答复")},
        **pages(said.page_of(held, wanted, page_asked(request.GET))),
    }
    return render(request, "consultations/comments.html", context)


@only_read
def comment(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """The way to one comment in the list of all, by its number.

    Raises:
        Http404: there is none that everybody may read.
    """
    held = found_or_404(request, pk).consultation
    page = said.page_with(held, min(number, 2**31 - 1))
    if page is None:
        raise Http404(_("没有这条意见，或者它没有公开。"))
    place = reverse("consultations:comments", args=[pk])
    return redirect(f"{place}?page={page}#comment-{number}")


@only_read
def feed(request: HttpRequest) -> HttpResponse:
    """The consultations that opened last, as an Atom feed."""
    latest = lists.public().select_related("project", "project__authority")
    text = feeds.atom(
        latest.order_by("-opens", "-pk")[: feeds.MOST],
        title=_("标准征求意见"),
        here=request.build_absolute_uri(),
        absolute=request.build_absolute_uri,
    )
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


@only_read
@requires(Role.READER)
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file sent with a comment, for the desk and who sent it.

    Raises:
        Http404: there is none, or it is not for the reader.
    """
    person = signed_in(request)
    joined = CommentFile.objects.select_related("comment__consultation__project")
    kept = joined.filter(pk=min(pk, LARGEST_ID)).first()
    if kept is None:
        raise Http404(_("没有这份附件，或者它不是给您看的。"))
    own = kept.comment.person_id == person.pk
    if not own and "desk" not in roles_in(person, kept.comment.consultation):
        raise Http404(_("没有这份附件，或者它不是给您看的。"))
    return hand_over(request, kept)
