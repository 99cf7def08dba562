"""Reports handed out, and reports confirmed."""

from collections.abc import Iterator
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.cloud.ui.uploads import takes_files
from biaozhun.cloud.validity import exports, wording
from biaozhun.cloud.validity.actions import reporting
from biaozhun.cloud.validity.actions.reporting import MEDIA_TYPES, Printing, ReportFacts
from biaozhun.cloud.validity.digests import digests_of
from biaozhun.cloud.validity.errors import CheckRefusedError
from biaozhun.cloud.validity.forms.checking import ReportForm, VerifyForm
from biaozhun.cloud.validity.limits import count_check
from biaozhun.cloud.validity.models import Report
from biaozhun.cloud.validity.offering import file_name, offered
from biaozhun.cloud.validity.queries.checks import document_of
from biaozhun.cloud.validity.queries.verifying import Verified, verify
from biaozhun.cloud.validity.views.answering import Refusal, held, private, say_refused, sent_in
from biaozhun.cloud.validity.views.checking import MOST_BYTES
from biaozhun.cloud.validity.wording.reports import report_words
from biaozhun.core.errors import BiaozhunError

_LONGEST = 60  # characters of a number


@takes_only_form
@private
def report(request: HttpRequest, key: str) -> HttpResponseBase:
    """Hand out a report as a file."""
    check = held(key)
    form = ReportForm(request.POST)
    try:
        kind = next(one for one in offered(check) if one == request.POST.get("form"))
    except StopIteration:
        say_refused(request, CheckRefusedError("no such form", code="no_such_form"))
        return redirect("validity:result", key)
    facts = ReportFacts(**form.cleaned_data) if form.is_valid() else None
    if facts is None:
        say_refused(request, CheckRefusedError("a field is too long", code="check_refused"))
        return redirect("validity:result", key)
    address = request.build_absolute_uri(reverse("validity:reports"))
    printing = Printing(words=report_words(), address=address)
    try:
        made, content = reporting.issue(
            check, kind, facts, printing=printing, actor=person_of(request)
        )
    except BiaozhunError as error:
        say_refused(request, error)
        return redirect("validity:result", key)
    answer = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    answer.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=file_name(made, check)
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@only_read
@private
def table(request: HttpRequest, key: str) -> HttpResponseBase:
    """The citations as a table, without a number of its own."""
    check = held(key)
    try:
        document = document_of(check)
    except CheckRefusedError as error:
        say_refused(request, error)
        return redirect("validity:result", key)
    return csv_file("check", exports.citations(document, report_words()))


@takes_files(up_to=MOST_BYTES, from_anybody=MOST_BYTES)
@takes_form
def reports(request: HttpRequest) -> HttpResponse:
    """Confirm a report by its number or its file, for everybody."""
    is_sent = request.method == "POST"
    form = VerifyForm(*sent_in(request))
    context: dict[str, object] = {"form": form}
    status = HTTPStatus.OK
    if is_sent:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                context |= _confirmed(request, form)
                status = HTTPStatus.OK
            except BiaozhunError as error:
                context["refusal"] = Refusal(error.code)
    return render(request, "validity/reports.html", context, status=status)


def _confirmed(request: HttpRequest, form: VerifyForm) -> dict[str, object]:
    """What can be said of what was shown.

    Raises:
        BiaozhunError: nothing was, or too often.
    """
    file, number = form.cleaned_data["file"], form.cleaned_data["number"]
    if not file and not number:
        raise CheckRefusedError("nothing was sent", code="no_report_shown")
    count_check(request, person_of(request))
    return _told(verify(number, digests_of(file.chunks()) if file else None))


@only_read
def issued(request: HttpRequest, number: str) -> HttpResponse:
    """Whether a number was handed out, and what the record says."""
    text = clean(number)[:_LONGEST]
    found = verify(text)
    context = {"number": text, "form": VerifyForm(), **_told(found)}
    status = HTTPStatus.OK if found.report else HTTPStatus.NOT_FOUND
    return render(request, "validity/report.html", context, status=status)


def _told(found: Verified) -> dict[str, object]:
    return {
        "verdict": str(found.verdict),
        "report": found.report,
        "counts": list(_counts(found.report)) if found.report else [],
    }


def _counts(made: Report) -> Iterator[tuple[str, int]]:
    """The results of a report, in the order in which pages count them."""
    for outcome in wording.OUTCOME:
        if made.counts.get(outcome):
            yield outcome, made.counts[outcome]
