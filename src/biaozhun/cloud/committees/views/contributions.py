"""Contributions: public lists, one entry, and whether a printed one still agrees."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.committees import exports
from biaozhun.cloud.committees.forms.asking import contributions_asked
from biaozhun.cloud.committees.models import Contribution
from biaozhun.cloud.committees.queries import contributions as queries
from biaozhun.cloud.committees.wording import FAMILY, MADE, PARTY, SHARE, VERDICT
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read


@only_read
def contributions(request: HttpRequest) -> HttpResponseBase:
    """Who took part in which edition."""
    wanted = contributions_asked(request.GET)
    if request.GET.get("format") == "csv":
        return exports.contributions_csv(queries.matching(wanted).iterator(500))
    page = queries.contributions(wanted, page_asked(request.GET))
    context = {
        "wanted": wanted,
        "levels": FAMILY,
        "shares": SHARE,
        "kinds": MADE,
        "parties": PARTY,
        "years": queries.all_years(),
        "counts": queries.years(wanted)[:10] if page.paginator.count else [],
        "keeps": is_authority(person_of(request)),
        **pages(page),
    }
    return render(request, "committees/contributions.html", context)


@only_read
def of_unit(request: HttpRequest) -> HttpResponseBase:
    """All that one unit took part in, with its people's part."""
    return _of(request, Contribution.Party.UNIT)


@only_read
def of_person(request: HttpRequest) -> HttpResponseBase:
    """All that one person took part in."""
    return _of(request, Contribution.Party.PERSON)


def _of(request: HttpRequest, party: str) -> HttpResponseBase:
    name, unit = text_asked(request.GET, "name"), text_asked(request.GET, "unit")
    wanted = queries.Wanted(party=party, name=name, unit=unit)
    page = queries.contributions(wanted, page_asked(request.GET))
    if not name or not page.paginator.count:
        raise Http404(_("没有这个单位或个人的标准贡献记录。"))
    is_unit = party == Contribution.Party.UNIT
    context = {
        "wanted": wanted,
        "is_unit": is_unit,
        "organisation": queries.unit_on_record(name if is_unit else unit),
        "counts": queries.years(wanted),
        "people": queries.people_of(name) if is_unit else [],
        "csv": urlencode({"party": party, "name": name, "unit": unit, "format": "csv"}),
        **pages(page),
    }
    return render(request, "committees/contributor.html", context)


@only_read
def contribution(request: HttpRequest, code: str) -> HttpResponseBase:
    """One entry, to cite and to print."""
    found = queries.contribution_at(code)
    if found is None:
        raise Http404(_("没有这条贡献记录。"))
    if code != found.code:
        return redirect("committees:contribution", code=found.code, permanent=True)
    context = {
        "entry": found,
        "address": request.build_absolute_uri(request.path),
        "versions": list(found.versions.all()),
        "keeps": is_authority(person_of(request)),
    }
    return render(request, "committees/contribution.html", context)


@only_read
def verify(request: HttpRequest) -> HttpResponseBase:
    """Whether what is printed on a certificate is what the register says."""
    code, digest = text_asked(request.GET, "code"), text_asked(request.GET, "digest")
    context: dict[str, object] = {"code": code, "digest": digest}
    if code:
        verdict = queries.verdict(code, digest)
        context |= {"verdict": verdict, "sentence": VERDICT[verdict.outcome]}
    return render(request, "committees/verify.html", context)
