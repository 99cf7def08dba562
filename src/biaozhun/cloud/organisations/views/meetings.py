"""Meetings: that they are held is public; agenda, minutes and items are for those who take part."""

import datetime as dt

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import person_of, requires, signed_in
from biaozhun.cloud.cases.views import say
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.organisations.actions import meetings as actions
from biaozhun.cloud.organisations.calendars import calendar
from biaozhun.cloud.organisations.forms.bodies import ItemForm, MeetingForm
from biaozhun.cloud.organisations.forms.fields import ReasonForm
from biaozhun.cloud.organisations.life import ITEM
from biaozhun.cloud.organisations.models import AgreedItem, Meeting
from biaozhun.cloud.organisations.permissions import KEEPS_UNITS, is_authority, roles_in_item
from biaozhun.cloud.organisations.queries import bodies as queries
from biaozhun.cloud.organisations.views.bodies import found_body
from biaozhun.cloud.organisations.views.frame import done, form_page
from biaozhun.cloud.organisations.wording import REFUSAL
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.core.lifecycle import open_actions

SHOWN_BACK = dt.timedelta(days=365)  # in a calendar
ITEM_STEPS = ("finish", "reopen")


@only_read
def meetings(request: HttpRequest) -> HttpResponseBase:
    """All meetings, or those of one body; as a calendar too."""
    body = _body_asked(request)
    if request.GET.get("format") == "ics":
        found = queries.in_calendar(today() - SHOWN_BACK, body)
        return HttpResponse(
            calendar(found, request.build_absolute_uri("/")), content_type="text/calendar"
        )
    page = queries.meetings(body, page_asked(request.GET))
    context = {
        "body": queries.body_at(body) if body else None,
        "meetings": list(page),
        "on": today(),
        **pages(page),
    }
    return render(request, "organisations/meetings.html", context)


def _body_asked(request: HttpRequest) -> int | None:
    told = text_asked(request.GET, "body")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 10 else None


@only_read
def meeting(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One meeting, as far as the reader may see it."""
    held = found_meeting(pk)
    person = person_of(request)
    inside = queries.sees_inside(person, held)
    context = {
        "meeting": held,
        "inside": inside,
        "items": [(item, _steps(request, item)) for item in held.items.all()] if inside else [],
        "on": today(),
        "is_to_come": held.day > today(),
        "keeps": is_authority(person),
    }
    return render(request, "organisations/meeting.html", context)


def _steps(request: HttpRequest, item: AgreedItem) -> tuple[str, ...]:
    person = person_of(request)
    if person is None or item.meeting.state == "cancelled":
        return ()
    return open_actions(ITEM, state=item.state, roles=roles_in_item(person, item))


@takes_form
@requires(KEEPS_UNITS)
def add(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Call a meeting of a body."""
    body = found_body(pk)
    form = MeetingForm(request.POST or None)
    if form.is_valid():
        made = actions.plan_meeting(body, form.cleaned_data, actor=signed_in(request), at=now())
        return _saved(request, made)
    back = reverse("organisations:body", args=[pk])
    more = {"note": body.name}
    return form_page(request, form, title=_("召集会议"), back=back, more=more)


@takes_form
@requires(KEEPS_UNITS)
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Correct a meeting, write its minutes."""
    held = found_meeting(pk)
    initial = {field: getattr(held, field) for field in actions.FIELDS}
    form = MeetingForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.change_meeting(held, form.cleaned_data, actor=signed_in(request))
        return _saved(request, held)
    return form_page(request, form, title=held.title, back=_place(held))


@takes_only_form
@requires(KEEPS_UNITS)
def hold(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say that it took place."""
    held = found_meeting(pk)
    say(
        request,
        lambda: actions.hold_meeting(held, actor=signed_in(request), at=now()),
        done=_("已保存。"),
        refused=REFUSAL,
    )
    return redirect(_place(held))


@takes_form
@requires(KEEPS_UNITS)
def cancel(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Call it off."""
    held = found_meeting(pk)
    form = ReasonForm(request.POST or None)

    def call_off() -> None:
        reason = form.cleaned_data["text"]
        actions.cancel_meeting(held, reason, actor=signed_in(request), at=now())

    if form.is_valid() and done(form, call_off):
        return _saved(request, held)
    more = {"note": held.title}
    return form_page(
        request, form, title=_("取消会议"), back=_place(held), button=_("取消会议"), more=more
    )


@takes_only_form
@requires(KEEPS_UNITS)
def attendance(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say who came."""
    held = found_meeting(pk)
    told = set(request.POST.getlist("came"))
    came = [one.pk for one in held.attendances.all() if str(one.pk) in told]
    actions.set_attendance(held, came, actor=signed_in(request))
    return _saved(request, held)


@takes_form
@requires(KEEPS_UNITS)
def add_item(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down what was agreed on."""
    held = found_meeting(pk)
    form = ItemForm(request.POST or None)
    if form.is_valid():
        actions.add_item(held, **form.cleaned_data, actor=signed_in(request), at=now())
        return _saved(request, held)
    return _item_page(request, held, form, _("登记议定事项"))


@takes_form
@requires(KEEPS_UNITS)
def change_item(request: HttpRequest, pk: int, item: int) -> HttpResponseBase:
    """Correct it."""
    held = found_meeting(pk)
    row = _found_item(held, item)
    initial = {"text": row.text, "organisation": row.organisation_id, "due": row.due}
    form = ItemForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.change_item(row, **form.cleaned_data, actor=signed_in(request))
        return _saved(request, held)
    return _item_page(request, held, form, _("更正议定事项"))


def _item_page(
    request: HttpRequest, held: Meeting, form: forms.Form, title: str
) -> HttpResponseBase:
    more = {"note": held.title}
    return form_page(request, form, title=title, back=_place(held), more=more)


@takes_form
@requires(Role.READER)
def step_item(request: HttpRequest, pk: int, item: int, action: str) -> HttpResponseBase:
    """Finish an item, or open it again."""
    held = found_meeting(pk)
    row = _found_item(held, item)
    if action not in ITEM_STEPS or not queries.sees_inside(person_of(request), held):
        raise Http404(_("没有这件议定事项。"))
    form = ReasonForm(request.POST or None)

    def step() -> None:
        text = form.cleaned_data["text"]
        actions.step_item(row, action, text, actor=signed_in(request), at=now())

    if form.is_valid() and done(form, step):
        return _saved(request, held)
    title = _("办结：说明办理结果") if action == "finish" else _("重新办理：说明理由")
    more = {"note": row.text}
    return form_page(request, form, title=title, back=_place(held), button=_("提交"), more=more)


def _saved(request: HttpRequest, held: Meeting) -> HttpResponseBase:
    messages.success(request, _("已保存。"))
    return redirect(_place(held))


def _place(held: Meeting) -> str:
    return reverse("organisations:meeting", args=[held.pk])


def found_meeting(pk: int) -> Meeting:
    """The meeting of an address.

    Raises:
        Http404: there is none.
    """
    found = queries.meeting_at(pk)
    if found is None:
        raise Http404(_("没有这次会议。"))
    return found


def _found_item(held: Meeting, pk: int) -> AgreedItem:
    row = queries.item_at(held, pk)
    if row is None:
        raise Http404(_("没有这件议定事项。"))
    return row
