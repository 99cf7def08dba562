"""The frame: languages, what crawlers may read, error pages, security policy, small pieces."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from importlib import import_module

import pytest
import structlog
from django.conf import settings
from django.http import Http404, HttpRequest, QueryDict
from django.test import Client, RequestFactory, override_settings
from django.urls import URLPattern, URLResolver, get_callable
from django.utils.translation import override

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.config.urls import SLICES
from biaozhun.cloud.ui import views
from biaozhun.cloud.ui.middleware import POLICY
from biaozhun.cloud.ui.templatetags.ui import changed, day, number, share, thousands, tongue

pytestmark = pytest.mark.django_db


def test_a_language_is_remembered_and_the_reader_comes_back(client: Client) -> None:
    """Choosing a language leads back to the page and holds on the next ones."""
    answer = client.get("/language/en?next=/coverage%3Fa%3D1")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/coverage?a=1")
    assert "<h1>Coverage</h1>" in client.get("/coverage").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:x", ""])
def test_choosing_a_language_never_leads_elsewhere(client: Client, elsewhere: str) -> None:
    """An address of another host is not followed."""
    answer = client.get("/language/zh-hant", {"next": elsewhere})
    assert answer.headers["Location"] == "/"


def test_a_language_that_does_not_exist_is_not_found(client: Client) -> None:
    """Only the three languages can be chosen."""
    assert client.get("/language/tlh").status_code == 404


def test_the_foot_stands_under_headings_that_are_never_empty(client: Client) -> None:
    """Every entry of the foot once, under what it is about; one's own only for who is signed in."""
    topics = ["标准与文本", "需求与立项", "制定与发布", "机构与专家", "规划与政策", "数据与接口"]
    foot = _foot(client)
    assert re.findall(r'class="foot-topic"[^>]*>([^<]+)<', foot) == topics
    assert all("<li>" in part for part in foot.split('class="foot-topic"')[1:])
    places = re.findall(r'href="([^"]+)"', foot)
    assert len(places) == len(set(places))
    assert re.findall(r'href="([^"]+)" aria-current="page"', foot) == ["/coverage"]
    assert '<a href="/bulk">' in foot.split("数据与接口", 1)[1]
    client.force_login(Person.objects.create_user("a@example.org", name="a"))
    assert re.findall(r'class="foot-topic"[^>]*>([^<]+)<', _foot(client)) == [*topics, "我的"]


def _foot(client: Client) -> str:
    page = client.get("/coverage").content.decode()
    return page.split('<nav class="foot-nav"', 1)[1].split("</nav>", 1)[0]


def test_large_type_is_remembered_on_the_same_pages(client: Client) -> None:
    """Whoever chooses it gets every page in it, and the way back."""
    answer = client.get("/size/large?next=/coverage")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/coverage")
    assert 'data-size="large"' in client.get("/coverage").content.decode()
    client.get("/size/usual")
    assert 'data-size="large"' not in client.get("/coverage").content.decode()
    assert client.get("/size/huge").status_code == 404


def test_crawlers_may_read_standards_and_not_the_space_of_searches(client: Client) -> None:
    """The rules for crawlers name the endless pages only."""
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    rules = answer.content.decode().splitlines()
    assert rules[0] == "User-agent: *"
    assert rules[1:] == [
        "Disallow: /search",
        "Disallow: /standards/*?",
        "Disallow: /suggest?",
        "Disallow: /language/",
        "Disallow: /size/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_pages_load_only_what_the_service_serves(client: Client) -> None:
    """Every page carries the policy, and no page has inline script or style to need more."""
    answer = client.get("/coverage")
    page = answer.content.decode()
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert "<style" not in page
    assert " style=" not in page
    assert page.count("<script") == page.count('<script src="/static/')
    assert 'src="http' not in page


def test_an_unknown_address_is_a_designed_page(client: Client) -> None:
    """Not found is a page of the frame that says what to do next."""
    answer = client.get("/nowhere")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "<h1>没有这一页</h1>" in page
    assert 'action="/search"' in page


def test_a_program_is_told_in_its_own_form(client: Client) -> None:
    """Below the API an unknown address is a problem, not a page."""
    answer = client.get("/api/v1/nowhere")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.json()["status"], answer.json()["code"]) == (404, "not_found")


def _request() -> HttpRequest:
    return RequestFactory().get("/x", headers={"accept-language": "zh-CN"})


@pytest.mark.parametrize(
    ("status", "heading"), [(400, "这个请求读不懂"), (403, "不允许这样做"), (500, "平台出错了")]
)
def test_every_failure_has_its_page(status: int, heading: str) -> None:
    """Refused, unreadable and failed say so in the frame, without details."""
    handlers = {
        400: lambda request: views.bad_request(request, ValueError("secret")),
        403: lambda request: views.forbidden(request, PermissionError("secret")),
        500: views.failed,
    }
    answer = handlers[status](_request())
    page = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{heading}</h1>" in page
    assert "secret" not in page


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_every_failure_of_the_interface_is_told_in_english(status: int) -> None:
    """Programs are told in one language, which is not that of the reader."""
    request = RequestFactory().get("/api/v1/x", headers={"accept-language": "zh-CN"})
    error = Http404("没有")
    handlers = {
        400: lambda: views.bad_request(request, error),
        403: lambda: views.forbidden(request, error),
        404: lambda: views.not_found(request, error),
        500: lambda: views.failed(request),
    }
    answer = handlers[status]()
    assert (answer.status_code, answer.headers["Content-Language"]) == (status, "en")
    assert json.loads(answer.content)["detail"].isascii()


@pytest.mark.parametrize(
    "address",
    ["/", "/search", "/standards/GB/T-1", "/imports/1", "/language/en", "/robots.txt"],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_a_page_that_is_only_read_says_so(address: str, method: str) -> None:
    """Every other method is refused in the frame, with the methods that are taken."""
    answer = Client(enforce_csrf_checks=True).generic(method, address)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert "<h1>这一页只能阅读</h1>" in answer.content.decode()
    assert 'class="head"' in answer.content.decode()


def test_a_refusal_speaks_the_readers_language() -> None:
    """English to who reads English."""
    reader = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    assert "<h1>This page is only read</h1>" in reader.post("/search").content.decode()


def _addresses(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _addresses(each.url_patterns)
        else:
            yield each


def test_every_address_of_a_page_is_only_read_or_says_that_it_takes_a_form() -> None:
    """What is only read refuses POST; what takes a form asks for the token of this site."""
    for name in SLICES:
        for address in _addresses(import_module(f"biaozhun.cloud.{name}.urls").urlpatterns):
            view = address.callback
            if view.__module__.startswith("allauth."):
                continue
            if getattr(view, "takes_form", False):
                assert not getattr(view, "csrf_exempt", False), address
            elif getattr(view, "reads_by_post", False):  # OAI-PMH asks by POST too, and only reads
                assert (address.name, view.csrf_exempt) == ("oai", True)
            else:
                assert view.csrf_exempt, address
                assert view(RequestFactory().post("/")).status_code == 405, address


def test_a_form_without_our_token_is_refused_in_the_frame() -> None:
    """Django's own page would name settings; ours says what to do."""
    refuse = get_callable(settings.CSRF_FAILURE_VIEW)
    answer = refuse(_request(), reason="secret")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "<h1>无法确认这份表单来自本站</h1>" in page
    assert "secret" not in page


@override_settings(ALLOWED_HOSTS=["localhost"])
def test_a_host_that_is_not_ours_is_refused_with_the_page(client: Client) -> None:
    """A request for another host ends in the designed page, not in a trace."""
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_a_number_never_breaks_and_a_joint_one_breaks_between_its_halves() -> None:
    """One number is one unbreakable piece; two numbers are two, as is what an edition took in."""
    assert number("GB/T 1.1-2020") == '<span class="number">GB/T 1.1-2020</span>'
    assert number("GB/T 50-2010 JGJ 5-2010").count('class="number"') == 2
    assert number("GB/T 8-2016/ISO 9:2014").count('class="number"') == 2
    assert number("ISO/IEC 27001:2022").count('class="number"') == 1
    assert number("IEC 1-2:2009+AMD1:2012 CSV") == (
        '<span class="joint"><span class="number">IEC 1-2:2009</span><wbr>'
        '<span class="number">+AMD1:2012</span> <span class="number">CSV</span></span>'
    )
    assert number("ETSI ETS 300 351 ed.1 (1994-10)").count('class="number"') == 3
    assert number("<b>") == '<span class="number">&lt;b&gt;</span>'


def test_dates_figures_and_shares_are_written_the_one_way() -> None:
    """Dates as ISO, figures in groups of three, shares with what can be told apart."""
    assert day(dt.date(2020, 10, 1)) == '<time datetime="2020-10-01">2020-10-01</time>'
    assert day(None) == ""
    assert thousands(1204331) == "1\u202f204\u202f331"
    assert [share(value) for value in (0.312, 0.0041, 3e-7, 0.0, None)] == [
        "31\u202f%",
        "0.41\u202f%",
        "<\u202f0.01\u202f%",
        "0\u202f%",
        "",
    ]


def test_an_address_keeps_its_state_and_drops_what_is_emptied() -> None:
    """Changing one parameter keeps the others, repeated ones too."""
    query = QueryDict("q=a&level=local&level=sector&page=3")
    assert changed(query, page="", sort="date") == "?q=a&level=local&level=sector&sort=date"


def test_a_request_that_fails_is_logged_with_its_address_and_trace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The page of a failure says that the error is in the log; it is."""

    def broken(*_: object, **__: object) -> object:
        raise ZeroDivisionError("nobody divides" + " by zero" * 2000)

    monkeypatch.setattr("biaozhun.cloud.catalogue.views.coverage_statement", broken)
    with structlog.testing.capture_logs() as events:
        answer = Client(raise_request_exception=False).get("/coverage?on=2026-01-01")
    assert answer.status_code == 500
    [event] = [event for event in events if event["event"] == "request_failed"]
    assert (event["method"], event["address"]) == ("GET", "/coverage?on=2026-01-01")
    assert event["error"].startswith("ZeroDivisionError('nobody divides by zero")
    assert len(event["error"]) == 500
    assert len(event["trace"]) == 8000


def test_the_log_of_a_failure_opens_no_invitation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither address nor error nor trace in the log holds what the link of a mail opens."""

    def broken(token: str) -> object:
        raise ZeroDivisionError(f"nobody opens {token}")

    monkeypatch.setattr("biaozhun.cloud.accounts.views.invitation.invited_by", broken)
    with structlog.testing.capture_logs() as events:
        Client(raise_request_exception=False).get("/account/invitation/opens-an-account?a=1")
    [event] = [event for event in events if event["event"] == "request_failed"]
    assert event["address"] == "/account/invitation/<token>?a=1"
    assert event["error"] == "ZeroDivisionError('nobody opens <token>')"
    assert event["trace"].endswith("ZeroDivisionError: nobody opens <token>\n")
    assert "opens-an-account" not in event["trace"]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "食品接触材料", ' lang="zh-Hans"'),
        ("zh-hant", "食品接触材料", ' lang="zh-Hans"'),
        ("zh-hans", "食品接触材料", ""),
        ("en", "規格の作り方 食品", ' lang="ja"'),
        ("en", "Food additives", ""),
        ("en", None, ""),
    ],
)
def test_words_of_another_language_than_the_pages_say_which(
    language: str, text: str | None, told: str
) -> None:
    """A Chinese title on an English page is announced as Chinese; nothing is said needlessly."""
    with override(language):
        assert tongue(text) == told
