"""Inspections, what they find, and what units do about it."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.assessment.actions import inspecting
from biaozhun.cloud.assessment.actions.inspecting import (
    FindingOrder,
    InspectionConcludedError,
    InspectionOrder,
)
from biaozhun.cloud.assessment.forms import (
    FindingForm,
    InspectionForm,
    RectificationForm,
)
from biaozhun.cloud.assessment.life import UNSETTLED
from biaozhun.cloud.assessment.models import Finding, Inspection
from biaozhun.cloud.assessment.wording import FINDING, REFUSED
from biaozhun.cloud.cases.actions import Acting
from biaozhun.cloud.cases.views import say, step_asked
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.organisations.permissions import (
    is_authority,
    roles_at,
    sees_unit,
    units_seen,
)
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.tables import csv_file

PAGE = 50
JUDGEMENTS = ("verify", "send_back", "drop")


@only_read
@requires(Role.READER)
def listing(request: HttpRequest) -> HttpResponseBase:
    """Inspections, and what was found at my unit and is not settled."""
    person = signed_in(request)
    mine = _findings(person).filter(state__in=UNSETTLED).order_by("due", "pk")
    inspections = Inspection.objects.annotate(
        found=Count("findings"),
        unsettled=Count("findings", filter=Q(findings__state__in=UNSETTLED)),
    ).order_by("-since", "-pk")
    if not is_authority(person):
        own = Finding.objects.filter(organisation_id__in=units_seen(person))
        inspections = inspections.filter(pk__in=own.values("inspection"))
    page = Paginator(inspections, PAGE).get_page(page_asked(request.GET))
    context = {
        "inspections": page,
        "findings": mine[:PAGE],
        "on": today(),
        "inspects": is_authority(person),
        **pages(page),
    }
    return render(request, "assessment/inspections.html", context)


def _findings(person: Person) -> QuerySet[Finding]:
    found = Finding.objects.select_related("inspection", "organisation")
    if is_authority(person):
        return found
    return found.filter(organisation_id__in=units_seen(person))


@takes_form
@requires(Role.OPERATOR)
def new(request: HttpRequest) -> HttpResponseBase:
    """Begin an inspection."""
    form = InspectionForm(request.POST or None, initial={"since": today(), "until": today()})
    if request.method == "POST" and form.is_valid():
        order = InspectionOrder(**form.cleaned_data)
        made = inspecting.open_inspection(order, actor=signed_in(request), at=now())
        return redirect("assessment:inspection", pk=made.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "assessment/inspection_new.html", {"form": form}, status=status)


@takes_form
@requires(Role.READER)
def one(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An inspection with its findings; the authority writes down another."""
    person = signed_in(request)
    held = Inspection.objects.filter(pk=min(pk, LARGEST_ID)).first()
    if held is None:
        raise Http404(_("没有这次检查。"))
    findings = list(_findings(person).filter(inspection=held).order_by("due", "pk"))
    if not is_authority(person) and not findings:
        raise PermissionDenied
    if request.GET.get("format") == "csv":
        return csv_file(f"inspection-{held.pk}", _table(findings))
    form = FindingForm(request.POST or None)
    if request.method == "POST":
        if not is_authority(person):
            raise PermissionDenied
        if form.is_valid() and _find(request, held, form):
            return redirect("assessment:inspection", pk=pk)
    context = {
        "inspection": held,
        "findings": findings,
        "form": form,
        "inspects": is_authority(person),
        "on": today(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "assessment/inspection.html", context, status=status)


def _find(request: HttpRequest, held: Inspection, form: FindingForm) -> bool:
    order = FindingOrder(**form.cleaned_data)
    try:
        inspecting.find(held, order, actor=signed_in(request), at=now())
    except InspectionConcludedError as error:
        form.add_error(None, str(REFUSED[error.code]))
        return False
    messages.success(request, _("已经登记；登记了人员的单位收到了通知。"))
    return True


def _table(findings: list[Finding]) -> list[list[object]]:
    head: list[object] = [
        _("单位"),
        _("问题"),
        _("整改要求"),
        _("整改期限"),
        _("状态"),
        _("整改情况"),
        _("佐证"),
    ]
    lines: list[list[object]] = [
        [
            one.organisation.name,
            one.text,
            one.demand,
            one.due,
            str(FINDING[one.state]),
            one.rectification,
            one.evidence,
        ]
        for one in findings
    ]
    return [head, *lines]


@takes_only_form
@requires(Role.OPERATOR)
def step(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Conclude an inspection, or reopen it."""
    action, reason = step_asked(request, {"conclude", "reopen"})
    if not Inspection.objects.filter(pk=min(pk, LARGEST_ID)).exists():
        raise Http404(_("没有这次检查。"))
    by = Acting(person=signed_in(request), roles=frozenset({"authority"}), at=now())
    _say(request, lambda: inspecting.step(pk, action, reason=reason, by=by))
    return redirect("assessment:inspection", pk=pk)


@takes_form
@requires(Role.READER)
def finding(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What was found at one unit, and what it did about it."""
    held = _found(request, pk)
    person = signed_in(request)
    roles = roles_at(person, held.organisation_id)
    first = {"rectification": held.rectification, "evidence": held.evidence}
    form = RectificationForm(request.POST or None, initial=first)
    if request.method == "POST" and not roles:
        raise PermissionDenied(_("只有本单位的人员能报告整改。"))
    if request.method == "POST" and form.is_valid():
        by, told = Acting(person=person, roles=roles, at=now()), form.cleaned_data
        text, proof = told["rectification"], told["evidence"]
        if _say(request, lambda: inspecting.rectify(held.pk, text, proof, by=by)):
            return redirect("assessment:finding", pk=pk)
        held = _found(request, pk)
    context = {
        "finding": held,
        "form": form,
        "may_rectify": bool(roles) and held.is_waited_for,
        "inspects": is_authority(person),
        "on": today(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "assessment/finding.html", context, status=status)


@takes_only_form
@requires(Role.OPERATOR)
def judge(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Verify, send back, or drop."""
    held = _found(request, pk)
    action, reason = step_asked(request, JUDGEMENTS)
    by = Acting(person=signed_in(request), roles=frozenset({"authority"}), at=now())
    _say(request, lambda: inspecting.judge(held.pk, action, reason=reason, by=by))
    return redirect("assessment:finding", pk=pk)


def _say(request: HttpRequest, act: Callable[[], object]) -> bool:
    return say(request, act, done=_("已经记下。"), refused=REFUSED)


def _found(request: HttpRequest, pk: int) -> Finding:
    """A finding that the person may see.

    Raises:
        Http404: there is none.
        PermissionDenied: it is another unit's.
    """
    found = Finding.objects.select_related("inspection", "organisation")
    held = found.filter(pk=min(pk, LARGEST_ID)).first()
    if held is None:
        raise Http404(_("没有这个问题。"))
    person = signed_in(request)
    if not sees_unit(person, held.organisation_id):
        raise PermissionDenied(_("这是别的单位的问题。"))
    return held
