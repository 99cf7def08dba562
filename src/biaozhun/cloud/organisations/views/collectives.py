"""Names that stand for many units, and whom they stand for on a day."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.accounts.permissions import person_of, requires, signed_in
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.organisations.actions.collectives import remove_collective, save_collective
from biaozhun.cloud.organisations.errors import RefusedError
from biaozhun.cloud.organisations.forms.asking import day_asked
from biaozhun.cloud.organisations.forms.units import CollectiveForm
from biaozhun.cloud.organisations.models import Collective
from biaozhun.cloud.organisations.permissions import KEEPS_UNITS, is_authority
from biaozhun.cloud.organisations.queries import collectives as queries
from biaozhun.cloud.organisations.queries.members import members_of
from biaozhun.cloud.organisations.views.frame import blame, form_page
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form


@only_read
def collectives(request: HttpRequest) -> HttpResponseBase:
    """All of them with how many members each has on the day."""
    problems: list[str] = []
    on = day_asked(request.GET, today(), problems)
    found = queries.collectives()
    members = members_of(found, on)
    context = {
        "rows": [(one, len(members[one.pk])) for one in found],
        "on": on,
        "is_today": on == today(),
        "problems": problems,
        "keeps": is_authority(person_of(request)),
    }
    return render(request, "organisations/collectives.html", context)


@only_read
def collective(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One of them with its members on a day."""
    found = found_collective(pk)
    problems: list[str] = []
    on = day_asked(request.GET, today(), problems)
    context = {
        "collective": found,
        "members": members_of([found], on)[found.pk],
        "on": on,
        "is_today": on == today(),
        "problems": problems,
        "keeps": is_authority(person_of(request)),
    }
    return render(request, "organisations/collective.html", context)


@takes_form
@requires(KEEPS_UNITS)
def add(request: HttpRequest) -> HttpResponseBase:
    """Say what a name stands for."""
    return _edited(request, None)


@takes_form
@requires(KEEPS_UNITS)
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say it anew."""
    return _edited(request, found_collective(pk))


@takes_only_form
@requires(KEEPS_UNITS)
def remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take it back."""
    held = found_collective(pk)
    remove_collective(held, actor=signed_in(request))
    messages.success(request, _("已删除“{name}”。").format(name=held.name))
    return redirect("organisations:collectives")


def _edited(request: HttpRequest, held: Collective | None) -> HttpResponseBase:
    told = {
        "name": held.name if held else text_asked(request.GET, "name"),
        "body": held.body_id if held else text_asked(request.GET, "body"),
        "kind": held.kind if held else "",
        "levels": held.levels if held else [],
    }
    form = CollectiveForm(request.POST or None, initial=told)
    if form.is_valid():
        try:
            saved = save_collective(held, **form.cleaned_data, actor=signed_in(request))
        except RefusedError as refused:
            blame(form, refused)
        else:
            messages.success(request, _("已保存。"))
            return redirect("organisations:collective", pk=saved.pk)
    return form_page(
        request,
        form,
        title=held.name if held else _("登记集合名称"),
        back=reverse("organisations:collectives"),
        more={"remove": reverse("organisations:remove_collective", args=[held.pk])} if held else {},
    )


def found_collective(pk: int) -> Collective:
    """The collective of an address.

    Raises:
        Http404: there is none.
    """
    found = queries.collective_at(pk)
    if found is None:
        raise Http404(_("没有这个集合名称。"))
    return found
