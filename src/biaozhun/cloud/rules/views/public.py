"""What holds, for everybody."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.rules import exports
from biaozhun.cloud.rules.forms.asking import rules_asked
from biaozhun.cloud.rules.queries import held_for
from biaozhun.cloud.rules.queries.listing import authorities, sections, years
from biaozhun.cloud.rules.wording import PROCEDURE
from biaozhun.cloud.ui.reading import only_read


@only_read
def rules(request: HttpRequest) -> HttpResponseBase:
    """The limits, quorums and shares of an authority on a day; as a table too."""
    problems: list[str] = []
    offered = authorities()
    wanted = rules_asked(request.GET, offered, today(), problems)
    held = held_for(wanted.authority, procedure=wanted.procedure, on=wanted.on)
    if request.GET.get("format") == "csv":
        return exports.rules(held.rules.values())
    signed = sum(one.binding for one in held.rules.values())
    context = {
        "wanted": wanted,
        "is_today": wanted.on == today(),
        "is_plain": not request.GET,
        "problems": problems,
        "authorities": offered,
        "procedures": PROCEDURE,
        "sections": sections(held.rules.values()),
        "ignored": held.ignored,
        "count": len(held.rules),
        "signed": signed,
        "years": years(),
    }
    return render(request, "rules/rules.html", context)
