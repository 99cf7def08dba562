"""Coming in by invitation: the link opens one account, once, for two weeks."""

import datetime as dt

import pytest
from django.core import mail
from django.test import Client

from biaozhun.cloud.accounts.actions.invitations import accept, invite
from biaozhun.cloud.accounts.actions.people import disable
from biaozhun.cloud.accounts.errors import InvitationError
from biaozhun.cloud.accounts.models import Invitation, Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.foundation.clock import now
from tests.cloud.accounts.conftest import PASSWORD, As, Make

pytestmark = pytest.mark.django_db
TWICE = {"password1": PASSWORD, "password2": PASSWORD}


def test_who_is_invited_sets_a_password_and_is_in(make: Make, client: Client) -> None:
    """The page names account and role; afterwards the link has done its work."""
    person = make("reader")
    place = f"/account/invitation/{invite(person, actor=None)}"
    page = client.get(place).content.decode()
    assert "reader@example.org" in page
    assert "读者" in page
    assert client.post(place, TWICE).headers["Location"] == "/account"
    assert "<h1>我的账户</h1>" in client.get("/account").content.decode()
    for answer in (client.get(place), client.post(place, TWICE)):
        assert answer.status_code == 410
        assert "<h1>邀请链接已失效</h1>" in answer.content.decode()
    kinds = list(Event.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == [
        "accounts.person_invited",
        "accounts.invitation_accepted",
        "accounts.signed_in",
    ]


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (TWICE | {"password2": "另一句好记的话 2027"}, "两次输入的密码不一样。"),
        ({"password1": "12345678901", "password2": "12345678901"}, "密码"),
        ({"password1": "", "password2": ""}, "这个字段是必填项。"),
        ({"password1": "reader@example", "password2": "reader@example"}, "相似"),
    ],
)
def test_a_password_that_will_not_do_is_said(
    told: dict[str, str], fault: str, make: Make, client: Client
) -> None:
    """The link holds on; what was typed is not shown."""
    place = f"/account/invitation/{invite(make('reader'), actor=None)}"
    answer = client.post(place, told)
    assert answer.status_code == 422
    assert fault in answer.content.decode()
    assert client.get(place).status_code == 200


@pytest.mark.parametrize("token", ["x", "a" * 300, "%00", "..%2F", "龘"])
def test_a_link_that_is_none_is_gone(token: str, client: Client) -> None:
    """Whatever stands in it."""
    assert client.get(f"/account/invitation/{token}").status_code in (404, 410)


def test_a_link_ends_with_time_with_the_next_and_with_the_account(make: Make) -> None:
    """Three ways in which it does not hold any more."""
    person = make("reader")
    first = invite(person, actor=None)
    second = invite(person, actor=None)
    Invitation.objects.update(expires=now() - dt.timedelta(seconds=1))
    late = second
    third = invite(person, actor=None)
    disable(person, actor=None)
    for token in (first, late, third):
        with pytest.raises(InvitationError):
            accept(token, PASSWORD)
    person.refresh_from_db()
    assert not person.has_usable_password()


def test_the_database_does_not_hold_the_link(make: Make) -> None:
    """Who reads the table cannot come in by it."""
    token = invite(make("reader"), actor=None)
    assert token not in str(Invitation.objects.values().get())


def test_a_link_opened_beside_another_account_signs_that_one_out(
    make: Make, administrator: Person, signed_in_as: As
) -> None:
    """The administrator tries the link in the own browser and is the new person afterwards."""
    browser = signed_in_as(administrator)
    browser.post(f"/account/invitation/{invite(make('reader'), actor=None)}", TWICE)
    assert (
        '<a class="person" href="/account">reader</a>' in browser.get("/account").content.decode()
    )


def test_the_link_is_mailed_where_mail_leaves_the_machine(
    administrator: Person,
    make: Make,
    signed_in_as: As,
    settings: object,
) -> None:
    """Not otherwise: the page says that it must be passed on."""
    person, browser = make("reader"), signed_in_as(administrator)
    browser.post(f"/desk/people/{person.pk}/invite")
    assert mail.outbox == []
    assert "须由您转交" in browser.get(f"/desk/people/{person.pk}").content.decode()
    settings.MAIL_IS_SENT = True  # type: ignore[attr-defined]  # the fixture of the settings
    browser.post(f"/desk/people/{person.pk}/invite")
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["reader@example.org"], "[标准云] 邀请您使用标准云")
    assert str(letter.body).count("http://testserver/account/invitation/") == 1
    page = browser.get(f"/desk/people/{person.pk}").content.decode()
    assert "同样的链接已寄到 reader@example.org。" in page


def test_nobody_is_invited_to_a_disabled_account(
    make: Make, administrator: Person, signed_in_as: As, settings: object
) -> None:
    """The page says what to do first; no link is made and no mail goes out; enabled, it works."""
    settings.MAIL_IS_SENT = True  # type: ignore[attr-defined]  # the fixture of the settings
    person, browser = make("reader"), signed_in_as(administrator)
    disable(person, actor=None)
    place = f"/desk/people/{person.pk}"
    answer = browser.post(f"{place}/invite", follow=True)
    assert answer.redirect_chain == [(place, 302)]
    page = answer.content.decode()
    assert "这个账户已停用，邀请链接打不开。请先恢复账户，再写出邀请链接。" in page
    assert "/account/invitation/" not in page
    assert (Invitation.objects.count(), mail.outbox) == (0, [])
    assert Event.objects.filter(kind="accounts.person_invited").count() == 0
    browser.post(f"{place}/enable")
    assert "/account/invitation/" in browser.post(f"{place}/invite", follow=True).content.decode()


def test_a_head_request_leaves_the_link_to_who_reads_the_page(
    make: Make, administrator: Person, signed_in_as: As
) -> None:
    """Asked by HEAD, then read twice: the link stands on the first page."""
    person, browser = make("reader"), signed_in_as(administrator)
    place = f"/desk/people/{person.pk}"
    browser.post(f"{place}/invite")
    assert browser.head(place).status_code == 200
    shown = ["/account/invitation/" in browser.get(place).content.decode() for _ in range(2)]
    assert shown == [True, False]
