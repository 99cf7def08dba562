"""The secretary's desk: consultations that wait, the table of comments, one comment."""

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
from biaozhun.cloud.consultations.forms.answering import AnswerForm, asked
from biaozhun.cloud.consultations.models import Comment
from biaozhun.cloud.consultations.queries import desk as queries
from biaozhun.cloud.consultations.queries.following import later_drafts
from biaozhun.cloud.consultations.queries.page import Found
from biaozhun.cloud.consultations.queries.rows import Row, rows_of
from biaozhun.cloud.consultations.views.answering import answered
from biaozhun.cloud.consultations.views.desk_frame import back_to, worked_on
from biaozhun.cloud.consultations.wording import DISPOSITION, KIND
from biaozhun.cloud.consultations.wording.answering import TURN
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form

PAGE: Final = 30


@only_read
@requires(Role.READER)
def overview(request: HttpRequest) -> HttpResponseBase:
    """The consultations somebody keeps or answers in, those that are late first."""
    found = Paginator(queries.at_desk(signed_in(request), today()), PAGE)
    page = found.get_page(page_asked(request.GET))
    return render(request, "consultations/desk/overview.html", pages(page))


@only_read
@requires(Role.READER)
def table(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The comments of a consultation, as the address asks for them."""
    found = worked_on(request, pk)
    held, wanted = found.consultation, asked(request.GET)
    page = Paginator(queries.comments_asked(held, wanted, found.roles), PAGE).get_page(
        page_asked(request.GET)
    )
    offered = queries.offered(held, found.roles)
    context = {
        **_common(request, found),
        **pages(page),
        "rows": rows_of(list(page.object_list), held, found.roles, dict(offered.clusters)),
        "wanted": wanted,
        "offered": offered,
        "answerers": queries.answerers(held) if found.keeps else [],
        "later": later_drafts(held),
        "back": request.get_full_path(),
        "turns": {
            code: words
            for code, words in TURN.items()
            if found.keeps or code not in queries.FOR_THE_DESK
        },
        "kinds": KIND,
    }
    return render(request, "consultations/desk/table.html", context)


def _common(request: HttpRequest, found: Found) -> dict[str, object]:
    person = signed_in(request)
    held = found.consultation
    return {
        "found": found,
        "held": held,
        "project": held.project,
        "person": person,
        "counted": queries.counts([held], person)[held.pk],
        "dispositions": DISPOSITION,
        "on": today(),
    }


@takes_form
@requires(Role.READER)
def comment(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """One comment: its form, or what was sent of it is saved.

    A script sends the form of a row and gets the row back; without one the table comes again.
    """
    found = worked_on(request, pk)
    held = _comment(found, number)
    if request.method != "POST":
        return _one(request, found, _row(found, held))
    form = AnswerForm(request.POST)
    row, status = answered(form, held, found, person=signed_in(request))
    if request.headers.get("X-Requested-With") == "fetch":
        more = {"row": row, "back": back_to(request, ""), "is_listed": True}
        context = {**_common(request, found), **more}
        return render(request, "consultations/desk/row.html", context, status=status)
    if row.saved:
        messages.success(request, _("第 {number} 号意见已保存。").format(number=number))
        place = back_to(request, reverse("consultations:table", args=[pk]))
        return redirect(f"{place}#comment-{number}")
    return _one(request, found, row, status=status)


def _one(request: HttpRequest, found: Found, row: Row, *, status: int = 200) -> HttpResponseBase:
    held = found.consultation
    before = reverse("consultations:table", args=[held.pk])
    context = {**_common(request, found), "row": row, "back": back_to(request, before)}
    return render(request, "consultations/desk/comment.html", context, status=status)


def _comment(found: Found, number: int) -> Comment:
    """A comment of the consultation by its number.

    Raises:
        Http404: there is none.
    """
    rows = queries.comments_asked(found.consultation, queries.Asked(), found.roles)
    one = rows.filter(number=min(number, LARGEST_ID)).first()
    if one is None:
        raise Http404(_("没有这条意见。"))
    return one


def _row(found: Found, held: Comment) -> Row:
    sizes = dict(queries.offered(found.consultation).clusters)
    return rows_of([held], found.consultation, found.roles, sizes)[0]
