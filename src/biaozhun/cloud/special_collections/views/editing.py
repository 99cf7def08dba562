"""One item of a collection in a form: for operators."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.special_collections import exports
from biaozhun.cloud.special_collections.actions.importing import import_items
from biaozhun.cloud.special_collections.actions.items import Cause
from biaozhun.cloud.special_collections.actions.refusing import RefusedError
from biaozhun.cloud.special_collections.actions.tables import Line
from biaozhun.cloud.special_collections.forms import ItemForm
from biaozhun.cloud.special_collections.models import Collection
from biaozhun.cloud.special_collections.queries import lists
from biaozhun.cloud.special_collections.views.keeping import back_to, kept
from biaozhun.cloud.ui.reading import takes_form


@takes_form
@requires(Role.OPERATOR)
def new(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A new item of any kind."""
    held = kept(slug)
    return _edited(request, held, ItemForm(held, request.POST or None), title=_("添加一项"))


@takes_form
@requires(Role.OPERATOR)
def item(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """An item; its kind and number stay."""
    held = kept(slug)
    found = lists.items_with(held, [pk] if pk < 2**63 else [])
    if not found:
        raise Http404(_("专题库里没有这一项。"))
    form = ItemForm(held, request.POST or None, initial=exports.cells(found[0]))
    for name in ("kind", "number"):
        form.fields[name].disabled = True
    return _edited(request, held, form, title=found[0].number)


def _edited(
    request: HttpRequest, collection: Collection, form: ItemForm, *, title: str
) -> HttpResponseBase:
    """Take the form in as a table of one line would be, or show it with its faults."""
    if form.is_bound and form.is_valid():
        line = Line(1, form.cleaned_data["number"], form.cells)
        fault = _fault(request, collection, line)
        if not fault:
            messages.success(request, _("已保存。"))
            return back_to(collection, "desk_items")
        form.add_error(None, fault)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"collection": collection, "form": form, "title": title}
    return render(request, "special_collections/desk/item.html", context, status=status)


def _fault(request: HttpRequest, collection: Collection, line: Line) -> str:
    """Store the item; what is wrong with it, or nothing."""
    try:
        written = import_items(collection, [line], actor=signed_in(request), cause=Cause.HAND)
    except RefusedError as refused:
        return str(refused)
    return written.faults[0].message if written.faults else ""
