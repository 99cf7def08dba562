"""Signing in: by address and password, to where one wanted to go, and locked after five tries."""

import datetime as dt
import re
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from tests.cloud.accounts.conftest import PASSWORD, As, Make

pytestmark = pytest.mark.django_db
LOGIN = "/account/login"


def _try(client: Client, name: str, password: str = PASSWORD, **more: Any) -> Any:
    return client.post(LOGIN, {"login": f"{name}@example.org", "password": password}, **more)


def _kinds() -> list[str]:
    return list(Event.objects.order_by("id").values_list("kind", flat=True))


def test_a_person_signs_in_by_address_and_sees_the_own_account(make: Make, client: Client) -> None:
    """Any capitals in the address; the frame then shows the name instead of the invitation."""
    make("reader", password=PASSWORD)
    answer = client.post(LOGIN, {"login": "Reader@Example.org", "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account")
    page = client.get("/account").content.decode()
    assert "<h1>我的账户</h1>" in page
    assert '<a class="person" href="/account">reader</a>' in page


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/desk/people?q=a", "/desk/people?q=a"),
        ("https://evil.example/", "/account"),
        ("//evil.example/", "/account"),
        ("javascript:alert(1)", "/account"),
        ("", "/account"),
    ],
)
def test_signing_in_leads_where_one_wanted_to_go_and_never_elsewhere(
    wanted: str, led: str, make: Make, client: Client
) -> None:
    """The address asked for is kept through the form; one of another host is not followed."""
    make("reader", password=PASSWORD)
    page = client.get(LOGIN, {"next": wanted}).content.decode()
    assert ('name="next"' in page) == bool(wanted)
    told = {"login": "reader@example.org", "password": PASSWORD, "next": wanted}
    assert client.post(LOGIN, told).headers["Location"] == led


@pytest.mark.parametrize("name", ["reader", "nobody"])
def test_a_wrong_password_and_an_unknown_address_look_the_same(
    name: str, make: Make, client: Client
) -> None:
    """Nobody learns here who has an account; the journal keeps the address, never the password."""
    make("reader", password=PASSWORD)
    answer = _try(client, name, "wrong horse battery")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "邮箱或密码不对。" in page
    assert "wrong horse battery" not in page
    [event] = Event.objects.all()
    assert (event.kind, event.subject, event.actor, event.facts) == (
        "accounts.sign_in_failed",
        f"person:{name}@example.org",
        None,
        {"address": "127.0.0.1"},
    )


def test_five_failures_lock_an_address_out_and_the_page_says_until_when(
    make: Make, client: Client
) -> None:
    """The right password is refused too; another device and another account are not."""
    make("reader", password=PASSWORD)
    make("other", password=PASSWORD)
    answers = [_try(client, "reader", "wrong").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    answer = _try(client, "READER")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")
    assert "请在 15 分钟后再试。" in answer.content.decode()
    assert client.get("/account").status_code == 302
    assert _try(Client(), "other").status_code == 302
    assert _try(Client(), "reader", REMOTE_ADDR="192.0.2.7").status_code == 302
    assert _kinds().count("accounts.locked_out") == 2


def test_trying_while_locked_does_not_lengthen_the_lock(make: Make, client: Client) -> None:
    """Quarter of an hour after the fifth failure the door opens, whatever was tried meanwhile."""
    make("reader", password=PASSWORD)
    for _ in range(7):
        _try(client, "reader", "wrong")
    earlier = AccessAttempt.objects.get().attempt_time - dt.timedelta(minutes=14, seconds=30)
    AccessAttempt.objects.update(attempt_time=earlier)
    locked = _try(client, "reader")
    assert (locked.status_code, locked.headers["Retry-After"]) == (429, "60")
    AccessAttempt.objects.update(attempt_time=earlier - dt.timedelta(minutes=1))
    assert _try(client, "reader").status_code == 302


def test_a_sign_in_that_succeeds_forgets_the_failures_before(make: Make, client: Client) -> None:
    """Four slips today and four tomorrow lock nobody out."""
    make("reader", password=PASSWORD)
    for _ in range(2):
        for _ in range(4):
            _try(client, "reader", "wrong")
        browser = Client()
        assert _try(browser, "reader").status_code == 302


def test_who_is_disabled_is_told_so(make: Make, client: Client) -> None:
    """Only with the right password; the account stays shut."""
    person = make("reader", password=PASSWORD)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    answer = _try(client, "reader")
    assert answer.headers["Location"] == "/account/inactive"
    assert "<h1>账户已停用</h1>" in client.get("/account/inactive").content.decode()
    assert client.get("/account").status_code == 302


def test_signing_out_takes_a_form(make: Make, client: Client) -> None:
    """A link to the address asks first; sign-in and sign-out are in the journal."""
    make("reader", password=PASSWORD)
    _try(client, "reader")
    assert "<h1>退出登录</h1>" in client.get("/account/logout").content.decode()
    assert client.get("/account").status_code == 200
    assert client.post("/account/logout").headers["Location"] == "/"
    assert client.get("/account").status_code == 302
    assert _kinds() == ["accounts.signed_in", "accounts.signed_out"]


def test_a_password_is_changed_by_who_knows_it(make: Make, client: Client) -> None:
    """The present one is asked for, a weak one is refused, the session goes on."""
    make("reader", password=PASSWORD)
    _try(client, "reader")
    told = {
        "oldpassword": PASSWORD,
        "password1": "另一句好记的话 2027",
        "password2": "另一句好记的话 2027",
    }
    wrong = client.post("/account/password", told | {"oldpassword": "x"})
    weak = client.post("/account/password", told | {"password1": "12345", "password2": "12345"})
    assert "现在的密码不对。" in wrong.content.decode()
    assert "密码太短了，至少要 10 个字符。" in weak.content.decode()
    assert client.post("/account/password", told).status_code == 302
    assert client.get("/account").status_code == 200
    assert _try(Client(), "reader", "另一句好记的话 2027").status_code == 302
    assert "accounts.password_changed" in _kinds()


def test_a_forgotten_password_is_reset_by_a_link_that_works_once(
    make: Make, client: Client
) -> None:
    """The mail speaks our words; an unknown address gets the same page and no mail."""
    make("reader", password=PASSWORD)
    for name in ("reader", "nobody"):
        answer = client.post("/account/password/reset", {"email": f"{name}@example.org"})
        assert answer.headers["Location"] == "/account/password/reset/sent"
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["reader@example.org"], "[标准云] 重设密码")
    [link] = re.findall(r"http://testserver(/account/password/reset/\S+)", str(letter.body))
    page = client.get(link, follow=True)
    told = {"password1": "另一句好记的话 2027", "password2": "另一句好记的话 2027"}
    done = client.post(page.redirect_chain[-1][0], told)
    assert done.headers["Location"] == "/account/password/reset/done"
    assert _try(Client(), "reader", "另一句好记的话 2027").status_code == 302
    assert "<h1>链接已失效</h1>" in client.get(link).content.decode()
    assert "accounts.password_reset" in _kinds()


def test_nobody_signs_up_unless_the_installation_lets_them(
    client: Client,
    settings: Any,
    db: None,  # noqa: ARG001  -- the database is what it writes to
) -> None:
    """Closed by default, for GET and POST; open, who comes is a reader and signed in."""
    told = {
        "name": "新来的",
        "email": "New@Example.org",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "role": "administrator",
    }
    assert client.get("/account/signup").status_code == 404
    assert client.post("/account/signup", told).status_code == 404
    assert "/account/signup" not in client.get(LOGIN).content.decode()
    settings.SIGN_UP = True
    assert "/account/signup" in client.get(LOGIN).content.decode()
    assert client.post("/account/signup", told).status_code == 302
    person = Person.objects.get()
    assert (person.email, person.name, person.role) == ("new@example.org", "新来的", "reader")
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/account/email/",
        "/account/email",
        "/account/confirm-email/",
        "/account/login/code/",
        "/account/3rdparty/",
        "/account/2fa/webauthn/",
    ],
)
def test_no_other_page_of_the_library_exists(address: str, client: Client) -> None:
    """Managing addresses, codes by mail, accounts elsewhere: none of it is here."""
    assert client.get(address).status_code == 404


def test_cookies_keep_to_https_where_the_request_did(
    make: Make, client: Client, settings: Any
) -> None:
    """Over https they are secure; over the plain network of an intranet they work all the same."""
    make("reader", password=PASSWORD)
    for secure in (True, False):
        answer = _try(client if secure else Client(), "reader", secure=secure)
        cookie = answer.cookies[settings.SESSION_COOKIE_NAME]
        assert (bool(cookie["secure"]), cookie["httponly"], cookie["samesite"]) == (
            secure,
            True,
            "Lax",
        )


def test_behind_a_proxy_its_word_counts_and_nobody_elses(
    make: Make, client: Client, settings: Any
) -> None:
    """The last address is the one that the proxy saw; without a proxy the header is nothing."""
    make("reader", password=PASSWORD)
    forwarded = {"headers": {"X-Forwarded-For": "203.0.113.9, 198.51.100.4"}}
    _try(client, "reader", "wrong", **forwarded)
    settings.BEHIND_PROXY = True
    _try(client, "reader", "wrong", **forwarded)
    _try(client, "reader", "wrong", headers={"X-Forwarded-For": "garbage"})
    told = Event.objects.order_by("id").values_list("facts", flat=True)
    assert [facts["address"] for facts in told] == ["127.0.0.1", "198.51.100.4", None]


def test_a_page_nobody_is_signed_in_on_asks_the_database_nothing_more(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The page of signing in itself: no session, no person, no question."""
    with django_assert_num_queries(0):
        assert client.get(LOGIN).status_code == 200


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize(
    "address",
    ["/account/login", "/account/password/reset", "/account/password/reset/sent",
     "/account/password/reset/done", "/account/inactive", "/account/password/reset/1-x"],
)  # fmt: skip
def test_every_page_before_signing_in_is_in_the_frame(
    address: str, language: str, client: Client
) -> None:
    """Our frame and words in three languages, nothing inline."""
    page = client.get(address, headers={"accept-language": language}).content.decode()
    assert f'<html lang="{language}">' in page
    assert page.count("<h1>") == 1
    assert 'class="head"' in page
    assert " style=" not in page
    assert page.count("<script") == page.count('<script src="/static/')


def test_somebody_signed_in_need_not_sign_in_again(make: Make, signed_in_as: As) -> None:
    """The page leads on."""
    assert signed_in_as(make()).get(LOGIN).headers["Location"] == "/account"
