"""Keeping contributions: entering, correcting, withdrawing, taking over from the catalogue."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.addresses import edition_at
from biaozhun.cloud.catalogue.templatetags.catalogue import title as title_of
from biaozhun.cloud.committees.actions import contributions as actions
from biaozhun.cloud.committees.actions.gathering import take_over
from biaozhun.cloud.committees.forms.contributions import ContributionForm, WithdrawForm
from biaozhun.cloud.committees.models import Contribution
from biaozhun.cloud.committees.permissions import KEEPS
from biaozhun.cloud.committees.queries import contributions as queries
from biaozhun.cloud.committees.views.frame import done, form_page, saved
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form
from biaozhun.core.number import NumberError, parse

_MOST_TAKEN = 100  # editions taken over at once


@only_read
@requires(KEEPS)
def desk(request: HttpRequest) -> HttpResponseBase:
    """The latest entries, and the door to every way of bringing some."""
    wanted = queries.Wanted(text=text_asked(request.GET))
    page = queries.contributions(wanted, page_asked(request.GET))
    context = {"wanted": wanted, **pages(page)}
    return render(request, "committees/desk/contributions.html", context)


@takes_form
@requires(KEEPS)
def add(request: HttpRequest) -> HttpResponseBase:
    """Enter a contribution on evidence."""
    form = ContributionForm(request.POST or None)
    made: list[Contribution] = []

    def enter() -> None:
        made.append(_entered(request, form))

    if form.is_valid() and done(form, enter):
        return saved(request, reverse("committees:contribution", args=[made[0].code]))
    back = reverse("committees:desk_contributions")
    return form_page(request, form, title=_("登记标准贡献"), back=back)


def _entered(request: HttpRequest, form: ContributionForm) -> Contribution:
    told = dict(form.cleaned_data)
    held = edition_at(told["slug"])
    part = {name: told.pop(name) for name in ("party", "name", "unit", "position", "share")}
    told["title"] = told["title"] or (title_of(held) if held else "")
    told["published"] = told["published"] or (held.published if held else None)
    work = actions.Work(origin=Contribution.Origin.STATED, **told)
    return actions.save_part(work, actions.Part(**part), actor=signed_in(request))[0]


@takes_form
@requires(KEEPS)
def change(request: HttpRequest, code: str) -> HttpResponseBase:
    """Correct an entry; what it said before stays verifiable."""
    held = _found(code)
    fields = (*actions.SAID[1:], "evidence")
    initial = {name: getattr(held, name) for name in fields if name != "level"}
    form = ContributionForm(request.POST or None, initial=initial)
    back = reverse("committees:contribution", args=[held.code])
    if form.is_valid() and done(
        form,
        lambda: actions.correct_contribution(held.pk, form.cleaned_data, actor=signed_in(request)),
    ):
        return saved(request, back)
    more = {"note": _("已经印出的证书以后会显示为“曾经一致”。")}
    return form_page(request, form, title=_("更正贡献记录"), back=back, more=more)


@takes_form
@requires(KEEPS)
def withdraw(request: HttpRequest, code: str) -> HttpResponseBase:
    """Say that an entry was a mistake."""
    held = _found(code)
    form = WithdrawForm(request.POST or None)
    back = reverse("committees:contribution", args=[held.code])
    if form.is_valid() and done(
        form,
        lambda: actions.withdraw_contribution(
            held.pk, form.cleaned_data["reason"], actor=signed_in(request), at=now()
        ),
    ):
        return saved(request, back)
    more = {"note": f"{held.number} {held.name}"}
    return form_page(request, form, title=_("撤销贡献记录"), back=back, button=_("撤销"), more=more)


@takes_form
@requires(KEEPS)
def gather(request: HttpRequest) -> HttpResponseBase:
    """Drafting units and people that the catalogue names, to look over and take over."""
    if request.method == "POST":
        return _taken(request)
    unit, number = text_asked(request.GET, "unit"), text_asked(request.GET, "number")
    context = {
        "unit": unit,
        "number": number,
        "editions": queries.suggested(unit) if unit else _of_number(number),
        "asked": bool(unit or number),
    }
    return render(request, "committees/desk/gather.html", context)


def _of_number(number: str) -> list[Edition]:
    try:
        held = edition_at(parse(number).slug) if number else None
    except NumberError:
        return []
    return [held] if held is not None and queries.drafting_of(held) else []


def _taken(request: HttpRequest) -> HttpResponseBase:
    slugs = request.POST.getlist("slug")[:_MOST_TAKEN]
    found = [edition_at(slug) for slug in dict.fromkeys(slugs)]
    held = [one for one in found if one is not None and queries.drafting_of(one)]
    taken = [take_over(one, actor=signed_in(request)) for one in held]
    n = sum(taken)
    if n:
        messages.success(request, _("已从标准目录登记 {n} 条贡献。").format(n=n))
    else:
        messages.error(request, _("没有可以登记的：请勾选标准。"))
    return redirect("committees:desk_contributions")


def _found(code: str) -> Contribution:
    found = queries.contribution_at(code)
    if found is None:
        raise Http404(_("没有这条贡献记录。"))
    return found
