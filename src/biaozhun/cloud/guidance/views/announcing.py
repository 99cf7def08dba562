"""Notices as operators write them."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.guidance.actions import EditConflictError
from biaozhun.cloud.guidance.actions import notices as notice_actions
from biaozhun.cloud.guidance.forms import NoticeForm
from biaozhun.cloud.guidance.markdown import render as rendered
from biaozhun.cloud.guidance.models import Notice
from biaozhun.cloud.guidance.queries import notices as notice_queries
from biaozhun.cloud.guidance.queries.differences import compare
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form


@only_read
@requires(Role.OPERATOR)
def listing(request: HttpRequest) -> HttpResponse:
    """All notices, drafts first."""
    found = notice_queries.desk_list(page_asked(request.GET))
    context = {
        **pages(found),
    }
    return render(request, "guidance/desk_notices.html", context)


@takes_form
@requires(Role.OPERATOR)
def new(request: HttpRequest) -> HttpResponse:
    """Write a notice; it is a draft until it is published."""
    return _edited(request, Notice(), is_new=True)


@takes_form
@requires(Role.OPERATOR)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a notice."""
    return _edited(request, _notice(pk), is_new=False)


def _notice(pk: int) -> Notice:
    found = notice_queries.notice_with(pk)
    if found is None:
        raise Http404(_("没有这条通知。"))
    return found


def _edited(request: HttpRequest, notice: Notice, *, is_new: bool) -> HttpResponse:
    stored = notice.body
    context: dict[str, Any] = {"notice": None if is_new else notice}
    if request.method != "POST":
        base = 0 if is_new else notice.version
        return _form(request, NoticeForm(instance=notice, initial={"base": base}), context)
    form = NoticeForm(request.POST, instance=notice)
    if not form.is_valid():
        return _form(request, form, context, HTTPStatus.UNPROCESSABLE_ENTITY)
    if request.POST.get("do") == "preview":
        context["preview"] = rendered(form.cleaned_data["body"], today())
        return _form(request, form, context)
    wanted = form.save(commit=False)
    base = form.cleaned_data["base"]
    try:
        saved = notice_actions.save(wanted, base=base, actor=signed_in(request), at=now())
    except EditConflictError as error:
        again = request.POST.copy()
        again["base"] = error.fragment
        context["conflict"] = compare(stored, wanted.body.replace("\r\n", "\n"))
        return _form(request, NoticeForm(again, instance=notice), context, HTTPStatus.CONFLICT)
    messages.success(request, _("已保存。"))
    return HttpResponseRedirect(reverse("guidance:notice_edit", args=[saved.pk]))


def _form(
    request: HttpRequest,
    form: NoticeForm,
    context: dict[str, Any],
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    told = {**context, "form": form}
    return render(request, "guidance/desk_notice.html", told, status=status)


@takes_only_form
@requires(Role.OPERATOR)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a notice (``published=1``) or take it back."""
    published = request.POST.get("published") == "1"
    notice = _notice(pk)
    notice_actions.publish(notice, published=published, actor=signed_in(request), at=now())
    messages.success(request, _("已发布。") if published else _("已撤回，成为草稿。"))
    return HttpResponseRedirect(reverse("guidance:notice_edit", args=[pk]))
