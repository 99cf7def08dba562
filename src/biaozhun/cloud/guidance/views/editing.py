"""Guides as operators edit them: preview, history, restoring, publishing."""

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
from biaozhun.cloud.guidance.actions import guides as guide_actions
from biaozhun.cloud.guidance.actions.guides import NEW, Draft, Editing
from biaozhun.cloud.guidance.forms import GuideForm, NewGuideForm
from biaozhun.cloud.guidance.markdown import render as rendered
from biaozhun.cloud.guidance.models import Language
from biaozhun.cloud.guidance.queries import guides
from biaozhun.cloud.guidance.queries.differences import compare
from biaozhun.cloud.guidance.views.public import tag_of
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form


@takes_form
@requires(Role.OPERATOR)
def listing(request: HttpRequest) -> HttpResponse:
    """All guides in both languages, and a form for one more."""
    form = NewGuideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        return HttpResponseRedirect(_edit(told["slug"], told["language"]))
    found = sorted(guides.all_guides().values(), key=lambda one: (one.rank, one.slug, one.language))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    context = {"guides": found, "form": form}
    return render(request, "guidance/desk_guides.html", context, status=status)


def _edit(slug: str, language: str) -> str:
    return reverse("guidance:edit", args=[language, slug])


def _known(language: str) -> None:
    if language not in Language:
        raise Http404(_("没有这种语言的指引。"))


@takes_form
@requires(Role.OPERATOR)
def edit(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Write a guide, look at it, save it; who comes second is told and keeps the text."""
    _known(language)
    there = guides.guide(slug, language)
    context: dict[str, Any] = {"slug": slug, "language": language, "there": there}
    if request.method != "POST":
        return _form(request, GuideForm(initial=_initial(there)), context)
    form = GuideForm(request.POST)
    if not form.is_valid():
        return _form(request, form, context, HTTPStatus.UNPROCESSABLE_ENTITY)
    told = form.cleaned_data
    if request.POST.get("do") == "preview":
        context |= {"preview": rendered(told["body"], today()), "tag": tag_of(language)}
        return _form(request, form, context)
    draft = Draft(**{name: told[name] for name in Draft.__struct_fields__})
    editing = Editing(slug=slug, language=language, base=told["base"])
    try:
        guide_actions.save(editing, draft, actor=signed_in(request), at=now())
    except EditConflictError:
        return _conflict(request, form, context)
    messages.success(request, _("已保存为新版本。"))
    return HttpResponseRedirect(_edit(slug, language))


def _initial(there: guides.Guide | None) -> dict[str, object]:
    if there is None:
        return {"base": NEW, "rank": 50}
    told = {name: getattr(there, name) for name in ("title", "section", "rank", "body")}
    return {**told, "base": there.version}


def _conflict(request: HttpRequest, form: GuideForm, context: dict[str, Any]) -> HttpResponse:
    """The other's text beside one's own; saving again puts one's own on top of it."""
    there = guides.guide(context["slug"], context["language"])
    mine = form.cleaned_data["body"].replace("\r\n", "\n")
    again = request.POST.copy()
    again["base"] = str(there.version if there else NEW)
    told = {**context, "there": there, "conflict": compare(there.body if there else "", mine)}
    return _form(request, GuideForm(again), told, HTTPStatus.CONFLICT)


def _form(
    request: HttpRequest,
    form: GuideForm,
    context: dict[str, Any],
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    return render(request, "guidance/desk_edit.html", {**context, "form": form}, status=status)


@only_read
@requires(Role.OPERATOR)
def history(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """All versions, and what changed between two of them."""
    _known(language)
    versions = guides.history(slug, language)
    if not versions:
        raise Http404(_("没有这篇指引。"))
    by_number = {one.number: one for one in versions}
    after = by_number.get(_number(request.GET.get("to", "")), versions[0])
    before = by_number.get(_number(request.GET.get("from", "")), by_number.get(after.number - 1))
    context = {
        "slug": slug,
        "language": language,
        "versions": versions,
        "after": after,
        "old": before,
        "lines": compare(before.body, after.body) if before else [],
    }
    return render(request, "guidance/desk_history.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


@takes_only_form
@requires(Role.OPERATOR)
def restore(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show an old version again."""
    _known(language)
    number = _number(request.POST.get("number", ""))
    note = _("恢复第 {number} 版").format(number=number)
    made = guide_actions.restore(
        slug, language, number, note=note, actor=signed_in(request), at=now()
    )
    if made is None:
        raise Http404(_("没有这个版本。"))
    messages.success(request, _("已恢复，成为新版本。"))
    return HttpResponseRedirect(_edit(slug, language))


@takes_only_form
@requires(Role.OPERATOR)
def show(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Put a guide on the site (``published=1``) or take it off."""
    _known(language)
    published = request.POST.get("published") == "1"
    page = guide_actions.show(
        slug, language, published=published, actor=signed_in(request), at=now()
    )
    if page is None:
        raise Http404(_("没有这篇指引。"))
    messages.success(request, _("已公开。") if published else _("已撤下。"))
    return HttpResponseRedirect(_edit(slug, language))
