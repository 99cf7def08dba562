"""Letters of supervision: the list, and the letter itself, fit for printing."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import day_of, today
from biaozhun.cloud.plans.exports.official import letter_paper
from biaozhun.cloud.plans.forms.work import letters_asked
from biaozhun.cloud.plans.models import SupervisionLetter
from biaozhun.cloud.plans.permissions import sight_of
from biaozhun.cloud.plans.queries import letters as queries
from biaozhun.cloud.plans.queries.late import UNANSWERED
from biaozhun.cloud.plans.queries.task import offers_of_letter
from biaozhun.cloud.plans.views.board import sight_at_work
from biaozhun.cloud.plans.wording.work import LETTER_STATE
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.ui.tables import csv_file

AT_ONCE = 500  # rows read together


def _columns() -> tuple[str, ...]:
    """The heading of the table."""
    return (
        _("编号"),
        _("发给"),
        _("任务"),
        _("计划"),
        _("发出"),
        _("答复期限"),
        _("状态"),
        _("答复日期"),
    )


@only_read
@requires(Role.READER)
def letters(request: HttpRequest) -> HttpResponseBase:
    """Letters to my unit and those below it; to the authority all of them."""
    sight, on, wanted = sight_at_work(request), today(), letters_asked(request.GET)
    if request.GET.get("format", "") == "csv":
        found = queries.letters(sight, wanted, on)
        return csv_file("letters", _rows(found.iterator(chunk_size=AT_ONCE)))
    context = {
        "sight": sight,
        "on": on,
        "wanted": wanted,
        "states": LETTER_STATE.items(),
        "unanswered": UNANSWERED,
        **pages(queries.letter_page(sight, wanted, on, page_asked(request.GET))),
    }
    return render(request, "plans/work/letters.html", context)


def _rows(found: Iterator[SupervisionLetter]) -> Iterator[tuple[object, ...]]:
    yield _columns()
    for one in found:
        yield (
            one.number,
            one.addressee.name,
            one.task.title,
            str(one.task.plan),
            day_of(one.issued).isoformat(),
            one.due.isoformat(),
            str(LETTER_STATE[one.state]),
            day_of(one.answered).isoformat() if one.answered else "",
        )


@only_read
@requires(Role.READER)
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """A letter, what was answered, and what may be done next."""
    sight, on = sight_of(signed_in(request)), today()
    found = queries.letter_in_sight(sight, min(pk, LARGEST_ID))
    if found is None:
        raise Http404(_("没有这份督办单。"))
    if request.GET.get("format") == "docx":
        return letter_paper(found)
    context = {
        "sight": sight,
        "letter": found,
        "task": found.task,
        "plan": found.task.plan,
        "offers": offers_of_letter(found, sight),
        "is_late": found.state in UNANSWERED and found.due < on,
        "on": on,
    }
    return render(request, "plans/work/letter.html", context)
