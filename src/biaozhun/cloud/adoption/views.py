"""Pages of the slice."""

from collections.abc import Iterator
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least, requires, signed_in
from biaozhun.cloud.adoption.actions import assessing
from biaozhun.cloud.adoption.forms import AssessmentForm
from biaozhun.cloud.adoption.queries.newer import Newer, Place, in_order, newer_of, newer_page
from biaozhun.cloud.adoption.templatetags.adoption import decision_word
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.models import SLUG
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID, edition_at
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.ui.reading import only_read, takes_form
from biaozhun.cloud.ui.tables import csv_file


@only_read
def newer(request: HttpRequest) -> HttpResponseBase:
    """Standards that take over an international edition which has a newer one."""
    is_open = request.GET.get("open") == "1"
    on = today()
    if request.GET.get("format") == "csv":
        return csv_file("adoption", _table(in_order(on, is_open=is_open)))
    shown, after = newer_page(on, is_open=is_open, after=_place(request.GET.get("after", "")))
    context = {
        "shown": shown,
        "next": f"{after.pk}.{after.sort_key}" if after else "",
        "is_first": "after" not in request.GET,
        "is_open": is_open,
        "may_assess": at_least(Role.CATALOGUER)(request),
    }
    return render(request, "adoption/newer.html", context)


def _place(text: str) -> Place | None:
    """Where a list goes on; ``None`` where the address does not say it rightly."""
    key, dot, sort_key = text.partition(".")
    if not dot or not (key.isascii() and key.isdecimal()) or len(key) > len(str(LARGEST_ID)):
        return None
    return Place(clean(sort_key)[:250], min(int(key), LARGEST_ID))


def _table(found: Iterator[Newer]) -> Iterator[list[object]]:
    yield [
        *(_("标准编号"), _("标准名称"), _("采用的国际标准"), _("一致性程度")),
        *(_("新版"), _("新版发布"), _("决定"), _("说明"), _("决定日期")),
    ]
    for one in found:
        edition, told = one.row.edition, one.assessment
        yield [
            *(edition.number, edition.title_zh or edition.title_en, one.adopted, one.degree),
            *(one.newer.number, one.newer.published),
            *(
                (decision_word(told.decision), told.note, timezone.localdate(told.assessed))
                if told
                else ("", "", None)
            ),
        ]


@takes_form
@requires(Role.CATALOGUER)
def assess(request: HttpRequest) -> HttpResponseBase:
    """Note what is done about one newer edition."""
    found = _asked_for(request)
    told = found.assessment
    first = {"decision": told.decision, "note": told.note} if told else None
    form = AssessmentForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        person = signed_in(request)
        assessing.assess(found, said["decision"], said["note"], actor=person, at=now())
        messages.success(request, _("评估已经记下。"))
        return redirect("adoption:newer")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "adoption/assess.html", {"found": found, "form": form}, status=status)


def _asked_for(request: HttpRequest) -> Newer:
    """The standard and the newer edition that the address names.

    Raises:
        Http404: there is no such pair today.
    """
    slug = clean(request.GET.get("edition", ""))[:SLUG]
    edition = edition_at(slug) if slug else None
    wanted = request.GET.get("newer", "")
    for found in newer_of(edition, today()) if edition else ():
        if found.newer.slug == wanted:
            return found
    raise Http404(_("这项标准今天没有这样一个待评估的新版。"))
