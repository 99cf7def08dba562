"""Keys of the programming interface: shown once, kept as a hash, revoked by their holder."""

import datetime as dt
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.actions import keys
from biaozhun.cloud.accounts.actions.people import disable
from biaozhun.cloud.accounts.models import ApiKey
from biaozhun.cloud.accounts.queries import key_holder
from biaozhun.cloud.audit.models import Event
from tests.cloud.accounts.conftest import As, Make

pytestmark = pytest.mark.django_db
KEY = re.compile(r'<code class="secret">(bz_[\w-]{43})</code>')
DAY = dt.date(2026, 11, 22)


def test_a_key_is_made_shown_once_and_opens(make: Make, signed_in_as: As) -> None:
    """Its holder is found by it; neither table nor journal holds it."""
    person = make()
    browser = signed_in_as(person)
    answer = browser.post("/account/keys", {"name": "月报脚本"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account#keys")
    page = browser.get("/account").content.decode()
    [key] = KEY.findall(page)
    assert "月报脚本" in page
    assert KEY.findall(browser.get("/account").content.decode()) == []
    assert key_holder(key) == person
    assert key not in str(ApiKey.objects.values().get())
    [event] = Event.objects.filter(kind="accounts.key_made")
    assert (event.subject, event.facts) == (f"key:{key[:9]}", {"name": "月报脚本"})


def test_a_revoked_key_opens_nothing(make: Make, signed_in_as: As) -> None:
    """It goes from the list; revoking it again finds nothing; told once."""
    person = make()
    token = keys.make_key(person, "a")
    key, browser = ApiKey.objects.get(), signed_in_as(person)
    assert browser.post(f"/account/keys/{key.pk}/revoke").status_code == 302
    assert browser.post(f"/account/keys/{key.pk}/revoke").status_code == 404
    assert key_holder(token) is None
    assert Event.objects.filter(kind="accounts.key_revoked").count() == 1


def test_nobody_revokes_the_key_of_another(make: Make, signed_in_as: As, client: Client) -> None:
    """Not found for another person, sign-in for nobody; the key goes on."""
    token = keys.make_key(make("holder"), "a")
    place = f"/account/keys/{ApiKey.objects.get().pk}/revoke"
    assert signed_in_as(make("other")).post(place).status_code == 404
    assert client.post(place).headers["Location"].startswith("/account/login?next=")
    assert key_holder(token) is not None


def test_the_key_of_who_is_disabled_opens_nothing(make: Make) -> None:
    """And opens again when the account does."""
    person = make()
    token = keys.make_key(person, "a")
    disable(person, actor=None)
    assert key_holder(token) is None


@pytest.mark.parametrize("token", ["", "bz_", "bz_" + "x" * 43, "\x00", "\ud800", "龘" * 1000])
def test_what_is_no_key_opens_nothing(token: str) -> None:
    """Whatever a program sends."""
    assert key_holder(token) is None


def test_the_day_of_use_is_noted_once(
    make: Make, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """One question; a write only on the first use of a day."""
    person = make()
    token = keys.make_key(person, "a")
    for questions, day in ((2, DAY), (1, DAY), (2, DAY + dt.timedelta(days=1))):
        with django_assert_num_queries(questions):
            assert keys.use_key(token, on=day) == person
        assert ApiKey.objects.get().used == day
    assert keys.use_key("bz_", on=DAY) is None


def test_ten_keys_are_enough(make: Make, signed_in_as: As) -> None:
    """The eleventh is refused on the page, and so is a key without a purpose."""
    person = make()
    browser = signed_in_as(person)
    for serial in range(10):
        browser.post("/account/keys", {"name": str(serial)})
    answer = browser.post("/account/keys", {"name": "11"})
    assert answer.status_code == 422
    assert "已经有 10 个密钥了" in answer.content.decode()
    assert browser.post("/account/keys", {"name": ""}).status_code == 422
    assert ApiKey.objects.count() == 10


def test_a_head_request_leaves_the_key_to_who_reads_the_page(make: Make, signed_in_as: As) -> None:
    """A link checker asks first; the page that follows still shows the key, once."""
    browser = signed_in_as(make())
    browser.post("/account/keys", {"name": "月报脚本"})
    assert browser.head("/account").status_code == 200
    shown = [len(KEY.findall(browser.get("/account").content.decode())) for _ in range(2)]
    assert shown == [1, 0]
