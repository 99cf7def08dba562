"""A mail server that is down fails no page, and tells nobody who has an account."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from structlog.testing import capture_logs

from biaozhun.cloud.accounts.models import Invitation, Person
from biaozhun.cloud.accounts.sign_in import mails
from tests.cloud.accounts.conftest import PASSWORD, As, Make
from tests.web import free_port

pytestmark = pytest.mark.django_db
RESET = "/account/password/reset"


@pytest.fixture
def down(settings: Any) -> None:
    """A mail server at whose address nobody listens."""
    settings.MAIL_IS_SENT = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()


@pytest.fixture
def silent(settings: Any) -> Iterator[None]:
    """A mail server that takes the connection and says nothing, until the test is over."""
    settings.MAIL_IS_SENT = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        yield
    _wait()


def _wait() -> None:
    """Until what stands before is sent, or given up."""
    mails._beside.submit(threading.get_ident).result(30)


def _ask() -> list[tuple[int, str]]:
    answers = [
        Client().post(RESET, {"email": f"{name}@example.org"}) for name in ("reader", "nobody")
    ]
    return [(answer.status_code, answer.headers["Location"]) for answer in answers]


@pytest.mark.usefixtures("down")
def test_a_reset_looks_the_same_with_and_without_an_account(make: Make) -> None:
    """Both are told that a mail may come; the log says that it did not go, without the link."""
    make("reader", password=PASSWORD)
    with capture_logs() as told:
        assert _ask() == [(302, f"{RESET}/sent")] * 2
        _wait()
    assert [line["event"] for line in told] == ["mail_not_sent"]
    assert f"{RESET}/" not in str(told)


@pytest.mark.usefixtures("silent")
def test_nobody_waits_for_a_mail_server_that_says_nothing(make: Make) -> None:
    """The page is there while the mail still waits; so time does not tell who has an account."""
    make("reader", password=PASSWORD)
    assert _ask() == [(302, f"{RESET}/sent")] * 2
    waiting = mails._beside.submit(threading.get_ident)
    assert not waiting.done()


def test_a_reset_is_mailed_beside_the_page(make: Make, settings: Any) -> None:
    """Once, to the account."""
    settings.MAIL_IS_SENT = True
    make("reader", password=PASSWORD)
    assert _ask() == [(302, f"{RESET}/sent")] * 2
    _wait()
    assert [letter.to for letter in mail.outbox] == [["reader@example.org"]]


@pytest.mark.usefixtures("down")
def test_an_invitation_that_cannot_be_mailed_is_passed_on(
    administrator: Person, signed_in_as: As
) -> None:
    """The account and its link are made; the page shows the link and that no mail went out."""
    browser = signed_in_as(administrator)
    told = {"name": "甲", "email": "jia@example.org", "role": "reader", "organisation": ""}
    answer = browser.post("/desk/people/add", told, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[0][1] == 302
    assert "邮件没有寄出，邮件服务器没有收下。请把链接转交给本人。" in page
    assert "/account/invitation/" in page
    assert "已寄到" not in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert Invitation.objects.count() == 1
