"""What everybody may read: powers, announcements, notices, filings, disclosure."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Role
from biaozhun.cloud.accounts.permissions import at_least, person_of
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.drafting.models import DocumentKind
from biaozhun.cloud.form_templates.actions.filling import DOCX
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.issuing import exports
from biaozhun.cloud.issuing.actions import objecting
from biaozhun.cloud.issuing.forms.asking import ObjectionForm
from biaozhun.cloud.issuing.models import Announcement, Approval, IssuingPower
from biaozhun.cloud.issuing.queries import register
from biaozhun.cloud.issuing.queries.records import replaced_by
from biaozhun.cloud.issuing.queries.report import report
from biaozhun.cloud.issuing.queries.rows import in_force_of, number_of, read_number, rows_of
from biaozhun.cloud.issuing.views.frame import done, found
from biaozhun.cloud.issuing.wording import FILING_STATE
from biaozhun.cloud.organisations.permissions import acts_for
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form
from biaozhun.cloud.ui.tables import csv_file


@only_read
def powers(request: HttpRequest) -> HttpResponseBase:
    """Who may propose, approve, number and publish."""
    rows = IssuingPower.objects.select_related("organisation").order_by("code", "regime", "-since")
    if request.GET.get("format") == "csv":
        return csv_file("powers", exports.power_rows(rows))
    on = today()
    holding = [one for one in rows if one.since <= on and (one.until is None or on <= one.until)]
    context = {
        "holding": holding,
        "others": [one for one in rows if one not in holding],
        "keeps": at_least(Role.OPERATOR)(request),
        "on": on,
    }
    return render(request, "issuing/powers.html", context)


@only_read
def announcements(request: HttpRequest) -> HttpResponseBase:
    """What was announced, the latest first."""
    authority, year = _number(request, "authority"), _number(request, "year")
    rows = register.issued(authority=authority, year=year)
    if request.GET.get("format") == "csv":
        return csv_file("announcements", exports.announcement_rows(rows.iterator(chunk_size=500)))
    page = register.page_of(rows, page_asked(request.GET))
    context = {
        "authority": authority,
        "year": year,
        "authorities": Organisation.objects.filter(announcements_issued__state="issued")
        .distinct()
        .order_by("name"),
        "years": register.years(),
        **pages(page),
    }
    return render(request, "issuing/announcements.html", context)


def _number(request: HttpRequest, name: str) -> int:
    """A number of an address, 0 for anything else."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else 0


@only_read
def announcement(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One announcement with its list."""
    held = found(_issued(), pk)
    rows = []
    for row in rows_of(held):
        number = read_number(number_of(row))
        rows.append((row, number, replaced_by(row), in_force_of(held, row)))
    return render(request, "issuing/announcement.html", {"held": held, "rows": rows})


@only_read
def announcement_paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The announcement as a Word file; of one in the making for its own officers alone."""
    held = found(Announcement.objects.select_related("authority"), pk)
    if held.state != "issued" and not acts_for(person_of(request), held.authority_id):
        raise Http404(_("没有这一项。"))
    headers = {"Content-Disposition": f'attachment; filename="announcement-{held.pk}.docx"'}
    return HttpResponse(exports.announcement_docx(held), content_type=DOCX, headers=headers)


def _issued() -> "QuerySet[Announcement]":
    return Announcement.objects.filter(state="issued").select_related("authority", "signed_by")


@only_read
def notices(request: HttpRequest) -> HttpResponseBase:
    """Notices before approval that take objections now."""
    return render(request, "issuing/notices.html", {"notices": register.notices(today())[:200]})


@takes_form
def notice(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One notice with the answered objections; anybody may object while it runs."""
    rows = Approval.objects.filter(notice_began__isnull=False)
    held = found(rows.select_related("project__authority", "project__department"), pk)
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("name", "contact", "text")}
        person = person_of(request)

        def object_() -> None:
            if not form.is_by_machine:
                objecting.file_objection(held, told, actor=person, at=now())

        if done(form, object_):
            messages.success(request, _("已收到您的异议，将在批准之前答复。"))
            return redirect("issuing:notice", pk=pk)
    context = {
        "held": held,
        "form": form,
        "is_open": objecting.is_open(held, today()),
        "answered": held.objections.filter(answered__isnull=False).order_by("filed"),
        "unanswered": held.objections.filter(answered=None).count(),
        "drafts": held.project.documents.filter(
            kind=DocumentKind.DRAFT_FOR_APPROVAL, is_public=True
        ).order_by("-version")[:1],
    }
    status = 422 if form.is_bound else 200
    return render(request, "issuing/notice.html", context, status=status)


@only_read
def filings(request: HttpRequest) -> HttpResponseBase:
    """Where the filing of each issued standard stands."""
    state = request.GET.get("state", "")
    state = state if state in FILING_STATE else ""
    number = clean(request.GET.get("q", ""))[:100].strip()
    rows = register.filings(state=state, number=number)
    if request.GET.get("format") == "csv":
        return csv_file("filings", exports.filing_rows(rows.iterator(chunk_size=500)))
    page = register.page_of(rows, page_asked(request.GET))
    context = {
        "state": state,
        "q": number,
        "states": FILING_STATE,
        "today": today(),
        **pages(page),
    }
    return render(request, "issuing/filings.html", context)


@only_read
def disclosure(request: HttpRequest) -> HttpResponseBase:
    """How much of what is in force is on line as full text."""
    made = report(today())
    if request.GET.get("format") == "csv":
        return csv_file("disclosure", exports.report_rows(made.lines))
    return render(request, "issuing/disclosure.html", {"report": made})
