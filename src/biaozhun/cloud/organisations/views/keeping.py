"""Registering units, correcting them, naming and ending them."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.organisations import exports
from biaozhun.cloud.organisations.actions import naming, units
from biaozhun.cloud.organisations.actions.importing import import_units
from biaozhun.cloud.organisations.errors import RefusedError
from biaozhun.cloud.organisations.forms.units import (
    EndForm,
    NameForm,
    RenameForm,
    TableForm,
    UnitForm,
)
from biaozhun.cloud.organisations.models import OrganisationName, OrganisationPlace, UnitImport
from biaozhun.cloud.organisations.permissions import KEEPS_UNITS
from biaozhun.cloud.organisations.queries import register
from biaozhun.cloud.organisations.queries.suggesting import suggestions
from biaozhun.cloud.organisations.tables import COLUMNS, MOST_LINES, NEEDED
from biaozhun.cloud.organisations.views.frame import blame, done, form_page
from biaozhun.cloud.organisations.views.units import found_unit
from biaozhun.cloud.ui.brought import MOST_BYTES, TableRefusedError, read_table
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.uploads import takes_files


@takes_form
@requires(KEEPS_UNITS)
def add(request: HttpRequest) -> HttpResponseBase:
    """Register a unit."""
    form = UnitForm(request.POST or None)
    if form.is_valid():
        try:
            made = units.add_unit(form.told(), actor=signed_in(request))
        except RefusedError as refused:
            blame(form, refused)
        else:
            messages.success(request, _("已登记“{name}”。").format(name=made.name))
            return redirect("organisations:organisation", pk=made.pk)
    back = reverse("organisations:organisations")
    return form_page(request, form, title=_("登记一个单位"), back=back, button=_("登记"))


@takes_form
@requires(KEEPS_UNITS)
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Correct a unit."""
    unit = found_unit(pk)
    form = UnitForm(request.POST or None, initial=_told(unit, register.place_of(unit)))
    if form.is_valid() and done(
        form, lambda: units.change_unit(unit, form.told(), actor=signed_in(request))
    ):
        return _saved(request, unit)
    return form_page(
        request,
        form,
        title=_("更正“{name}”").format(name=unit.name),
        back=reverse("organisations:organisation", args=[pk]),
        more={"note": _("改名请用“更名”：原来的名称会留着，旧文件里的名称才认得。")},
    )


def _told(unit: Organisation, place: OrganisationPlace) -> dict[str, object]:
    return {
        "name": unit.name,
        "credit_code": unit.credit_code,
        "parent": unit.parent_id,
        "level": place.level,
        "kind": place.kind,
        "division": place.division,
        "since": place.since,
        "is_authority": place.is_authority,
    }


@takes_form
@requires(KEEPS_UNITS)
def rename(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give a unit a new name from a day on."""
    unit = found_unit(pk)
    form = RenameForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: units.rename_unit(unit, **form.cleaned_data, actor=signed_in(request))
    ):
        return _saved(request, unit)
    return form_page(
        request,
        form,
        title=_("“{name}”更名").format(name=unit.name),
        back=reverse("organisations:organisation", args=[pk]),
        button=_("更名"),
        more={"suggestions": suggestions(unit)},
    )


@takes_form
@requires(KEEPS_UNITS)
def end(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say that a unit ended and who took its work over."""
    unit = found_unit(pk)
    place = register.place_of(unit)
    held = {"until": place.until, "successor": place.successor_id}
    form = EndForm(request.POST or None, initial=held if place.until else _offered(request))
    if form.is_valid() and done(
        form, lambda: units.end_unit(unit, **form.cleaned_data, actor=signed_in(request))
    ):
        return _saved(request, unit)
    return form_page(
        request,
        form,
        title=_("“{name}”的撤销与承接").format(name=unit.name),
        back=reverse("organisations:organisation", args=[pk]),
        more={"suggestions": suggestions(unit)},
    )


@takes_form
@requires(KEEPS_UNITS)
def add_name(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say what else a unit is or was called."""
    unit = found_unit(pk)
    form = NameForm(request.POST or None, initial=_offered(request))
    if form.is_valid() and done(
        form, lambda: naming.add_name(unit, **form.cleaned_data, actor=signed_in(request))
    ):
        return _saved(request, unit)
    return form_page(
        request,
        form,
        title=_("“{name}”的其他名称").format(name=unit.name),
        back=reverse("organisations:organisation", args=[pk]),
        button=_("登记"),
        more={"suggestions": suggestions(unit)},
    )


def _offered(request: HttpRequest) -> dict[str, object]:
    """What a suggestion wrote into the address, for the officer to look over."""
    return {name: text_asked(request.GET, name) for name in ("name", "until", "successor", "basis")}


@takes_form
@requires(KEEPS_UNITS)
def change_name(request: HttpRequest, pk: int, name: int) -> HttpResponseBase:
    """Correct or end a name."""
    row = _found_name(pk, name)
    held = {key: getattr(row, key) for key in ("name", "since", "until", "basis")}
    form = NameForm(request.POST or None, initial=held)
    if form.is_valid() and done(
        form, lambda: naming.change_name(row, **form.cleaned_data, actor=signed_in(request))
    ):
        return _saved(request, row.organisation)
    return form_page(
        request,
        form,
        title=_("更正名称“{name}”").format(name=row.name),
        back=reverse("organisations:organisation", args=[pk]),
        more={"remove": reverse("organisations:remove_name", args=[pk, name])},
    )


@takes_only_form
@requires(KEEPS_UNITS)
def remove_name(request: HttpRequest, pk: int, name: int) -> HttpResponseBase:
    """Take back a name that was a mistake."""
    row = _found_name(pk, name)
    naming.remove_name(row, actor=signed_in(request))
    return _saved(request, row.organisation)


def _found_name(pk: int, name: int) -> OrganisationName:
    row = register.name_of(found_unit(pk), name)
    if row is None:
        raise Http404(_("没有这个名称。"))
    return row


def _saved(request: HttpRequest, unit: Organisation) -> HttpResponseBase:
    messages.success(request, _("已保存。"))
    return redirect("organisations:organisation", pk=unit.pk)


@takes_files(up_to=MOST_BYTES)
@takes_form
@requires(KEEPS_UNITS)
def import_table(request: HttpRequest) -> HttpResponseBase:
    """Take a table of units in."""
    is_sent = request.method == "POST"
    form = TableForm(request.POST, request.FILES) if is_sent else TableForm()
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            content = upload.read()
            table = read_table(content, COLUMNS, needed=NEEDED, most_lines=MOST_LINES)
            run = import_units(table, name=upload.name or "", actor=signed_in(request))
        except TableRefusedError as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("organisations:import_run", pk=run.pk)
    context = {"form": form, "columns": [names[0] for names in COLUMNS.values()]}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_sent else HTTPStatus.OK
    return render(request, "organisations/desk/import.html", context, status=status)


@only_read
@requires(KEEPS_UNITS)
def import_run(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What became of a table, with the rows that were not taken."""
    run: UnitImport | None = register.import_at(pk)
    if run is None:
        raise Http404(_("没有这次导入。"))
    if request.GET.get("format") == "csv":
        return exports.rejected(run)
    return render(request, "organisations/desk/import_run.html", {"run": run})
