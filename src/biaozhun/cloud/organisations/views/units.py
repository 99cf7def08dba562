"""The public register of units."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.organisations import exports
from biaozhun.cloud.organisations.forms.asking import day_asked, units_asked
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.organisations.queries import register
from biaozhun.cloud.organisations.queries.suggesting import suggestions
from biaozhun.cloud.organisations.wording import KIND, LEVEL
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.panels import filled
from biaozhun.cloud.ui.reading import only_read


@only_read
def organisations(request: HttpRequest) -> HttpResponseBase:
    """All units as a tree, on a day; as a table too."""
    problems: list[str] = []
    wanted = units_asked(request.GET, today(), problems)
    if request.GET.get("format") == "csv":
        return exports.units(register.every_unit(wanted))
    page, rows = register.tree(wanted, page_asked(request.GET))
    context = {
        "wanted": wanted,
        "problems": problems,
        "rows": rows,
        "levels": LEVEL,
        "kinds": KIND,
        "is_today": wanted.on == today(),
        "keeps": is_authority(person_of(request)),
        **pages(page),
    }
    return render(request, "organisations/list.html", context)


@only_read
def organisation(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One unit: its names over time, what is above and below it, where it sits."""
    found = found_unit(pk)
    problems: list[str] = []
    on = day_asked(request.GET, today(), problems)
    place, came_from = register.place_of(found), register.came_from(found)
    keeps = is_authority(person_of(request))
    context = {
        "unit": found,
        "place": place,
        "came_from": came_from,
        "on": on,
        "problems": problems,
        "is_today": on == today(),
        "panels": filled("organisation", request, found),
        "keeps": keeps,
        "suggestions": suggestions(found) if keeps and not (came_from or place.successor) else [],
    }
    return render(request, "organisations/unit.html", context)


def found_unit(pk: int) -> Organisation:
    """The unit of an address.

    Raises:
        Http404: there is none.
    """
    found = register.unit_at(pk)
    if found is None:
        raise Http404(_("没有这个单位。"))
    return found
