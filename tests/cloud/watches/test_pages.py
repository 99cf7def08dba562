"""The pages of what people watch, and the buttons on the pages of others."""

import re
import xml.etree.ElementTree as ET
from http import HTTPStatus

import msgspec
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as DjangoCase

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.ui.panels import filled
from biaozhun.cloud.validity.models import Check
from biaozhun.cloud.watches.actions import watches as actions
from biaozhun.cloud.watches.forms import items_of_text, query_of
from biaozhun.cloud.watches.models import Watch
from biaozhun.cloud.watches.wording import KIND, STATE
from biaozhun.core.number import parse
from biaozhun.core.validity import (
    Answer,
    Asked,
    CheckedLine,
    Citing,
    Consequence,
    Outcome,
    Place,
)
from tests.cloud.watches.conftest import NOON, Make, replaced_by, run
from tests.factories.catalogue import edition_of

BUTTONS = ["rename", "pause", "resume", "remove", "successor"]


def test_every_kind_and_state_has_words() -> None:
    """Nobody reads a code."""
    assert set(KIND) == set(Watch.Kind)
    assert set(STATE) == set(Watch.State)


@pytest.mark.django_db
def test_who_is_not_signed_in_is_led_to_the_sign_in(client: Client) -> None:
    """With the way back, so that the button of a page works after it."""
    for address in ("/watches", "/watches/1", "/watches/new?standard=GB/T-1"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (
            302,
            "/account/login",
        )
    for button in ("standard", "check", *(f"1/{each}" for each in BUTTONS)):
        assert client.post(f"/watches/{button}").status_code == HTTPStatus.FOUND


def test_the_button_of_an_edition_watches_its_standard(browser: Client, old: Edition) -> None:
    """Pressed once, the page says that it is watched; without sign-in it leads to the form."""
    build_anew()
    page = browser.get(f"/standards/{old.slug}").content.decode()
    assert "关注 GB/T 100</button>" in page
    answer = browser.post("/watches/standard", {"slug": old.standard.slug})
    watch = Watch.objects.get()
    assert answer.headers["Location"] == f"/watches/{watch.pk}"
    assert (watch.kind, watch.place, watch.title) == ("standard", "GB/T-100", "GB/T 100")
    assert "正在关注 GB/T 100" in browser.get(f"/standards/{old.slug}").content.decode()
    anonymous = Client().get(f"/standards/{old.slug}").content.decode()
    assert "/watches/new?standard=GB%2FT-100" in anonymous


@pytest.mark.parametrize("slug", ["", "~12", "\x00", "not a number", "x" * 3000])
def test_the_button_refuses_what_is_no_number(browser: Client, slug: str) -> None:
    """In words, on the page of the watches."""
    answer = browser.post("/watches/standard", {"slug": slug}, follow=True)
    assert "只有编号的标准可以关注" in answer.content.decode()
    assert Watch.objects.count() == 0


@pytest.mark.usefixtures("old")
@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"kind": "standard", "value": "gb/t100-2010"}, ("standard", "GB/T-100", "GB/T 100")),
        ({"kind": "standard", "value": "GB/T-100"}, ("standard", "GB/T-100", "GB/T 100")),
        ({"kind": "list", "value": "GB/T 100、GB 5-2001"}, ("list", "", "GB/T 100 等 2 个编号")),
        ({"kind": "list", "value": "GB/T 100", "title": "清单"}, ("list", "", "清单")),
        (
            {"kind": "search", "value": "食品 安全"},
            ("search", "q=%E9%A3%9F%E5%93%81+%E5%AE%89%E5%85%A8", "食品 安全"),
        ),
        (
            {"kind": "ics", "value": "67.040", "title": "食品总则"},
            ("ics", "ics=67.040", "食品总则"),
        ),
    ],
)
def test_the_form_makes_a_watch_of_each_kind(
    browser: Client, told: dict[str, str], expected: tuple[str, str, str]
) -> None:
    """Numbers in any writing; names made where none is given."""
    build_anew()
    assert browser.post("/watches/new", told).status_code == HTTPStatus.FOUND
    watch = Watch.objects.get()
    assert (watch.kind, watch.place, watch.title) == expected
    assert browser.get(f"/watches/{watch.pk}").status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"kind": "standard", "value": "没有编号"}, "没有读出标准编号"),
        ({"kind": "standard", "value": "GB/T 1、GB/T 2"}, "不止一个编号"),
        ({"kind": "list", "value": "没有编号"}, "没有读出标准编号"),
        ({"kind": "ics", "value": "99.999.99"}, "没有这个 ICS 分类号"),
        ({"kind": "check", "value": "GB/T 1"}, "没有保存"),
        ({"kind": "standard", "value": ""}, "没有保存"),
    ],
)
def test_the_form_says_what_is_wrong_and_keeps_what_was_written(
    browser: Client, told: dict[str, str], said: str
) -> None:
    """422 and the sentence; nothing is watched."""
    answer = browser.post("/watches/new", told)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.content.decode()
    assert told["value"] in answer.content.decode()
    assert Watch.objects.count() == 0


def test_an_address_fills_in_the_form(browser: Client) -> None:
    """The links of other pages lead to a form that is ready to be sent."""
    page = browser.get("/watches/new", {"ics": "67.040"}).content.decode()
    assert re.search(r"<textarea[^>]*>\s*67\.040</textarea>", page)
    assert re.search(r'value="ics"[^>]*checked', page)
    found = browser.get("/watches/new", {"q": "钢", "status": "in_force", "page": "2"})
    form = found.context["form"]
    assert form.initial == {"kind": "search", "value": "/search?q=%E9%92%A2&status=in_force"}
    assert query_of(form.initial["value"]) == "q=%E9%92%A2&status=in_force"


def test_the_address_of_a_search_is_kept_without_its_day_page_and_order() -> None:
    """What is watched is the search, whenever it was asked."""
    address = "https://x/search?q=%E9%A3%9F%E5%93%81&status=in_force&on=2020-01-01&page=3&sort=date"
    assert query_of(address) == "q=%E9%A3%9F%E5%93%81&status=in_force"


def _checked(owner: Person | None, text: str) -> Check:
    answer = Answer(
        outcome=Outcome.IN_FORCE,
        consequence=Consequence.NONE,
        rule="dated-edition",
        reason="",
        certain=True,
    )
    line = CheckedLine(
        position=1,
        start=0,
        end=5,
        place=Place(page=3),
        asked=Asked(text=text, number=parse(text)),
        answer=answer,
    )
    address = msgspec.structs.replace(line, in_address=True, asked=Asked(text="GB/T 9"))
    return Check.objects.create(
        secret="s" * 43,
        owner=owner,
        kind=Check.Kind.FILE,
        state=Check.State.DONE,
        on=NOON.date(),
        citing=str(Citing.PRODUCT),
        name="说明书.docx",
        sha256="0" * 64,
        blocks="机密",
        lines=msgspec.json.encode((line, address)).decode(),
        sent=NOON,
        expires=NOON,
    )


@pytest.mark.usefixtures("old")
def test_a_checked_document_is_watched_by_its_numbers_and_places(
    browser: Client, reader: Person
) -> None:
    """The check may be deleted: the watch keeps no more than numbers and places."""
    check = _checked(reader, "GB/T 100-2010")
    answer = browser.post("/watches/check", {"check": check.secret})
    check.delete()
    watch = Watch.objects.get()
    assert answer.headers["Location"] == f"/watches/{watch.pk}"
    assert (watch.title, watch.citing) == ("说明书.docx", "product")
    assert watch.asked == [
        {"text": "GB/T 100-2010", "number": "GB/T 100-2010", "place": {"page": 3}}
    ]
    assert "第 3 页" in browser.get(f"/watches/{watch.pk}").content.decode()


def test_the_result_of_a_check_offers_to_watch_its_numbers(reader: Person) -> None:
    """By a button to who is signed in, by the sign-in to others; not before it is done."""
    check = _checked(None, "GB/T 100-2010")

    def drawn(user: Person | AnonymousUser) -> str:
        request = RequestFactory().get(f"/check/{check.secret}")
        request.user = user
        panels = [each for each in filled("check", request, check) if each.panel.name == "watch"]
        return "".join(
            render_to_string(each.panel.template, {"panel": each.context}, request)
            for each in panels
        )

    assert f'name="check" value="{check.secret}"' in drawn(reader)
    assert "登录后关注" in drawn(AnonymousUser())
    check.state = Check.State.RUNNING
    assert drawn(reader) == ""


def test_a_check_that_is_not_there_is_not_found(browser: Client) -> None:
    """Not done, deleted, or never there."""
    for secret in ("", "x" * 43, "\x00", "y" * 5000):
        assert browser.post("/watches/check", {"check": secret}).status_code == 404


def test_the_page_tells_what_changed_and_offers_the_successor(
    browser: Client, reader: Person, old: Edition
) -> None:
    """One button moves the watch, the other adds one; another number is refused."""
    watch = actions.watch_standard(reader, old.slug)
    replaced_by("GB/T 200-2026", old)
    run()
    page = browser.get(f"/watches/{watch.pk}").content.decode()
    assert "现行 → 被代替" in page
    assert "改为关注它" in page
    listed = browser.get("/watches").content.decode()
    assert "现行 → 被代替" in listed
    told = {"number": "GB/T 999", "do": "move"}
    assert browser.post(f"/watches/{watch.pk}/successor", told).status_code == 404
    answer = browser.post(f"/watches/{watch.pk}/successor", {"number": "GB/T 200", "do": "move"})
    moved = Watch.objects.get()
    assert moved.place == "GB/T-200"
    assert answer.headers["Location"] == f"/watches/{moved.pk}"


def test_a_watch_is_renamed_paused_resumed_and_removed(
    browser: Client, reader: Person, old: Edition
) -> None:
    """By buttons; an empty name is refused."""
    watch = actions.watch_standard(reader, old.slug)
    for button, told, expected in (
        ("rename", {"title": "新名"}, ("新名", "active")),
        ("rename", {"title": " \x00"}, ("新名", "active")),
        ("pause", {}, ("新名", "paused")),
        ("resume", {}, ("新名", "active")),
    ):
        browser.post(f"/watches/{watch.pk}/{button}", told)
        watch.refresh_from_db()
        assert (watch.title, watch.state) == expected
    browser.post(f"/watches/{watch.pk}/remove")
    assert not Watch.objects.exists()


def test_nobody_sees_or_changes_the_watch_of_another(
    browser: Client, make: Make, old: Edition
) -> None:
    """Not found, whoever asks, and nothing changes."""
    watch = actions.watch_standard(make("other", Role.ADMINISTRATOR), old.slug)
    assert browser.get(f"/watches/{watch.pk}").status_code == 404
    for button in BUTTONS:
        assert browser.post(f"/watches/{watch.pk}/{button}", {"title": "x"}).status_code == 404
    assert "GB/T 100" not in browser.get("/watches").content.decode()
    assert Watch.objects.get().title == "GB/T 100"


def test_the_table_and_the_list_of_feeds_hold_what_is_watched(
    browser: Client, reader: Person, old: Edition
) -> None:
    """A line a number; a feed for each search and standard, none for a list."""
    build_anew()
    actions.watch_standard(reader, old.slug)
    actions.watch_search(reader, Watch.Kind.ICS, "ics=67.040", title="=1+1")
    actions.watch_numbers(
        reader,
        Watch.Kind.LIST,
        items_of_text("GB/T 100-2010、GB 5-2001"),
        title="清单",
        citing=Citing.CONTRACT,
    )
    answer = browser.get("/watches?format=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 5
    assert lines[0].startswith("watch,kind,title")
    assert any("'=1+1" in line for line in lines)
    opml = ET.fromstring(browser.get("/watches?format=opml").content)  # noqa: S314  -- our own
    feeds = [outline.attrib["xmlUrl"].split("/search?")[1] for outline in opml.iter("outline")]
    assert feeds == [
        "ics=67.040&lang=zh-hans&format=atom",
        "q=GB%2FT+100&lang=zh-hans&format=atom",
    ]
    for feed in feeds:
        assert browser.get(f"/search?{feed}").status_code == 200


def test_a_list_of_many_asks_as_often_as_one_of_few(browser: Client, reader: Person) -> None:
    """The number of questions does not grow with the watches."""
    counts = []
    for size in (1, 20):
        for serial in range(size):
            actions.watch_standard(reader, f"GB/T-{size * 100 + serial}")
        with CaptureQueriesContext(connection) as asked:
            browser.get("/watches")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_list_is_narrowed_and_paged(browser: Client, reader: Person) -> None:
    """By name, kind and state; thirty on a page."""
    for serial in range(31):
        actions.watch_standard(reader, f"GB/T-{serial + 1}")
    page = browser.get("/watches").content.decode()
    assert "31 项关注" in page
    assert page.count('<th scope="row">') == 30
    assert "没有关注" in browser.get("/watches?kind=ics").content.decode()
    assert "1 项关注" in browser.get("/watches?q=GB/T 31&state=active").content.decode()


def test_every_form_asks_for_our_token(reader: Person) -> None:
    """A form sent from another site changes nothing."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    for part in ("new", "standard", "check", *(f"1/{each}" for each in BUTTONS)):
        assert client.post(f"/watches/{part}").status_code == 403, part


class AnyAddress(DjangoCase):
    """Whatever stands in an address or a form, the answer is a page."""

    @settings(max_examples=25)  # each asks several pages
    @given(
        words=st.lists(st.text(max_size=40), min_size=4, max_size=4),
        kind=st.sampled_from([*Watch.Kind, "x", ""]),
        pk=st.integers(min_value=0, max_value=10**30),
    )
    def test_no_address_fails(self, words: list[str], kind: str, pk: int) -> None:
        """No status of 500 and above."""
        person, _ = Person.objects.get_or_create(email="h@example.org", defaults={"name": "h"})
        client = Client()
        client.force_login(person)
        q, title, state, page = words
        asked = {"q": q, "kind": kind, "state": state, "page": page}
        assert client.get("/watches", asked).status_code == 200
        assert client.get("/watches/new", {"standard": q, "q": title}).status_code == 200
        assert client.get(f"/watches/{pk}").status_code in (200, 404)
        told = {"kind": kind, "value": q, "title": title, "citing": state}
        assert client.post("/watches/new", told).status_code in (302, 422)
        assert client.post("/watches/standard", {"slug": q}).status_code == 302
        for button in BUTTONS:
            answer = client.post(f"/watches/{pk}/{button}", {"number": q, "do": state})
            assert answer.status_code in (302, 404)


def test_a_standard_is_watched_from_its_own_page(browser: Client, old: Edition) -> None:
    """The page of all editions has the button too, and says when it was pressed."""
    page = browser.get("/standards/GB/T-100").content.decode()
    assert "关注 GB/T 100</button>" in page
    browser.post("/watches/standard", {"slug": old.standard.slug})
    assert "正在关注 GB/T 100" in browser.get("/standards/GB/T-100").content.decode()


def test_a_search_is_watched_from_its_results(browser: Client, old: Edition) -> None:
    """With its filters, without its day, page and order; where nothing is asked, nothing is."""
    build_anew()
    page = browser.get(
        "/search?q=食品&status=in_force&on=2026-01-01&sort=date&page=1&x=1"
    ).content.decode()
    [address] = re.findall(r'href="(/watches/new[^"]*)"', page)
    assert address == "/watches/new?q=%E9%A3%9F%E5%93%81&amp;status=in_force"
    form = browser.get(address.replace("&amp;", "&")).content.decode()
    assert "/search?q=%E9%A3%9F%E5%93%81&amp;status=in_force" in form
    assert "/watches/new" not in browser.get("/search").content.decode()
    assert old.number in page


def test_a_code_of_the_ics_is_watched_from_its_page(browser: Client) -> None:
    """Another classification has no watch of its own, and so no button."""
    edition_of("GB/T 200-2010", ics=["67.040"], ccs=["X00"], in_force="2010-07-01")
    build_anew()
    page = browser.get("/browse/ics/67.040").content.decode()
    assert "关注 ICS 67.040</a>" in page
    assert re.findall(r'href="(/watches/new[^"]*)"', page) == ["/watches/new?ics=67.040"]
    for other in ("/browse/ccs/X00", "/browse/ics"):
        assert "/watches/new" not in browser.get(other).content.decode()


def test_the_buttons_ask_the_database_once_at_most(reader: Person, old: Edition) -> None:
    """However much is watched."""
    for number in range(5):
        actions.watch_standard(reader, f"GB/T-{number + 1}")
    request = RequestFactory().get("/search?q=x")
    request.user = reader
    for place, subject, most in (("standard.actions", old.standard, 1), ("search", None, 0)):
        with CaptureQueriesContext(connection) as asked:
            assert len(filled(place, request, subject)) == 1
        assert len(asked) <= most


@pytest.mark.django_db
def test_a_search_that_is_too_long_is_refused_in_words(browser: Client) -> None:
    """PostgreSQL would not take it; the form keeps what was written."""
    words = "".join(chr(0x4E00 + place * 17) for place in range(900))
    answer = browser.post("/watches/new", {"kind": "search", "value": words})
    page = answer.content.decode()
    assert (answer.status_code, Watch.objects.count()) == (422, 0)
    assert "检索条件太长，不能关注。" in page
    assert words in page
