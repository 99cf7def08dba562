"""Guides and notices as everybody reads them."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.guidance import feeds, wording
from biaozhun.cloud.guidance.markdown import render as rendered
from biaozhun.cloud.guidance.models import Language, Notice
from biaozhun.cloud.guidance.queries import guides
from biaozhun.cloud.guidance.queries import notices as notice_queries
from biaozhun.cloud.guidance.queries.notices import When
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.ui.writing import TRADITIONAL, in_readers_writing


def language_of_reader() -> Language:
    """Guides are written in Chinese and English; both writings of Chinese get the Chinese one."""
    return Language.ENGLISH if (get_language() or "").startswith("en") else Language.CHINESE


def _remark(found: guides.Guide) -> str:
    """What is said where the text is not in the reader's language, or derived from another's."""
    if found.language != language_of_reader():
        return _("这一篇还没有您所选语言的文本，下面是另一种语言的。")
    if get_language() == TRADITIONAL and found.version:
        return _("正文是简体中文写的，由本平台自动转换。")
    return ""


def tag_of(language: str) -> str:
    """The language tag of a text as it was written, for screen readers."""
    return "zh-Hans" if language == Language.CHINESE else "en"


def _tag_shown(language: str) -> str:
    """The same of a text as it is read: Chinese is shown in the reader's writing."""
    derived = language == Language.CHINESE and get_language() == TRADITIONAL
    return "zh-Hant" if derived else tag_of(language)


@only_read
def contents(request: HttpRequest) -> HttpResponse:
    """The guides by section, and the notices that are on."""
    on = today()
    context = {
        "sections": guides.contents(language_of_reader()),
        "current": notice_queries.notices(kind="", when="current", on=on, page=1),
        "coming": notice_queries.notices(kind="", when="coming", on=on, page=1),
    }
    return render(request, "guidance/contents.html", context)


@only_read
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide, with the status of the day beside every number."""
    found = guides.readable(slug, language_of_reader())
    if found is None:
        raise Http404(_("没有这篇指引。"))
    context = {
        "guide": found,
        "body": rendered(found.body, today(), writing=in_readers_writing),
        "tag": _tag_shown(found.language),
        "remark": _remark(found),
    }
    return render(request, "guidance/guide.html", context)


@only_read
def notices(request: HttpRequest) -> HttpResponse:
    """Notices by time and kind."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in wording.KIND else ""
    when = request.GET.get("when", "")
    when = when if when in wording.WHEN else "all"
    on = today()
    found = notice_queries.notices(
        kind=kind, when=cast(When, when), on=on, page=page_asked(request.GET)
    )
    context = {
        "kind": kind,
        "when": when,
        "kinds": wording.KIND.items(),
        "times": wording.WHEN.items(),
        "counts": notice_queries.counts(on),
        "on": on,
        **pages(found),
    }
    return render(request, "guidance/notices.html", context)


def _published(pk: int) -> Notice:
    found = notice_queries.notice_with(pk)
    if found is None or found.published is None:
        raise Http404(_("没有这条通知。"))
    return found


@only_read
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice."""
    found = _published(pk)
    context = {"notice": found, "body": rendered(found.body, today()), "on": today()}
    return render(request, "guidance/notice.html", context)


@only_read
def notice_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice for a calendar; one without any day has no place in it."""
    found = _published(pk)
    if found.starts is None and found.ends is None:
        raise Http404(_("这条通知没有日期。"))
    address = request.build_absolute_uri(reverse("guidance:notice", args=[pk]))
    return HttpResponse(
        feeds.calendar(found, address=address),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="notice-{pk}.ics"'},
    )


@only_read
def notice_feed(request: HttpRequest) -> HttpResponse:
    """Notices as an Atom feed, of one kind or of all."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in wording.KIND else ""
    text = feeds.atom(
        notice_queries.latest(kind),
        title=f"{_('通知')} {wording.KIND[kind] if kind else ''}".strip(),
        here=request.build_absolute_uri(),
        absolute=request.build_absolute_uri,
    )
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
