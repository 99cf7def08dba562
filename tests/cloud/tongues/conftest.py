"""A library with something on every page, and a reader who follows every link in one language."""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.catalogue.actions.demonstrating import load_demonstration
from biaozhun.cloud.catalogue.indexing import build_anew
from tests.cloud.tongues import furnishing

EACH = 4  # pages that one route shows in a crawl: enough for its cases, few enough to be quick
NOT_FOLLOWED = re.compile(r"/(language|size|static|api|oai|media)/|/oai|/account/logout")
ATTRIBUTES = ("title", "aria-label", "placeholder", "alt", "summary")
WORDLESS = ("script", "style", "textarea", "head")
SPOKEN = ("button", "submit", "reset")  # kinds of input whose value is a word of ours


class Words(NamedTuple):
    """A piece of text a page shows, and where."""

    address: str
    place: str
    text: str


@pytest.fixture
def furnished(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:  # noqa: ARG001  -- the database is what it writes to
    """The demonstration, and one of everything that keepers make; the one who made it.

    What people write in their own words is written in Latin letters, so what is Chinese on a page
    is the platform's or a source's.
    """
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    load_demonstration(lambda _: None)
    head = Person.objects.create_user("head@example.org", name="Head", role=Role.ADMINISTRATOR)
    furnishing.furnish(head, reading(head, "en"), tmp_path)
    build_anew()
    return head


def reading(person: Person | None, language: str) -> Client:
    """A browser that reads in a language, signed in as somebody."""
    client = Client(headers={"accept-language": language})
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    if person is not None:
        client.force_login(person)
    return client


def pages(client: Client, first: tuple[str, ...]) -> Iterator[tuple[str, HttpResponse]]:
    """Every page that links lead to, a few of each route, with its address."""
    waiting, seen = deque(first), set(first)
    routes: Counter[str] = Counter()
    while waiting:
        address = waiting.popleft()
        route = _route(address)
        if routes[route] >= EACH:
            continue
        routes[route] += 1
        answer = client.get(address)
        _let_go(answer)
        if answer.status_code in (301, 302):
            found = [answer.headers["Location"]]
        elif answer.streaming or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        else:
            yield address, answer
            found = html.fromstring(answer.content).xpath("//a/@href")
        for link in found:
            whole = _resolved(address, link)
            if whole and whole not in seen:
                seen.add(whole)
                waiting.append(whole)


def refusals(client: Client, first: tuple[str, ...]) -> Iterator[tuple[str, HttpResponse]]:
    """What every form on those pages says when it is sent empty, and sent with nonsense.

    The forms are gathered before the first is sent: some of them take away what others are about.
    """
    forms: dict[str, list[str]] = {}
    for address, answer in pages(client, first):
        for form in html.fromstring(answer.content).xpath("//form[@method='post']"):
            names = [field.get("name") for field in form.xpath(".//*[@name]")]
            forms.setdefault(form.get("action") or address, names)
    for address, names in forms.items():
        if NOT_FOLLOWED.match(address):
            continue
        for told in ({}, dict.fromkeys(names, "?")):
            answer = client.post(address, told, follow=True)
            _let_go(answer)
            if not answer.streaming and answer.headers["Content-Type"].startswith("text/html"):
                yield address, answer


def _let_go(answer: HttpResponse) -> None:
    """Close what an answer that streams holds open; the test keeps its connection."""
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)


def _route(address: str) -> str:
    """The pattern an address is found by; empty where nothing is there."""
    try:
        return str(resolve(address.partition("?")[0]).route)
    except Resolver404:
        return ""


def _resolved(address: str, link: str) -> str:
    """The address a link of a page leads to; empty where it is none of ours to read."""
    link = link.partition("#")[0]
    if link.startswith("?"):
        link = address.partition("?")[0] + link
    return link if link.startswith("/") and not NOT_FOLLOWED.match(link) else ""


def words(address: str, content: bytes, *, quoted: Callable[[str], bool]) -> Iterator[Words]:
    """What a page says in its own words: texts, names for voices, labels of buttons.

    What stands in an element whose ``lang`` is ``quoted`` is a source's; what stands in a field is
    the person's. The head is left out: a title of a page names what the page is about, and nothing
    in it can be marked.
    """
    waiting = [(html.fromstring(content), "")]
    while waiting:
        element, language = waiting.pop()
        language = element.get("lang", language)
        if not quoted(language):
            yield from _said(address, element)
        for child in element:
            if child.tail and not quoted(language):
                yield Words(address, _place(element), child.tail.strip())
            if isinstance(child.tag, str) and child.tag not in WORDLESS:
                waiting.append((child, language))


def _said(address: str, element: html.HtmlElement) -> Iterator[Words]:
    if element.text:
        yield Words(address, _place(element), element.text.strip())
    for name in ATTRIBUTES:
        if element.get(name):
            yield Words(address, f"{_place(element)}@{name}", element.get(name))
    if element.tag == "input" and element.get("type") in SPOKEN:
        yield Words(address, _place(element), element.get("value", ""))


def _place(element: html.HtmlElement) -> str:
    """The element and its nearest relatives, to find it by."""
    line = [*reversed(list(element.iterancestors())[:3]), element]
    return " > ".join(
        f"{each.tag}.{each.get('class')}" if each.get("class") else str(each.tag) for each in line
    )
