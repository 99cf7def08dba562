"""Announcements at the desk: composed, signed, issued."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.cases.views import reason_asked
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.issuing.actions import composing
from biaozhun.cloud.issuing.actions.composing import announcement_roles
from biaozhun.cloud.issuing.actions.publishing import issue, publish
from biaozhun.cloud.issuing.actions.texting import bring_text, ready_texts, show_ready
from biaozhun.cloud.issuing.forms.asking import AnnouncementForm, NewAnnouncementForm, RowForm
from biaozhun.cloud.issuing.life import ANNOUNCEMENT
from biaozhun.cloud.issuing.models import Announcement, AnnouncementRow
from biaozhun.cloud.issuing.queries import register
from biaozhun.cloud.issuing.queries.inbox import approved_waiting
from biaozhun.cloud.issuing.queries.rows import (
    faults_of,
    in_force_of,
    longest_of,
    number_of,
    rows_of,
    without_text,
)
from biaozhun.cloud.issuing.views.frame import (
    done,
    form_page,
    found,
    permit,
    told,
)
from biaozhun.cloud.issuing.wording import ANNOUNCEMENT_ACTION, ROW_FAULT
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.core.lifecycle import open_actions

DRAFT: Final = "draft"


@only_read
@requires(Role.OPERATOR)
def announcements(request: HttpRequest) -> HttpResponseBase:
    """All of the own, drafts and issued."""
    rows = register.kept(signed_in(request))
    page = Paginator(rows, register.PAGE).get_page(page_asked(request.GET))
    return render(request, "issuing/desk/announcements.html", pages(page))


@takes_form
@requires(Role.OPERATOR)
def new(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Compose one for an authority, with the approved projects that wait."""
    authority = found(Organisation.objects.all(), pk)
    person = signed_in(request)
    permit(person, authority)
    waiting = approved_waiting(authority)
    first = {"day": today(), "title": _("关于发布地方标准的公告"), "projects": waiting}
    form = NewAnnouncementForm(request.POST or None, waiting=waiting, initial=first)
    made: list[Announcement] = []
    if request.method == "POST" and form.is_valid():
        fields, projects = form.cleaned_data, list(form.cleaned_data["projects"])
        act = lambda: made.append(  # noqa: E731  -- a name for one call
            composing.compose(authority, fields, projects, actor=person, at=now())
        )
        if done(form, act):
            return redirect("issuing:keep_announcement", pk=made[0].pk)
    back = reverse("issuing:keep_announcements")
    title = _("起草公告：{name}").format(name=authority.name)
    return form_page(request, form, title=title, back=back)


@only_read
@requires(Role.OPERATOR)
def announcement(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One with its rows, what stands against each, and what may be done."""
    return _page(request, _own(request, pk))


def _own(request: HttpRequest, pk: int) -> Announcement:
    held = found(Announcement.objects.select_related("authority", "signed_by"), pk)
    permit(signed_in(request), held.authority)
    return held


def _page(
    request: HttpRequest, held: Announcement, row_form: RowForm | None = None
) -> HttpResponseBase:
    rows = rows_of(held)
    faults: dict[int, list[str]] = {}
    if held.state in {"draft", "signed"}:
        for fault in faults_of(held, rows):
            faults.setdefault(fault.position, []).append(str(ROW_FAULT[fault.code]))
    longest, lacking = longest_of(held, rows), without_text(rows)
    roles = announcement_roles(signed_in(request), held, today())
    context = {
        "held": held,
        "rows": [
            (
                row,
                number_of(row),
                in_force_of(held, row),
                faults.get(row.position, []),
                row.position in lacking,
            )
            for row in rows
        ],
        "lacking": len(lacking),
        "faulty": len(faults),
        "longest": longest if longest and any(map(longest.is_passed_by, rows)) else None,
        "actions": open_actions(ANNOUNCEMENT, state=held.state, roles=roles),
        "form": row_form or RowForm(waiting=approved_waiting(held.authority)),
    }
    status = 422 if row_form else 200
    return render(request, "issuing/desk/announcement.html", context, status=status)


@takes_form
@requires(Role.OPERATOR)
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change title, text and days of a draft."""
    held = _own(request, pk)
    first = {name: getattr(held, name) for name in composing.FIELDS}
    form = AnnouncementForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        if done(form, lambda: composing.change(held, fields, actor=signed_in(request), at=now())):
            messages.success(request, _("已保存。"))
            return redirect("issuing:keep_announcement", pk=pk)
    back = reverse("issuing:keep_announcement", args=[pk])
    return form_page(request, form, title=_("修改公告"), back=back)


@takes_only_form
@requires(Role.OPERATOR)
def add_row(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put a row in."""
    held = _own(request, pk)
    form = RowForm(request.POST, waiting=approved_waiting(held.authority))
    if form.is_valid():
        row = AnnouncementRow(**form.cleaned_data)
        if done(form, lambda: composing.add_row(held, row, actor=signed_in(request), at=now())):
            messages.success(request, _("已增加一项。"))
            return redirect("issuing:keep_announcement", pk=pk)
    return _page(request, held, form)


@takes_only_form
@requires(Role.OPERATOR)
def remove_row(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a row out."""
    row = found(AnnouncementRow.objects.select_related("announcement__authority", "project"), pk)
    permit(signed_in(request), row.announcement.authority)
    act = lambda: composing.remove_row(row, actor=signed_in(request), at=now())  # noqa: E731  -- likewise
    told(request, act, _("已去掉一项。"))
    return redirect("issuing:keep_announcement", pk=row.announcement_id)


@takes_only_form
@requires(Role.OPERATOR)
def step(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """Sign, open again, issue, give up."""
    held = _own(request, pk)
    person, reason, at = signed_in(request), reason_asked(request), now()
    acts: dict[str, Callable[[], object]] = {
        "sign": lambda: composing.sign(held, actor=person, at=at),
        "reopen": lambda: composing.reopen(held, reason, actor=person, at=at),
        "issue": lambda: issue(held, actor=person, at=at),
        "withdraw": lambda: composing.withdraw(held, reason, actor=person, at=at),
    }
    if action not in acts:
        raise Http404(_("没有这一步。"))
    words = _("已办理：{step}。").format(step=ANNOUNCEMENT_ACTION[action])
    told(request, acts[action], words)
    return redirect("issuing:keep_announcement", pk=pk)


@takes_only_form
@requires(Role.OPERATOR)
def text(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Read the published version of a project; of one that was announced it is shown at once."""
    project = found(Project.objects.select_related("authority"), pk)
    person = signed_in(request)
    permit(person, project.authority)

    def bring() -> None:
        bring_text(project, actor=person)
        if project.state == "announced" and show_ready(project, actor=person):
            publish(project, actor=person, at=now())

    told(request, bring, _("发布稿已经读入。"))
    for one in ready_texts(project)[:1]:
        if one.findings:
            messages.info(request, _("文本检查有 {n} 处提示。").format(n=len(one.findings)))
    carried = AnnouncementRow.objects.filter(project=project)
    row = carried.exclude(announcement__state="withdrawn").order_by("-pk").first()
    if row is None:
        return redirect("issuing:overview")
    return redirect("issuing:keep_announcement", pk=row.announcement_id)
