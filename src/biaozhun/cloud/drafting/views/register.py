"""The public list of projects, and the own ones at the desk."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.drafting.exports.lists import projects_csv
from biaozhun.cloud.drafting.forms.asking import wanted
from biaozhun.cloud.drafting.queries import desk
from biaozhun.cloud.drafting.queries.register import (
    choices,
    every_project,
    is_late,
    page_of_projects,
)
from biaozhun.cloud.drafting.wording import FIELD, STATE
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read

PARTS = ("drafter", "department", "committee", "handler", "over")


@only_read
def projects(request: HttpRequest) -> HttpResponseBase:
    """All projects, narrowed by what the address asks for."""
    asked, day = wanted(request.GET), today()
    if request.GET.get("format") == "csv":
        return projects_csv(every_project(asked, day), day)
    page = page_of_projects(asked, page_asked(request.GET), day)
    context = {
        "wanted": asked,
        "rows": [(one, is_late(one, day)) for one in page],
        "states": STATE.items(),
        "fields": FIELD.items(),
        "choices": choices(),
        **pages(page),
    }
    return render(request, "drafting/list.html", context)


@only_read
@requires(Role.READER)
def my_projects(request: HttpRequest) -> HttpResponseBase:
    """The projects somebody has to do with, what is late first."""
    person, day = signed_in(request), today()
    part = text_asked(request.GET, "part")
    part = part if part in PARTS else ""
    page = desk.page_of_mine(person, part, page_asked(request.GET), day)
    context = {
        "part": part,
        "parts": PARTS,
        "on": day,
        "rows": [(desk.mine(person, one, day), is_late(one, day)) for one in page],
        **pages(page),
    }
    return render(request, "drafting/desk/projects.html", context)
