"""Keeping committees, their members and terms."""

from collections.abc import Callable, Mapping

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.committees.actions import committees as actions
from biaozhun.cloud.committees.forms.committees import (
    ChangeOverForm,
    CommitteeForm,
    MemberForm,
    TermForm,
)
from biaozhun.cloud.committees.models import Committee, Member
from biaozhun.cloud.committees.permissions import KEEPS, keeps_committee, keeps_members
from biaozhun.cloud.committees.queries import committees as queries
from biaozhun.cloud.committees.views.committees import found_committee
from biaozhun.cloud.committees.views.frame import done, form_page, saved, say_done
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.ui.reading import takes_form, takes_only_form


@takes_form
@requires(KEEPS)
def add(request: HttpRequest) -> HttpResponseBase:
    """A new committee, or a part of one."""
    parent = text_asked(request.GET, "parent")
    own = signed_in(request).organisation_id
    return _edited(request, None, {"parent": parent, "authority": own})


@takes_form
@requires(KEEPS)
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Correct a committee."""
    held = found_committee(pk)
    if not keeps_committee(signed_in(request), held):
        raise PermissionDenied(_("这个委员会由另一个主管部门设立，您不能更改。"))
    initial = {field: getattr(held, field) for field in actions.FIELDS}
    initial |= {
        name: getattr(held, f"{name}_id") for name in ("parent", "authority", "secretariat")
    }
    return _edited(request, held, initial)


def _edited(
    request: HttpRequest, held: Committee | None, initial: Mapping[str, object]
) -> HttpResponseBase:
    form = CommitteeForm(request.POST or None, initial=dict(initial))
    outcome: list[Committee] = []

    def save() -> None:
        told, actor = form.cleaned_data, signed_in(request)
        outcome.append(actions.save_committee(held, told, actor=actor)[0])

    if form.is_valid() and done(form, save):
        return saved(request, _place(outcome[0]))
    back = _place(held) if held else reverse("committees:committees")
    return form_page(request, form, title=_("更正委员会") if held else _("登记委员会"), back=back)


@takes_form
@requires(Role.READER)
def add_member(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A new member."""
    held = _kept(request, pk)
    initial = {"term": queries.term_number(held), "since": today()}
    form = MemberForm(request.POST or None, committee=held, initial=initial)

    def save() -> None:
        actions.save_member(held, None, form.cleaned_data, actor=signed_in(request))

    return _below(request, held, form, save=save, title=_("登记委员"))


@takes_form
@requires(Role.READER)
def change_member(request: HttpRequest, pk: int, member: int) -> HttpResponseBase:
    """Correct a seat or end it."""
    held = _kept(request, pk)
    row = _found_member(held, member)
    initial = {field: getattr(row, field) for field in actions.SEAT}
    initial["alternate_of"] = row.alternate_of_id
    initial["email"] = row.person.email if row.person else ""
    form = MemberForm(request.POST or None, committee=held, initial=initial)

    def save() -> None:
        actions.save_member(held, row, form.cleaned_data, actor=signed_in(request))

    remove = reverse("committees:remove_member", args=[pk, member])
    title = _("更改或结束任职")
    return _below(request, held, form, save=save, title=title, remove=remove)


@takes_only_form
@requires(Role.READER)
def remove_member(request: HttpRequest, pk: int, member: int) -> HttpResponseBase:
    """Take back a seat that was a mistake."""
    held = _kept(request, pk)
    row = _found_member(held, member)
    say_done(request, lambda: actions.remove_member(row, actor=signed_in(request)))
    return redirect(_place(held))


@takes_form
@requires(Role.READER)
def change_over(request: HttpRequest, pk: int) -> HttpResponseBase:
    """End the present term and begin the next."""
    held = _kept(request, pk)
    present = [
        member.pk
        for seat in queries.seats(held, today())
        for member in (seat.member, *seat.alternates)
    ]
    form = ChangeOverForm(request.POST or None, present=present)

    def begin() -> None:
        told = dict(form.cleaned_data)
        staying = {member.pk for member in told.pop("staying")}
        actions.change_over(held, told, staying, actor=signed_in(request))

    return _below(request, held, form, save=begin, title=_("换届"))


@takes_form
@requires(Role.READER)
def change_term(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Write down when a term began and ends."""
    held = _kept(request, pk)
    if number not in {row.number for row in queries.terms(held)} | {1}:
        raise Http404(_("没有这一届。"))
    term = held.terms.filter(number=number).first()
    initial = {"since": term.since, "until": term.until, "basis": term.basis} if term else {}
    form = TermForm(request.POST or None, initial=initial)

    def save() -> None:
        actions.save_term(held, number, form.cleaned_data, actor=signed_in(request))

    title = _("第 {n} 届").format(n=number)
    return _below(request, held, form, save=save, title=title)


def _kept(request: HttpRequest, pk: int) -> Committee:
    held = found_committee(pk)
    if not keeps_members(signed_in(request), held):
        raise PermissionDenied(_("这个委员会的委员不由您维护。"))
    return held


def _found_member(held: Committee, pk: int) -> Member:
    found = queries.member_at(held, pk)
    if found is None:
        raise Http404(_("没有这名委员。"))
    return found


def _below(
    request: HttpRequest,
    held: Committee,
    form: forms.Form,
    *,
    save: Callable[[], object],
    title: Promise | str,
    remove: str = "",
) -> HttpResponseBase:
    """A form about a committee that leads back to its page."""
    if form.is_valid() and done(form, save):
        return saved(request, _place(held))
    more = {"note": f"{held.code} {held.name}", "remove": remove}
    return form_page(request, form, title=title, back=_place(held), more=more)


def _place(held: Committee) -> str:
    return reverse("committees:committee", args=[held.pk])
