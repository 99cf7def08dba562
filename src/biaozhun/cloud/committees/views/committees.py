"""The public register of committees."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import person_of, requires, signed_in
from biaozhun.cloud.catalogue.queries.standings import with_standings
from biaozhun.cloud.committees import exports
from biaozhun.cloud.committees.forms.asking import committees_asked
from biaozhun.cloud.committees.models import Committee
from biaozhun.cloud.committees.permissions import keeps_committee, keeps_members
from biaozhun.cloud.committees.queries import committees as queries
from biaozhun.cloud.committees.queries.checking import checked, checked_page
from biaozhun.cloud.committees.wording import FORM, INTERNATIONAL, SECTOR
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.organisations.forms.asking import day_asked
from biaozhun.cloud.organisations.models import Level
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.organisations.wording import LEVEL
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.panels import filled
from biaozhun.cloud.ui.reading import only_read


@only_read
def committees(request: HttpRequest) -> HttpResponseBase:
    """All committees, on a day; as a table too."""
    problems: list[str] = []
    wanted = committees_asked(request.GET, today(), problems)
    match request.GET.get("format"):
        case "csv":
            return exports.committees_csv(wanted)
        case "xlsx":
            return exports.committees_xlsx(wanted)
    page = queries.committees(wanted, page_asked(request.GET))
    levels: dict[str, Promise | str] = {queries.INTERNATIONAL: INTERNATIONAL}
    levels |= {str(code): said for code, said in LEVEL.items() if code != Level.TOWN}
    context = {
        "wanted": wanted,
        "problems": problems,
        "counts": queries.counts(wanted.on or today()),
        "levels": levels,
        "forms": FORM,
        "sectors": SECTOR,
        "authorities": queries.authorities(),
        "is_today": wanted.on == today(),
        "keeps": is_authority(person_of(request)),
        **pages(page),
    }
    return render(request, "committees/list.html", context)


@only_read
def committee(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One committee: who keeps it and sits in it on a day, its parts and its terms."""
    found = found_committee(pk)
    problems: list[str] = []
    on = day_asked(request.GET, today(), problems)
    match request.GET.get("format"):
        case "csv":
            return exports.members_csv(found)
        case "xlsx":
            return exports.members_xlsx(found)
    person = person_of(request)
    seats = queries.seats(found, on)
    keeps = keeps_members(person, found)
    context = {
        "committee": found,
        "seats": seats,
        "parts": queries.parts(found, on),
        "terms": queries.terms(found),
        "posts": queries.posts_in(found, on),
        "on": on,
        "is_today": on == today(),
        "problems": problems,
        "keeps_members": keeps,
        "keeps": keeps_committee(person, found),
        "findings": checked(found, on) if keeps else [],
        "panels": filled("committee", request, found),
    }
    return render(request, "committees/committee.html", context)


@only_read
def standards(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The standards that the catalogue says a committee is in charge of."""
    found = found_committee(pk)
    page = queries.standards_of(found, page_asked(request.GET))
    rows = with_standings(list(page), today())
    context = {"committee": found, "rows": rows, **pages(page)}
    return render(request, "committees/standards.html", context)


@only_read
@requires(Role.READER)
def desk(request: HttpRequest) -> HttpResponseBase:
    """The committees whose members the reader keeps, and what is found of their composition."""
    person, text = signed_in(request), text_asked(request.GET)
    page, kept = queries.kept_by(person, text, page_asked(request.GET), today())
    context = {
        "rows": checked_page(kept, today()),
        "text": text,
        "keeps": is_authority(person),
        **pages(page),
    }
    return render(request, "committees/desk/committees.html", context)


def found_committee(pk: int) -> Committee:
    """The committee of an address.

    Raises:
        Http404: there is none.
    """
    found = queries.committee_at(pk)
    if found is None:
        raise Http404(_("没有这个委员会。"))
    return found
