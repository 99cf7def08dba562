"""Bodies of coordination, public, and their keeping."""

from collections.abc import Callable, Mapping

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.accounts.permissions import person_of, requires, signed_in
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.organisations.actions import bodies as actions
from biaozhun.cloud.organisations.errors import RefusedError
from biaozhun.cloud.organisations.forms.asking import day_asked
from biaozhun.cloud.organisations.forms.bodies import BodyForm, SeatForm, TermForm, WorkForm
from biaozhun.cloud.organisations.models import Body, Membership
from biaozhun.cloud.organisations.permissions import KEEPS_UNITS, is_authority
from biaozhun.cloud.organisations.queries import bodies as queries
from biaozhun.cloud.organisations.views.frame import blame, done, form_page
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form


@only_read
def bodies(request: HttpRequest) -> HttpResponseBase:
    """All bodies."""
    context = {
        "bodies": queries.bodies(today()),
        "on": today(),
        "keeps": is_authority(person_of(request)),
    }
    return render(request, "organisations/bodies.html", context)


@only_read
def body(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One body: who sits in it on a day, what changed, its groups, work and meetings."""
    found = found_body(pk)
    problems: list[str] = []
    on = day_asked(request.GET, today(), problems)
    context = {
        "body": found,
        "seats": queries.seats(found, on),
        "changes": queries.changes(found),
        "work": found.work.all(),
        "meetings": list(queries.meetings(found.pk, 1)[:10]),
        "on": on,
        "is_today": on == today(),
        "problems": problems,
        "keeps": is_authority(person_of(request)),
    }
    return render(request, "organisations/body.html", context)


@takes_form
@requires(KEEPS_UNITS)
def add(request: HttpRequest) -> HttpResponseBase:
    """A new body."""
    parent = text_asked(request.GET, "parent")
    below = {"parent": parent, "form": "working_group"}
    return _edited(request, None, below if parent else {})


@takes_form
@requires(KEEPS_UNITS)
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Correct a body."""
    held = found_body(pk)
    initial = {field: getattr(held, field) for field in actions.FIELDS}
    return _edited(request, held, initial | {"parent": held.parent_id, "office": held.office_id})


def _edited(
    request: HttpRequest, held: Body | None, initial: Mapping[str, object]
) -> HttpResponseBase:
    form = BodyForm(request.POST or None, initial=dict(initial))
    if form.is_valid():
        try:
            saved = actions.save_body(held, form.cleaned_data, actor=signed_in(request))
        except RefusedError as refused:
            blame(form, refused)
        else:
            return _saved(request, saved)
    back = _place(held) if held else reverse("organisations:bodies")
    title = held.name if held else _("登记协调机制")
    return form_page(request, form, title=title, back=back)


@takes_form
@requires(KEEPS_UNITS)
def add_seat(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A new member."""
    held = found_body(pk)
    form = SeatForm(request.POST or None)

    def save() -> None:
        actions.save_seat(held, None, form.cleaned_data, actor=signed_in(request))

    return _below(request, held, form, save=save, title=_("登记成员"))


@takes_form
@requires(KEEPS_UNITS)
def change_seat(request: HttpRequest, pk: int, seat: int) -> HttpResponseBase:
    """Correct a seat or end it."""
    held = found_body(pk)
    row = _found_seat(held, seat)
    initial = {field: getattr(row, field) for field in actions.SEAT}
    form = SeatForm(request.POST or None, initial=initial | {"organisation": row.organisation_id})

    def save() -> None:
        actions.save_seat(held, row, form.cleaned_data, actor=signed_in(request))

    remove = reverse("organisations:remove_seat", args=[pk, seat])
    title = _("更改或结束任职")
    return _below(request, held, form, save=save, title=title, remove=remove)


@takes_only_form
@requires(KEEPS_UNITS)
def remove_seat(request: HttpRequest, pk: int, seat: int) -> HttpResponseBase:
    """Take back a seat that was a mistake."""
    held = found_body(pk)
    actions.remove_seat(_found_seat(held, seat), actor=signed_in(request))
    return _saved(request, held)


@takes_form
@requires(KEEPS_UNITS)
def begin_term(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Copy the seats to a new term."""
    held = found_body(pk)
    form = TermForm(request.POST or None)

    def save() -> None:
        actions.begin_term(held, form.cleaned_data["since"], actor=signed_in(request))

    return _below(request, held, form, save=save, title=_("换届"))


@takes_form
@requires(KEEPS_UNITS)
def add_work(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down a piece of work."""
    held = found_body(pk)
    form = WorkForm(request.POST or None, initial={"day": today()})

    def save() -> None:
        actions.add_work(held, form.cleaned_data, actor=signed_in(request))

    return _below(request, held, form, save=save, title=_("登记工作"))


@takes_only_form
@requires(KEEPS_UNITS)
def remove_work(request: HttpRequest, pk: int, work: int) -> HttpResponseBase:
    """Take back a piece of work that was a mistake."""
    held = found_body(pk)
    row = queries.work_at(held, work)
    if row is None:
        raise Http404(_("没有这项工作。"))
    actions.remove_work(row, actor=signed_in(request))
    return _saved(request, held)


def _below(
    request: HttpRequest,
    held: Body,
    form: forms.Form,
    *,
    save: Callable[[], object],
    title: Promise | str,
    remove: str = "",
) -> HttpResponseBase:
    """A form about a body that leads back to its page."""
    if form.is_valid() and done(form, save):
        return _saved(request, held)
    more = {"note": held.name, "remove": remove}
    back = _place(held)
    return form_page(request, form, title=title, back=back, more=more)


def _saved(request: HttpRequest, held: Body) -> HttpResponseBase:
    messages.success(request, _("已保存。"))
    return redirect(_place(held))


def _place(held: Body) -> str:
    return reverse("organisations:body", args=[held.pk])


def _found_seat(held: Body, pk: int) -> Membership:
    row = queries.seat_at(held, pk)
    if row is None:
        raise Http404(_("没有这个席位。"))
    return row


def found_body(pk: int) -> Body:
    """The body of an address.

    Raises:
        Http404: there is none.
    """
    found = queries.body_at(pk)
    if found is None:
        raise Http404(_("没有这个协调机制。"))
    return found
