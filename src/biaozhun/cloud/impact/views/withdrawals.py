"""Withdrawals that are prepared: for operators, and for the people of the bodies asked."""

import datetime as dt
from collections.abc import Iterable, Iterator
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.impact.actions import planning
from biaozhun.cloud.impact.actions.planning import PlanOrder, PlanRefusedError
from biaozhun.cloud.impact.forms import PlanForm, ReplyForm
from biaozhun.cloud.impact.models import OpenItem, WithdrawalPlan
from biaozhun.cloud.impact.templatetags.impact import reply_word
from biaozhun.cloud.impact.wording import REFUSED
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import takes_form, takes_only_form
from biaozhun.cloud.ui.tables import csv_file

PAGE = 50
ANSWERED_IN = dt.timedelta(days=30)  # a proposal of the form, nothing more


@takes_form
@requires(Role.OPERATOR)
def listing(request: HttpRequest) -> HttpResponseBase:
    """All plans, the newest first, with how many bodies have replied."""
    plans = WithdrawalPlan.objects.annotate(
        asked=Count("items"), replied=Count("items", filter=~Q(items__reply=""))
    ).order_by("-opened", "-pk")
    page = Paginator(plans, PAGE).get_page(page_asked(request.GET))
    return render(request, "impact/plans.html", {"plans": page, "on": today(), **pages(page)})


@takes_form
@requires(Role.OPERATOR)
def new(request: HttpRequest) -> HttpResponseBase:
    """Open a plan for a list."""
    first = {
        "numbers": clean(request.GET.get("numbers", "")),
        "due": today() + ANSWERED_IN,
        "planned": today() + 2 * ANSWERED_IN,
    }
    form = PlanForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        order = PlanOrder(**form.cleaned_data)
        plan = planning.open_plan(order, actor=signed_in(request), at=now())
        messages.success(request, _("征询已经发起；登记了人员的单位收到了通知。"))
        return redirect("impact:plan", pk=plan.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "impact/plan_new.html", {"form": form}, status=status)


@takes_form
@requires(Role.OPERATOR)
def plan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One plan with the items of all bodies."""
    held = WithdrawalPlan.objects.filter(pk=min(pk, LARGEST_ID)).first()
    if held is None:
        raise Http404(_("没有这次征询。"))
    active = Person.objects.filter(organisation=OuterRef("organisation"), is_active=True)
    asked = held.items.annotate(is_told=Exists(active))
    items = list(asked.select_related("organisation", "replied_by"))
    if request.GET.get("format") == "csv":
        return csv_file(f"withdrawal-{held.pk}", _table(items))
    context = {"plan": held, "items": items, "on": today()}
    return render(request, "impact/plan.html", context)


def _table(items: Iterable[OpenItem]) -> Iterator[list[object]]:
    yield [_("单位"), _("引用处"), _("答复"), _("说明"), _("答复日期"), _("答复人")]
    for item in items:
        day = timezone.localdate(item.replied) if item.replied else None
        said = reply_word(item.reply)
        yield [item.body, len(item.reliants), said, item.note, day, str(item.replied_by or "")]


@takes_only_form
@requires(Role.OPERATOR)
def close(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Close a plan."""
    try:
        planning.close(min(pk, LARGEST_ID), actor=signed_in(request), at=now())
    except WithdrawalPlan.DoesNotExist as error:
        raise Http404(_("没有这次征询。")) from error
    except PlanRefusedError as refused:
        messages.error(request, str(REFUSED[refused.code]))
    else:
        messages.success(request, _("征询已经结束。"))
    return redirect("impact:plan", pk=pk)


@takes_form
@requires(Role.READER)
def item(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What one body is asked, for its people and for operators."""
    held = OpenItem.objects.select_related("plan", "organisation", "replied_by")
    found = held.filter(pk=min(pk, LARGEST_ID)).first()
    if found is None:
        raise Http404(_("没有这一项。"))
    person = signed_in(request)
    if not planning.may_reply(found, person):
        raise PermissionDenied
    form = ReplyForm(request.POST or None, initial={"reply": found.reply, "note": found.note})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            planning.reply(found.pk, told["reply"], told["note"], actor=person, at=now())
        except PlanRefusedError as refused:
            form.add_error(None, str(REFUSED[refused.code]))
        else:
            messages.success(request, _("答复已经记下。"))
            return redirect("impact:item", pk=found.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "impact/item.html", {"item": found, "form": form}, status=status)
