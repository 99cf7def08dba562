"""Instruments, responsible units and tables of laws at the desk."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.laws import exports
from biaozhun.cloud.laws.actions import instruments as actions
from biaozhun.cloud.laws.actions.importing import COLUMNS, MOST_LINES, NEEDED, import_register
from biaozhun.cloud.laws.actions.refusing import RefusedError
from biaozhun.cloud.laws.actions.units import set_unit
from biaozhun.cloud.laws.forms import InstrumentForm, TableForm
from biaozhun.cloud.laws.models import Instrument, RegisterImport
from biaozhun.cloud.laws.permissions import KEEPS_LAWS
from biaozhun.cloud.laws.queries import desk
from biaozhun.cloud.laws.queries.instruments import instrument_at
from biaozhun.cloud.laws.views.sending import sent
from biaozhun.cloud.ui.brought import MOST_BYTES, TableRefusedError, read_table
from biaozhun.cloud.ui.reading import only_read, takes_form
from biaozhun.cloud.ui.uploads import takes_files

FAULTY = HTTPStatus.UNPROCESSABLE_ENTITY


@takes_form
@requires(KEEPS_LAWS)
def new_instrument(request: HttpRequest) -> HttpResponseBase:
    """A new instrument."""
    return _edited(request, None, InstrumentForm(sent(request)[0]))


@takes_form
@requires(KEEPS_LAWS)
def instrument(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An instrument and its limits."""
    found = instrument_at(pk)
    if found is None:
        raise Http404(_("没有这项政策工具。"))
    if "remove" in request.POST:
        actions.remove_instrument(found, actor=signed_in(request))
        messages.success(request, _("已删除“{title}”。").format(title=found.title))
        return redirect("laws:instruments")
    told = {name: getattr(found, name) for name in actions.FIELDS}
    told |= {"law": found.law.slug if found.law else "", "limits": actions.written(found)}
    return _edited(request, found, InstrumentForm(sent(request)[0], initial=told))


def _edited(
    request: HttpRequest, held: Instrument | None, form: InstrumentForm
) -> HttpResponseBase:
    if form.is_valid():
        told = form.cleaned_data
        try:
            saved = actions.save_instrument(
                held, told, told["limits"], actor=signed_in(request), today=today()
            )
        except RefusedError as refused:
            form.add_error("limits", str(refused))
        else:
            messages.success(request, _("已保存。"))
            return redirect("laws:desk_instrument", pk=saved.pk)
    status = FAULTY if form.is_bound else HTTPStatus.OK
    context = {"instrument": held, "form": form}
    return render(request, "laws/desk/instrument.html", context, status=status)


@takes_form
@requires(KEEPS_LAWS)
def units(request: HttpRequest) -> HttpResponseBase:
    """Which organisation answers for each issuer; one is set at a time."""
    if request.method == "POST":
        _set_unit(request)
        return redirect("laws:desk_units")
    names = list(desk.organisations().values_list("name", flat=True))
    context = {"units": desk.units(), "names": names}
    return render(request, "laws/desk/units.html", context)


def _set_unit(request: HttpRequest) -> None:
    issuer = clean(request.POST.get("issuer", ""))[:200]
    name = clean(request.POST.get("organisation", ""))
    organisation = desk.organisations().filter(name=name).first() if name else None
    if not issuer or (name and organisation is None):
        messages.error(request, _("没有这个单位，请从列表里选。"))
        return
    set_unit(issuer, organisation, actor=signed_in(request))
    messages.success(request, _("已保存。"))


@takes_files(up_to=MOST_BYTES)
@takes_form
@requires(KEEPS_LAWS)
def import_table(request: HttpRequest) -> HttpResponseBase:
    """Take a table of laws in."""
    form = TableForm(*sent(request))
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            table = read_table(upload.read(), COLUMNS, needed=NEEDED, most_lines=MOST_LINES)
            run = import_register(
                table,
                name=clean(upload.name or ""),
                actor=signed_in(request),
                today=today(),
            )
        except (RefusedError, TableRefusedError) as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("laws:desk_import_run", pk=run.pk)
    columns = [names[0] for names in COLUMNS.values()]
    context = {"form": form, "columns": columns}
    status = FAULTY if request.method == "POST" else HTTPStatus.OK
    return render(request, "laws/desk/import.html", context, status=status)


@only_read
@requires(KEEPS_LAWS)
def import_run(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What became of a table, with the rows that were not taken."""
    run = _run(request, pk)
    if request.GET.get("format") == "csv":
        return exports.rejected_csv(run)
    return render(request, "laws/desk/import_run.html", {"run": run})


def _run(request: HttpRequest, pk: int) -> RegisterImport:
    found = desk.import_at(pk, signed_in(request))
    if found is None:
        raise Http404(_("没有这次导入。"))
    return found
