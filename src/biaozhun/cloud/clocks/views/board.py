"""The board at the desk, and when warnings come."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.clocks import wording
from biaozhun.cloud.clocks.actions.timing import Times, set_times
from biaozhun.cloud.clocks.errors import TimesRefusedError
from biaozhun.cloud.clocks.exports import Told, board_rows, board_xlsx
from biaozhun.cloud.clocks.forms.asking import TimesForm, wanted
from biaozhun.cloud.clocks.models import WarningTimes
from biaozhun.cloud.clocks.queries import board as boards
from biaozhun.cloud.clocks.queries.clocked import Clocked
from biaozhun.cloud.clocks.queries.forecasts import forecasts, learnt
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.wording import FIELD, PROCEDURE
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.organisations.permissions import acts_for, is_authority
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form
from biaozhun.cloud.ui.tables import csv_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@only_read
@requires(Role.READER)
def board(request: HttpRequest) -> HttpResponseBase:
    """The running projects somebody has to do with, the late ones first."""
    person, on = signed_in(request), today()
    everything = boards.running(boards.seen_by(person), on)
    asked = wanted(request.GET)
    found = boards.narrowed(everything, asked)
    known = learnt(on)
    form = request.GET.get("format")
    if form in {"csv", "xlsx"}:
        return _file(form, found, author=person.name, known=forecasts(found, known))
    page = boards.page_of(found, page_asked(request.GET))
    context = {
        "wanted": asked,
        "rows": list(page),
        "forecasts": forecasts(page, known),
        "warnings": boards.last_warnings(page),
        "counts": boards.counts(everything),
        "choices": boards.choices(everything),
        "authorities": _kept(person) if is_authority(person) else [],
        "words": choice_words(),
        "on": on,
        **pages(page),
    }
    return render(request, "clocks/desk/board.html", context)


def choice_words() -> dict[str, object]:
    """The codes a board is narrowed by, with their words."""
    return {
        "stages": [*wording.STAGE.items(), (boards.FILING, wording.FILING)],
        "holders": wording.PART.items(),
        "fields": FIELD.items(),
        "procedures": PROCEDURE.items(),
        "when": wording.WHEN.items(),
    }


def _kept(person: Person) -> list[Organisation]:
    """The authorities with projects whose warnings somebody may set; one question."""
    issuing = Organisation.objects.filter(pk__in=Project.objects.values("authority"))
    return [one for one in issuing.order_by("name") if acts_for(person, one.pk)]


def _file(form: str, found: list[Clocked], *, author: str, known: Told) -> HttpResponseBase:
    if form == "csv":
        return csv_file("clocks", board_rows(found, known))
    content = board_xlsx(found, known, author=author)
    head = {"Content-Disposition": 'attachment; filename="clocks.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=head)


@takes_form
@requires(Role.OPERATOR)
def times(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Set when an authority warns of the due days of its projects."""
    authority = Organisation.objects.filter(pk=pk).first() if pk <= LARGEST_ID else None
    if authority is None:
        raise Http404(_("没有这个单位。"))
    person = signed_in(request)
    if not acts_for(person, authority.pk):
        raise PermissionDenied(_("只有本单位的工作人员可以设置提醒。"))
    held = WarningTimes.objects.filter(organisation=authority).first() or WarningTimes()
    first = {name: getattr(held, name) for name in TimesForm.base_fields}
    form = TimesForm(request.POST or None, initial=first)
    if form.is_valid():
        try:
            set_times(authority, Times(**form.cleaned_data), actor=person)
        except TimesRefusedError:
            form.add_error("second", _("再提醒的天数要比第一次少。"))
        else:
            messages.success(request, _("已保存；已经发出的提醒不再重发。"))
            return redirect("clocks:board")
    context = {"form": form, "authority": authority, "back": reverse("clocks:board")}
    status = 422 if form.is_bound else 200
    return render(request, "clocks/desk/times.html", context, status=status)
