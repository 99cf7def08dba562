"""What everybody may read: calls, notices with their objections, programmes, applications."""

import secrets
from collections.abc import Iterator, Sequence
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.cases.receipts import kept, read_code
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID, readable
from biaozhun.cloud.demands.limits import may_file, may_look_up
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.organisations.permissions import acts_for
from biaozhun.cloud.proposals.actions.objections import file_objection, is_notice_open
from biaozhun.cloud.proposals.errors import RefusedError
from biaozhun.cloud.proposals.exports.official import programme_docx
from biaozhun.cloud.proposals.forms.batch import ObjectionForm, ReceiptForm
from biaozhun.cloud.proposals.models import Application, Batch, CallPaper, Objection
from biaozhun.cloud.proposals.queries import batches as queries
from biaozhun.cloud.proposals.queries.applications import PUBLIC, public_application
from biaozhun.cloud.proposals.queries.facts import is_open
from biaozhun.cloud.proposals.views.frame import (
    FAULTY,
    blame,
    file_answer,
    form_page,
    found_or_404,
    sent,
    year_asked,
)
from biaozhun.cloud.proposals.wording.refusals import REFUSAL
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form
from biaozhun.cloud.ui.tables import csv_file


@only_read
def calls(request: HttpRequest) -> HttpResponseBase:
    """Calls for applications, the latest first."""
    page = queries.calls(page_asked(request.GET))
    on = today()
    context = {"rows": [(one, is_open(one, on)) for one in page], **pages(page)}
    return render(request, "proposals/calls.html", context)


@only_read
def call(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A call."""
    held = found_or_404(queries.call_at(pk))
    context = {
        "call": held,
        "is_open": is_open(held, today()),
        "keeps": acts_for(person_of(request), held.authority_id),
    }
    return render(request, "proposals/call.html", context)


@only_read
def call_paper(request: HttpRequest, pk: int, paper: int) -> HttpResponseBase:
    """An annex of a call."""
    call = found_or_404(queries.call_at(pk))
    found = CallPaper.objects.filter(call=call, pk=min(paper, LARGEST_ID))
    return file_answer(request, found_or_404(found.first()))


@only_read
def notices(request: HttpRequest) -> HttpResponseBase:
    """Public notices of what is to be planned."""
    page = queries.notices(page_asked(request.GET))
    on = today()
    context = {"rows": [(one, is_notice_open(one, on)) for one in page], **pages(page)}
    return render(request, "proposals/notices.html", context)


@takes_form
def notice(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A public notice; while it stands anybody may object."""
    batch = found_or_404(queries.notice_at(pk))
    rows = queries.rows_of_notice(batch)
    begun = {"sent": secrets.token_hex(16)}
    form = ObjectionForm(sent(request), initial=begun, rows=rows, auto_id="objection_%s")
    if form.is_valid():
        filed = _filed(request, batch, form)
        if filed is not None:
            return filed
    context = {
        "batch": batch,
        "rows": rows,
        "is_open": is_notice_open(batch, today()),
        "objections": queries.answered_objections(batch),
        "form": form,
        "keeps": acts_for(person_of(request), batch.authority_id),
    }
    status = FAULTY if form.is_bound else HTTPStatus.OK
    return render(request, "proposals/notice.html", context, status=status)


def _filed(request: HttpRequest, batch: Batch, form: ObjectionForm) -> HttpResponseBase | None:
    """What comes of an objection: the receipt, or nothing where it could not be taken."""
    told, person = form.cleaned_data, person_of(request)
    if not may_file(request, person):
        form.add_error(None, str(REFUSAL["too_often"]))
        return None
    try:
        code = file_objection(batch, told, form=told["sent"], person=person, at=now())
    except RefusedError as refused:
        blame(form, refused)
        return None
    sentence = _("异议已收到。回执码 {code}，请记下来；凭它可以查看答复。")
    messages.success(request, sentence.format(code=code))
    return redirect(f"{reverse('proposals:notice', args=[batch.pk])}#objections")


@takes_form
def receipt(request: HttpRequest) -> HttpResponseBase:
    """How an objection stands, for who holds the code of its receipt."""
    form = ReceiptForm(sent(request))
    found: Objection | None = None
    if form.is_valid():
        if may_look_up(request):
            found = _with_code(form.cleaned_data["code"])
            if found is None:
                form.add_error("code", _("没有这个回执码，请核对。"))
        else:
            form.add_error(None, _("查得太多了，请过一小时再试。"))
    if found is not None:
        return render(request, "proposals/receipt.html", {"objection": found})
    back = reverse("proposals:notices")
    more = {"template": "public"}
    return form_page(
        request, form, title=_("凭回执码查看异议的答复"), back=back, button=_("查看"), more=more
    )


def _with_code(code: str) -> Objection | None:
    if not read_code(code):
        return None
    found = Objection.objects.filter(receipt=kept(code))
    return found.select_related("batch", "application").first()


@only_read
def programmes(request: HttpRequest) -> HttpResponseBase:
    """Programmes that were issued; as a table the projects in them."""
    year = year_asked(request.GET)
    if request.GET.get("format") == "csv":
        return csv_file("programmes", _project_rows(list(queries.planned(year=year))))
    context = {
        "year": year,
        "years": queries.years_of_programmes(),
        **pages(queries.programmes(year, page_asked(request.GET))),
    }
    return render(request, "proposals/programmes.html", context)


@only_read
def programme(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A programme with its projects; as a Word file, as a table."""
    held = found_or_404(queries.programme_at(pk))
    rows = list(queries.planned(held))
    match request.GET.get("format"):
        case "docx":
            return programme_docx(held, rows)
        case "csv":
            return csv_file(f"programme-{held.pk}", _project_rows(rows))
        case _:
            return render(request, "proposals/programme.html", {"programme": held, "rows": rows})


def _project_rows(rows: Sequence[Application]) -> Iterator[Sequence[object]]:
    yield (
        *(_("计划编号"), _("项目名称"), _("制定或修订"), _("修订的标准"), _("申报部门")),
        *(_("起草单位"), _("完成时限"), _("计划文号"), _("下达日期")),
    )
    for one in rows:
        project, programme = one.project, one.programme
        yield (
            project.plan_number if project else "",
            one.title,
            _("修订") if one.kind == "revision" else _("制定"),
            readable(one.revises) if one.revises else "",
            one.department.name,
            "、".join(unit.name for unit in one.units.all()),
            project.deadline.isoformat() if project and project.deadline else "",
            programme.number if programme else "",
            programme.day.isoformat() if programme else "",
        )


@only_read
def application(request: HttpRequest, pk: int) -> HttpResponseBase:
    """That an application was handed in and how it stands; what it says once it is public."""
    held = found_or_404(public_application(pk))
    context = {
        "application": held,
        "is_public": held.state in PUBLIC,
        "units": held.units.all() if held.state in PUBLIC else (),
        "taken": held.taken.filter(kind="suggestion"),
    }
    return render(request, "proposals/application.html", context)
