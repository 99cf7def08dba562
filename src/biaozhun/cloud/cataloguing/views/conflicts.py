"""Disagreements of sources, listed, filtered, decided one by one."""

from collections.abc import Iterator

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.actions import deciding
from biaozhun.cloud.catalogue.actions.deciding import Statement
from biaozhun.cloud.catalogue.models import Conflict
from biaozhun.cloud.catalogue.queries import conflicts as queries
from biaozhun.cloud.catalogue.wording import FAMILY, FIELD
from biaozhun.cloud.cataloguing.forms import filtering
from biaozhun.cloud.cataloguing.forms.editing import ChoiceForm
from biaozhun.cloud.cataloguing.queries.deciding import OneConflict, conflict_with, sources
from biaozhun.cloud.cataloguing.views.answering import answered
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.core.bibliography import RULED, StatedRelation

_HEADER = ("number", "field", "chosen", "chosen_source", "other", "other_source", "decided")


@only_read
@requires(Role.CATALOGUER)
def conflicts(request: HttpRequest) -> HttpResponseBase:
    """The disagreements the address asks for."""
    wanted = filtering.wanted(request.GET)
    if request.GET.get("format") == "csv":
        return csv_file("conflicts", _rows(queries.ordered(wanted)))
    found = queries.found(wanted, page_asked(request.GET))
    context = {
        "found": found,
        "wanted": wanted,
        "sources": sources(),
        "families": FAMILY.items(),
        "fields": FIELD.items(),
        "ruled": RULED,
        **pages(found.page),
    }
    return render(request, "cataloguing/conflicts.html", context)


def _rows(found: QuerySet[Conflict]) -> Iterator[tuple[object, ...]]:
    yield _HEADER
    for row in found.iterator(1000):
        yield (
            row.edition.number,
            row.field,
            row.chosen,
            row.chosen_source,
            row.other,
            row.other_source,
            row.decided,
        )


@takes_form
@requires(Role.CATALOGUER)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """One disagreement with every value, and the choice."""
    one = conflict_with(pk)
    if one is None and request.method == "POST":  # sent twice, or somebody else was first
        messages.warning(request, _("没有这处分歧：可能已随新的导入消失，或者别人已经核定。"))
        return redirect("cataloguing:conflicts")
    if one is None:
        raise Http404(_("没有这处分歧：可能已随新的导入消失。"))
    form = ChoiceForm(
        request.POST if request.method == "POST" else None,
        field=one.conflict.field,
        choices=[choice.key for choice in one.choices],
    )
    if request.method == "POST" and form.is_valid():
        deciding.state(one.edition.number, _statement(one, form), actor=signed_in(request))
        messages.success(request, _("已核定；版本已按此重新合并。"))
        return redirect("cataloguing:edit", one.edition.slug)
    context = {"one": one, "form": form, "chosen": form["choice"].value() or ""}
    return render(request, "cataloguing/decide.html", context, status=answered(request))


def _statement(one: OneConflict, form: ChoiceForm) -> Statement:
    said = form.cleaned_data
    chosen = _value(one, form)
    if isinstance(chosen, StatedRelation):
        return Statement(reason=said["reason"], evidence=said["evidence"], added=(chosen,))
    fields = {one.conflict.field: chosen}
    return Statement(reason=said["reason"], evidence=said["evidence"], fields=fields)


def _value(one: OneConflict, form: ChoiceForm) -> object:
    choice: str = form.cleaned_data["choice"]
    if choice == "nothing":
        return None
    if choice == "other":
        value: object = form.cleaned_data["value"]
        return value
    return next(told.value for told in one.choices if told.key == choice)
