"""Questions that departments keep, and the reports made of them."""

import zlib
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.metrics.actions import keeping
from biaozhun.cloud.metrics.actions.keeping import Order, QuestionRefusedError
from biaozhun.cloud.metrics.forms import QuestionForm, arguments_in
from biaozhun.cloud.metrics.models import FigureReport, SavedQuestion
from biaozhun.cloud.metrics.permissions import may_change, may_keep
from biaozhun.cloud.metrics.queries.figures import Asked, asked
from biaozhun.cloud.metrics.registry import MetricError
from biaozhun.cloud.metrics.wording import QUESTION_REFUSED, asked_words, refusal
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form

PAGE = 50
LARGEST_ID = 2**63 - 1


@takes_form
@requires(Role.READER)
def keep(request: HttpRequest, key: str) -> HttpResponseBase:
    """Keep the question that the address asks, for the department of who is signed in."""
    person = signed_in(request)
    if not may_keep(person):
        raise PermissionDenied(_("只有登记了单位的人员可以保存统计问题。"))
    try:
        question = asked(key, arguments_in(request.GET))
    except MetricError as error:
        if error.code == "metric_unknown":
            raise Http404(_("没有这个指标。")) from error
        messages.error(request, refusal(error))
        return redirect("metrics:metric", key=key)
    form = QuestionForm(request.POST or None, initial={"title": asked_words(question)[:200]})
    if request.method == "POST" and form.is_valid():
        order = Order(asked=question, **form.cleaned_data)
        kept = keeping.keep(order, actor=person, at=now(), today=today())
        messages.success(request, _("统计问题已经保存。"))
        return redirect("metrics:question", pk=kept.pk)
    context = {"form": form, "asked": question, "words": asked_words(question)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "metrics/keep.html", context, status=status)


@only_read
@requires(Role.READER)
def listing(request: HttpRequest) -> HttpResponseBase:
    """The questions of one's own department; operators see those of all."""
    person = signed_in(request)
    mine = Q() if person.may(Role.OPERATOR) else Q(organisation=person.organisation_id or 0)
    kept = SavedQuestion.objects.filter(mine).select_related("organisation")
    counted = kept.annotate(report_count=Count("reports")).order_by("-made", "-pk")
    page = Paginator(counted, PAGE).get_page(page_asked(request.GET))
    context = {"may_keep": may_keep(person), **pages(page)}
    return render(request, "metrics/questions.html", context)


@only_read
@requires(Role.READER)
def question(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One question with its reports, the latest first."""
    person = signed_in(request)
    held = _held(pk, person)
    known = _known(held.key, held.arguments)
    page = Paginator(held.reports.defer("data"), PAGE).get_page(page_asked(request.GET))
    context = {
        "question": held,
        "asked": known,
        "words": asked_words(known) if known else held.key,
        **pages(page),
    }
    return render(request, "metrics/question.html", context)


@takes_only_form
@requires(Role.READER)
def stop(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Stop answering a question."""
    person = signed_in(request)
    held = _held(pk, person)
    try:
        keeping.stop(held.pk, actor=person, at=now())
    except QuestionRefusedError as refused:
        messages.error(request, str(QUESTION_REFUSED[refused.code]))
    else:
        messages.success(request, _("已经停止；出过的报告都还在。"))
    return redirect("metrics:question", pk=held.pk)


@only_read
def report(request: HttpRequest, number: str) -> HttpResponseBase:
    """A report as it was made; its address stays for ever."""
    held = get_object_or_404(FigureReport.objects.defer("data"), number=_tidy(number))
    known = _known(held.key, held.arguments)
    context = {
        "report": held,
        "asked": known,
        "today_address": known.address() if known else "",
        "words": asked_words(known) if known else held.key,
        "address": request.build_absolute_uri(request.path),
    }
    return render(request, "metrics/report.html", context)


@only_read
def report_rows(request: HttpRequest, number: str) -> HttpResponseBase:  # noqa: ARG001  -- Django's own
    """The rows behind a report, byte for byte as their checksum was taken."""
    held = get_object_or_404(FigureReport, number=_tidy(number))
    return HttpResponse(
        zlib.decompress(bytes(held.data)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{held.number}.csv"'},
    )


def _tidy(number: str) -> str:
    """What no column takes names no report."""
    return number if number.isascii() and number.isprintable() else ""


def _held(pk: int, person: Person) -> SavedQuestion:
    """The question, for its own department and for operators.

    Raises:
        Http404: there is none.
        PermissionDenied: another department keeps it.
    """
    found = SavedQuestion.objects.select_related("organisation", "made_by")
    held = get_object_or_404(found, pk=min(pk, LARGEST_ID))
    if not may_change(person, held):
        raise PermissionDenied(_("这是另一个单位的统计问题。"))
    return held


def _known(key: str, arguments: dict[str, str]) -> Asked | None:
    """The question read again; nothing where this version no longer knows it."""
    try:
        return asked(key, arguments)
    except MetricError:
        return None
