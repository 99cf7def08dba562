"""The blast radius, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least, person_of
from biaozhun.cloud.catalogue.forms.asking import day_asked
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.impact import exports
from biaozhun.cloud.impact.forms import LONGEST, numbers_in
from biaozhun.cloud.impact.queries.radius import MOST, Radius, radius
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.ui.tables import csv_file

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@only_read
def impact(request: HttpRequest) -> HttpResponseBase:
    """What rests on one standard or a list, what covers it instead, who must be told."""
    problems: list[str] = []
    on = day_asked(request.GET, today(), problems)
    text = request.GET.get("numbers", "")
    read = numbers_in(text)
    problems += [
        _("第 {place} 行读不出标准编号：{line}").format(place=place, line=line)
        for place, line in read.faults[:20]
    ]
    if read.is_cut:
        problems.append(_("一次最多查 {most} 项，后面的没有查。").format(most=MOST))
    found = radius(read.numbers, on, asker=person_of(request)) if read.numbers else None
    if found is not None and (answer := _file(request, found)):
        return answer
    context = {
        "asked": text[:LONGEST],
        "found": found,
        "on": on,
        "is_today": on == today(),
        "problems": problems,
        "is_operator": at_least(Role.OPERATOR)(request),
    }
    return render(request, "impact/impact.html", context)


def _file(request: HttpRequest, found: Radius) -> HttpResponseBase | None:
    site = request.build_absolute_uri("/").rstrip("/")
    match request.GET.get("format"):
        case "csv":
            return csv_file("impact", exports.rows(found, site))
        case "xlsx":
            said = {"Content-Disposition": 'attachment; filename="impact.xlsx"'}
            return HttpResponse(exports.workbook(found, site), content_type=WORKBOOK, headers=said)
        case _:  # a page
            return None
