"""Setting a result right: a reading, a missed citation, the day, who cites, the columns."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.ui.reading import takes_form, takes_only_form
from biaozhun.cloud.validity.actions import correcting
from biaozhun.cloud.validity.errors import CheckRefusedError
from biaozhun.cloud.validity.forms.checking import AgainForm, ColumnsForm, MissedForm, ReadingForm
from biaozhun.cloud.validity.models import Check
from biaozhun.cloud.validity.queries.checks import columns_of, lines_of, text_of
from biaozhun.cloud.validity.queries.lists import Columns, sheets_of
from biaozhun.cloud.validity.queries.places import column_name
from biaozhun.cloud.validity.views.answering import held, private, say_refused
from biaozhun.cloud.validity.wording.faults import fault
from biaozhun.core.errors import BiaozhunError
from biaozhun.core.validity import Citing


@takes_only_form
@private
def correct(request: HttpRequest, key: str) -> HttpResponse:
    """Let a reading mean another number, or no citation."""
    check = held(key)
    form = ReadingForm(request.POST)
    if not form.is_valid():
        return _unread(request, form, key)
    told = form.cleaned_data
    typed = told["number"] if told["act"] == "number" else None
    if told["act"] == "number" and not told["number"]:
        messages.error(request, fault("number_unreadable"))
        return redirect("validity:result", key)
    return _acted(
        request, check, lambda: correcting.correct(check, told["start"], told["end"], typed)
    )


@takes_only_form
@private
def missed(request: HttpRequest, key: str) -> HttpResponse:
    """Add a citation that was not found."""
    check = held(key)
    form = MissedForm(request.POST)
    if not form.is_valid():
        return _unread(request, form, key)
    printed, typed = form.cleaned_data["printed"], form.cleaned_data["number"]

    def add() -> Check:
        start = _place_of(check, printed)
        return correcting.correct(check, start, start + len(printed), typed or printed)

    return _acted(request, check, add)


def _place_of(check: Check, printed: str) -> int:
    """Where words first stand in the text that no citation has.

    Raises:
        CheckRefusedError: nowhere.
    """
    text = text_of(check).text
    taken = [(line.start, line.end) for line in lines_of(check)]
    start = text.find(printed)
    while start >= 0:
        end = start + len(printed)
        if not any(start < other_end and other < end for other, other_end in taken):
            return start
        start = text.find(printed, start + 1)
    raise CheckRefusedError("the text has no such words", code="nothing_found")


@takes_only_form
@private
def again(request: HttpRequest, key: str) -> HttpResponse:
    """Answer for another day, or for somebody else who cites."""
    check = held(key)
    form = AgainForm(request.POST)
    if not form.is_valid():
        return _unread(request, form, key)
    day, citing = form.cleaned_data["on"], Citing(form.cleaned_data["citing"])
    return _acted(request, check, lambda: correcting.ask_again(check, on=day, citing=citing))


@takes_form
@private
def columns(request: HttpRequest, key: str) -> HttpResponse:
    """Say which columns of a workbook make the list."""
    check = held(key)
    form = ColumnsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            correcting.ask_again(check, columns=Columns(**form.cleaned_data))
        except BiaozhunError as error:
            form.add_error(None, fault(error.code))
        else:
            return _back(request, key)
    is_faulty = request.method == "POST"
    return render(
        request,
        "validity/columns.html",
        {"check": check, "form": form, "sheets": _sheets(check)},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if is_faulty else HTTPStatus.OK,
    )


def _sheets(check: Check) -> list[dict[str, Any]]:
    """The sheets of the workbook with their columns, those taken now chosen."""
    chosen = columns_of(check)
    return [
        {
            "name": sheet.name,
            "rows": sheet.rows,
            "columns": [
                {"place": column, "letters": column_name(column), "head": head}
                for column, head in sorted(sheet.heads.items())
            ],
            "number": chosen.number if chosen and chosen.sheet == sheet.name else 0,
            "title": chosen.title if chosen and chosen.sheet == sheet.name else 0,
            "first": chosen.first if chosen and chosen.sheet == sheet.name else 2,
        }
        for sheet in sheets_of(text_of(check))
    ]


def _acted(request: HttpRequest, check: Check, act: Callable[[], object]) -> HttpResponse:
    """Do it, say why where it is refused, and come back to the result."""
    try:
        act()
    except BiaozhunError as error:
        say_refused(request, error)
        return redirect("validity:result", check.secret)
    return _back(request, check.secret)


def _back(request: HttpRequest, key: str) -> HttpResponse:
    messages.success(request, _("已重新判定。"))
    page = request.POST.get("page", "")
    more = f"?page={page}" if page.isascii() and page.isdecimal() and len(page) < 6 else ""
    return HttpResponseRedirect(reverse("validity:result", args=[key]) + more)


def _unread(request: HttpRequest, form: Form, key: str) -> HttpResponse:
    """Back to the result with what is wrong in the form."""
    for errors in form.errors.values():
        messages.error(request, " ".join(map(str, errors)))
    return redirect("validity:result", key)
