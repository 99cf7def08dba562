"""The journal of events, for administrators."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from biaozhun.cloud.accounts import exports
from biaozhun.cloud.accounts.forms.asking import events_asked
from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires
from biaozhun.cloud.audit import queries
from biaozhun.cloud.audit.wording import kinds
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read


@only_read
@requires(Role.ADMINISTRATOR)
def events(request: HttpRequest) -> HttpResponseBase:
    """Who did what to what, and when; as a table too."""
    problems: list[str] = []
    wanted = events_asked(request.GET, problems)
    if request.GET.get("format") == "csv":
        return exports.events(queries.every_event(wanted))
    known = kinds()
    if wanted.kind and wanted.kind not in dict(known):
        known.append((wanted.kind, wanted.kind))
    context = {
        "wanted": wanted,
        "kinds": known,
        "problems": problems,
        **pages(queries.events(wanted, page_asked(request.GET))),
    }
    return render(request, "accounts/events.html", context)
