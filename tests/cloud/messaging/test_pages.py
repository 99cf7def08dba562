"""The pages of what people are told."""

import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as DjangoCase

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.messaging.actions.telling import tell
from biaozhun.cloud.messaging.actions.ways import BETWEEN_TRIALS
from biaozhun.cloud.messaging.links import stop_link
from biaozhun.cloud.messaging.models import Delivery, Notice, Ways
from biaozhun.cloud.messaging.queries.ways import ways_of
from biaozhun.cloud.messaging.wording import RESULT, STATE, WAY, kind_words, kinds
from tests.cloud.messaging.conftest import Make, message

PAGES = ["/account/notices", "/account/notices/ways", "/account/notices/1"]


def test_every_kind_way_state_and_result_has_words() -> None:
    """Nobody reads a code."""
    assert all(kind_words(code) == words != code for code, words in kinds())
    assert set(WAY) == set(Delivery.Way)
    assert set(STATE) == set(Delivery.State)
    assert {"answered", "unreachable", "address_private", "address_invalid"} <= set(RESULT)


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_who_is_not_signed_in_is_led_to_the_sign_in(client: Client, address: str) -> None:
    """Notices are somebody's own."""
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"/account/login?next={address}",
    )


def test_the_list_tells_what_was_told_and_how_it_was_delivered(
    browser: Client, reader: Person, make: Make
) -> None:
    """The latest first, only one's own, by filter and by page."""
    for serial in range(35):
        tell([reader], message(f"k{serial}", subject=f"第 {serial} 条"))
    tell([make("other")], message("theirs", subject="别人的"))
    page = browser.get("/account/notices").content.decode()
    assert re.findall(r'class="hit-title"[^>]*>(.*?)</a>', page)[:2] == ["第 34 条", "第 33 条"]
    assert "别人的" not in page
    assert "未读 35" in page
    assert "邮件 等待发送" in page
    second = browser.get("/account/notices", {"page": "2"}).content.decode()
    assert second.count("hit-title") == 5
    assert (
        "没有消息"
        in browser.get("/account/notices", {"kind": "messaging.webhook_stopped"}).content.decode()
    )


def test_a_list_of_many_asks_as_often_as_one_of_few(browser: Client, reader: Person) -> None:
    """The number of questions does not grow with the notices."""
    counts = []
    for size in (1, 20):
        for serial in range(size):
            tell([reader], message(f"k{size}-{serial}"))
        with CaptureQueriesContext(connection) as asked:
            browser.get("/account/notices")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_looking_changes_nothing_and_the_button_marks_it_read(
    browser: Client, reader: Person
) -> None:
    """A page that is fetched ahead leaves a notice unread; opening by the button leads on."""
    tell([reader], message())
    notice = Notice.objects.get()
    assert browser.get(f"/account/notices/{notice.pk}").status_code == 200
    assert Notice.objects.get().read is None
    answer = browser.post(f"/account/notices/{notice.pk}/read", {"open": "1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/standards/GB/T-1.1")
    assert Notice.objects.get().read is not None
    assert "没有消息" in browser.get("/account/notices?unread=1").content.decode()


def test_all_are_marked_read_at_once(browser: Client, reader: Person) -> None:
    """And the page says how many."""
    for key in "ab":
        tell([reader], message(key))
    answer = browser.post("/account/notices/read")
    assert [str(said) for said in get_messages(answer.wsgi_request)] == ["已把 2 条消息标为已读。"]
    assert not Notice.objects.filter(read=None).exists()


def test_nobody_sees_or_marks_the_notice_of_another(browser: Client, make: Make) -> None:
    """Not found, whoever asks: nothing is told of it."""
    tell([make("other", Role.ADMINISTRATOR)], message())
    pk = Notice.objects.get().pk
    assert browser.get(f"/account/notices/{pk}").status_code == 404
    assert browser.post(f"/account/notices/{pk}/read").status_code == 404
    assert Notice.objects.get().read is None


def test_the_table_holds_every_notice_and_no_formula(browser: Client, reader: Person) -> None:
    """What begins like a formula is text in a spreadsheet."""
    tell([reader], message(subject="=HYPERLINK(1)"))
    answer = browser.get("/account/notices?format=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("told,kind,subject")
    assert "'=HYPERLINK(1)" in lines[1]


def test_ways_are_kept_and_the_secret_is_shown_once(browser: Client, reader: Person) -> None:
    """The second look shows no secret any more."""
    told = {"mail": "daily", "language": "en", "webhook": "https://hooks.example.org/a"}
    assert browser.post("/account/notices/ways", told).status_code == 302
    ways = ways_of([reader])[reader.pk]
    assert (ways.mail, ways.language, ways.webhook) == ("daily", "en", told["webhook"])
    first = browser.get("/account/notices/ways")
    assert "bzw_" in first.content.decode()
    assert "no-store" in first.headers["Cache-Control"]
    assert "bzw_" not in browser.get("/account/notices/ways").content.decode()
    browser.post("/account/notices/ways/secret")
    assert "bzw_" in browser.get("/account/notices/ways").content.decode()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"mail": "daily", "language": "en", "webhook": "ftp://x"}, "这不是可以访问的地址"),
        ({"mail": "daily", "language": "en", "webhook": "https://a:b@x.org/"}, "不带用户名和密码"),
        ({"mail": "never", "language": "en", "webhook": ""}, "没有保存"),
        ({"mail": "daily", "language": "xx", "webhook": ""}, "没有保存"),
    ],
)
def test_what_cannot_be_used_is_said_and_kept_in_the_form(
    browser: Client, told: dict[str, str], said: str
) -> None:
    """422, the sentence beside the field, nothing changed."""
    answer = browser.post("/account/notices/ways", told)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert not told["webhook"] or told["webhook"] in page
    assert not Ways.objects.exists()


def test_the_feed_opens_by_its_address_alone_and_closes_when_it_is_renewed(
    browser: Client, client: Client, reader: Person
) -> None:
    """Readers of feeds cannot sign in; the entry keeps its name."""
    tell([reader], message())
    addresses = []
    for _ in range(2):
        browser.post("/account/notices/ways/feed")
        page = browser.get("/account/notices/ways").content.decode()
        found = re.search(r"(/account/notices/feed/[\w-]+)</code>", page)
        assert found
        addresses.append(found[1])
    assert client.get(addresses[0]).status_code == 404
    answer = client.get(addresses[1])
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "GB/T 1.1-2020 即将实施" in answer.content.decode()
    assert f"/account/notices/{Notice.objects.get().pk}</id>" in answer.content.decode()
    Person.objects.filter(pk=reader.pk).update(is_active=False)
    assert client.get(addresses[1]).status_code == 404
    assert client.get("/account/notices/feed/").status_code == 404


def test_the_link_of_a_mail_stops_mails_by_a_button_without_signing_in(
    client: Client, reader: Person
) -> None:
    """A program that follows every link of a mail stops nothing; the button does."""
    address = stop_link(reader.pk).split("8000")[1]
    assert "停收邮件" in client.get(address).content.decode()
    assert ways_of([reader])[reader.pk].mail == "at_once"
    assert client.post(address).status_code == 200
    assert ways_of([reader])[reader.pk].mail == "none"
    assert client.get(address[:-3]).status_code == 404
    assert client.post(address[:-3]).status_code == 404


def test_a_trial_is_told_once_a_minute(browser: Client, reader: Person) -> None:
    """Nobody makes this site post to an address as fast as they can press a button."""
    for expected in (1, 1):
        browser.post("/account/notices/ways/trial")
        assert Notice.objects.filter(person=reader, kind="messaging.trial").count() == expected
    Notice.objects.update(told=now() - BETWEEN_TRIALS)
    browser.post("/account/notices/ways/trial")
    assert Notice.objects.filter(person=reader, kind="messaging.trial").count() == 2


def test_every_form_asks_for_our_token(reader: Person) -> None:
    """A form sent from another site changes nothing."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    for part in ("read", "ways", "ways/feed", "ways/secret", "ways/trial"):
        assert client.post(f"/account/notices/{part}").status_code == 403, part


def test_the_desk_says_what_is_unread_and_to_operators_how_long_it_took(
    browser: Client, reader: Person, make: Make
) -> None:
    """A reader with nothing unread has no such part."""
    assert "未读消息" not in browser.get("/desk").content.decode()
    tell([reader], message())
    page = browser.get("/desk").content.decode()
    assert "未读消息 1 条" in page
    assert "近 30 天发出的消息" not in page
    operator = Client()
    operator.force_login(make("op", Role.OPERATOR))
    assert "近 30 天发出的消息" in operator.get("/desk").content.decode()


def test_the_head_of_every_page_says_that_something_is_unread(
    browser: Client, reader: Person
) -> None:
    """Only while there is, and to nobody else."""
    assert "新消息" not in browser.get("/account").content.decode()
    tell([reader], message())
    assert "新消息" in browser.get("/account").content.decode()
    assert "新消息" not in Client().get("/account/login").content.decode()
    browser.post("/account/notices/read")
    assert "新消息" not in browser.get("/account").content.decode()


class AnyAddress(DjangoCase):
    """Whatever stands in an address or a form, the answer is a page."""

    @settings(max_examples=25)  # each asks several pages
    @given(
        kind=st.text(max_size=30),
        unread=st.text(max_size=3),
        page=st.text(max_size=30),
        token=st.text(alphabet=st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=40),
        pk=st.integers(min_value=0, max_value=10**30),
    )
    def test_no_address_fails(self, **parts: object) -> None:
        """No status of 500 and above."""
        person, _ = Person.objects.get_or_create(email="h@example.org", defaults={"name": "h"})
        client = Client()
        client.force_login(person)
        asked = {name: parts[name] for name in ("kind", "unread", "page")}
        assert client.get("/account/notices", asked).status_code == 200
        assert client.get(f"/account/notices/{parts['pk']}").status_code == 404
        for name in ("feed", "stop"):
            path = f"/account/notices/{name}/{str(parts['token']).replace('/', '')}"
            assert client.get(path).status_code in (301, 404), path
        told = {"mail": parts["kind"], "language": parts["page"], "webhook": parts["kind"]}
        assert client.post("/account/notices/ways", told).status_code in (302, 422)
