"""Choosing a language, what crawlers may read, and the pages that say what went wrong."""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from biaozhun.cloud.ui.context import SIZE_COOKIE, SIZES
from biaozhun.cloud.ui.problems import problem
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.ui.uploads import UploadTooLargeError

YEAR = 365 * 24 * 3600  # seconds

API = "/api/"  # below it programs ask, and errors are problem details instead of pages
TOLD_PROGRAMS = {  # the interface speaks English, whatever the reader's language
    HTTPStatus.BAD_REQUEST: "the request cannot be read",
    HTTPStatus.FORBIDDEN: "the request was understood and is refused",
    HTTPStatus.NOT_FOUND: "nothing is at this address; /api/v1/docs describes the addresses",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "more is sent than this address takes",
    HTTPStatus.INTERNAL_SERVER_ERROR: "the platform failed; its log has the error",
}

SITEMAP = "/sitemap.xml"
# Addresses of standards with parameters are the same pages on other days, or their files.
ROBOTS = """User-agent: *
Disallow: /search
Disallow: /standards/*?
Disallow: /suggest?
Disallow: /language/
Disallow: /size/
"""


@only_read
def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember a language in a cookie and go back to the page the reader came from."""
    if code not in dict(settings.LANGUAGES):
        raise Http404(_("本站没有这种语言的页面。"))
    return _remembered(request, settings.LANGUAGE_COOKIE_NAME, code)


@only_read
def choose_size(request: HttpRequest, size: str) -> HttpResponse:
    """Remember the size of type in a cookie and go back to the page the reader came from.

    The large one is for elders and whoever else reads better so (GB/T 37668): the same pages.
    """
    if size not in SIZES:
        raise Http404(_("没有这种字号。"))
    return _remembered(request, SIZE_COOKIE, size)


def _remembered(request: HttpRequest, cookie: str, choice: str) -> HttpResponse:
    """Back to the page a choice was made on, never to another host."""
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(cookie, choice, max_age=YEAR, samesite="Lax")
    return response


@only_read
@cache_control(max_age=3600, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    """Standards may be read by crawlers; the endless space of searches may not."""
    rules = f"{ROBOTS}\nSitemap: {request.build_absolute_uri(SITEMAP)}\n"
    return HttpResponse(rules, content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request itself cannot be read; 413 where a file is too large."""
    if isinstance(exception, UploadTooLargeError):
        return _too_large(request, exception.limit)
    return _failed(
        request,
        HTTPStatus.BAD_REQUEST,
        heading=_("这个请求读不懂"),
        sentence=_("地址或表单里有服务器无法读取的内容，什么也没有改变。"),
    )


def _too_large(request: HttpRequest, limit: int) -> HttpResponse:
    """413: the rest of the file is not taken in."""
    return _failed(
        request,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        heading=_("文件太大"),
        sentence=_(
            "这一页最多收 {limit} MB，文件没有收下，什么也没有改变。请压缩或分成几份再传。"
        ).format(limit=limit // 1024**2),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  -- details stay inside
    """403: understood and refused."""
    return _failed(
        request,
        HTTPStatus.FORBIDDEN,
        heading=_("不允许这样做"),
        sentence=_("这一页不对当前访问者开放。公开的标准信息都无需登录即可阅读。"),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing at this address; a view that knows more says it in its exception."""
    said = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return _failed(
        request,
        HTTPStatus.NOT_FOUND,
        heading=_("没有这一页"),
        sentence=said or _("地址可能抄错了。标准的地址由编号组成，例如 /standards/GB/T-1.1。"),
    )


def not_taken(request: HttpRequest, allowed: str) -> HttpResponse:
    """405: the page is only read; ``allowed`` are the methods it takes (RFC 9110, 15.5.6)."""
    refusal = _failed(
        request,
        HTTPStatus.METHOD_NOT_ALLOWED,
        heading=_("这一页只能阅读"),
        sentence=_("这个地址不接受这样的请求，什么也没有改变。"),
    )
    refusal.headers["Allow"] = allowed
    return refusal


def not_from_here(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  -- details stay inside
    """403: a form without the token of this site (``CSRF_FAILURE_VIEW``)."""
    return _failed(
        request,
        HTTPStatus.FORBIDDEN,
        heading=_("无法确认这份表单来自本站"),
        sentence=_(
            "什么也没有改变。请回到原来的页面，重新载入后再提交；浏览器须允许本站的 Cookie。"
        ),
    )


def failed(request: HttpRequest) -> HttpResponse:
    """500: our fault; the page needs nothing that may be broken."""
    return _failed(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        heading=_("平台出错了"),
        sentence=_("这不是您的问题。错误已记入日志；请稍后再试，已保存的内容没有丢失。"),
    )


def _failed(
    request: HttpRequest, status: HTTPStatus, *, heading: str, sentence: str
) -> HttpResponse:
    if request.path.startswith(API):
        code = status.phrase.lower().replace(" ", "_")
        return problem(status, code, TOLD_PROGRAMS[status])
    context = {"status": status.value, "heading": heading, "sentence": sentence}
    return render(request, "ui/error.html", context, status=status.value)
