"""The second factor: turned on, asked for, and a recovery code where the phone is lost."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.actions.invitations import invite
from biaozhun.cloud.accounts.actions.people import disable
from biaozhun.cloud.accounts.actions.second_factors import SECRETS, seal_anew
from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.sign_in.sealing import MARK, SealError, seal, unseal
from biaozhun.cloud.audit.models import Event
from tests.cloud.accounts.conftest import PASSWORD, Make

pytestmark = pytest.mark.django_db
PLACE = "/account/second-factor"


def _code(secret: str) -> str:
    """What an authenticator shows now (RFC 6238)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def _sign_in(client: Client, password: str = PASSWORD) -> str:
    answer = client.post(
        "/account/login", {"login": "reader@example.org", "password": password, "next": "/desk"}
    )
    return answer.headers["Location"]


def _turn_on(client: Client) -> tuple[str, list[str]]:
    """The secret of the second factor and its recovery codes."""
    asked = client.get(f"{PLACE}/on")
    assert asked.headers["Location"].startswith("/account/reauthenticate?next=")
    page = client.post(asked.headers["Location"], {"password": PASSWORD}, follow=True)
    text = page.content.decode()
    assert 'src="data:image/svg+xml;base64,' in text
    [secret] = re.findall(r"<code>([A-Z2-7]+)</code>", text)
    done = client.post(f"{PLACE}/on", {"code": _code(secret)})
    assert done.headers["Location"] == f"{PLACE}/codes"
    codes = re.findall(r"<li><code>(\d+)</code>", client.get(f"{PLACE}/codes").content.decode())
    assert len(codes) == 10
    return secret, codes


@pytest.fixture
def guarded(make: Make) -> tuple[str, list[str]]:
    """A person whose account has a second factor."""
    make("reader", password=PASSWORD)
    client = Client()
    _sign_in(client)
    return _turn_on(client)


@pytest.mark.django_db(transaction=True)  # the journal is written after the commit
def test_the_password_alone_is_not_enough_any_more(
    guarded: tuple[str, list[str]], client: Client
) -> None:
    """The digits are asked for before the account opens; then one is where one wanted to go."""
    assert _sign_in(client) == f"{PLACE}/authenticate"
    assert client.get("/account").status_code == 302
    wrong = client.post(f"{PLACE}/authenticate", {"code": "000000"})
    assert "验证码不对" in wrong.content.decode()
    assert client.get("/account").status_code == 302
    done = client.post(f"{PLACE}/authenticate", {"code": guarded[1][0]})
    assert (done.status_code, done.headers["Location"]) == (302, "/desk")
    assert "已启用" in client.get("/account").content.decode()
    kinds = list(Event.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == [
        "accounts.signed_in",
        "accounts.second_factor_on",
        "accounts.second_factor_failed",
        "accounts.signed_in",
    ]


def test_a_recovery_code_works_once(guarded: tuple[str, list[str]]) -> None:
    """The second time it is as wrong as any other."""
    for expected in (302, 200):
        client = Client()
        _sign_in(client)
        answer = client.post(f"{PLACE}/authenticate", {"code": guarded[1][0]})
        assert answer.status_code == expected


def test_guessing_digits_is_stopped(guarded: tuple[str, list[str]], client: Client) -> None:
    """After five wrong ones the right one is refused too."""
    _sign_in(client)
    for _ in range(5):
        client.post(f"{PLACE}/authenticate", {"code": "000000"})
    answer = client.post(f"{PLACE}/authenticate", {"code": guarded[1][1]})
    assert "试得太多了，请过几分钟再试。" in answer.content.decode()
    assert client.get("/account").status_code == 302


def test_the_codes_are_renewed_downloaded_and_gone_with_the_factor(
    guarded: tuple[str, list[str]], client: Client
) -> None:
    """New ones replace the old; turned off, the password is enough again."""
    _sign_in(client)
    client.post(f"{PLACE}/authenticate", {"code": guarded[1][0]})
    again = client.get(f"{PLACE}/codes/new").headers["Location"]
    client.post(again, {"password": PASSWORD})
    assert client.post(f"{PLACE}/codes/new").headers["Location"] == f"{PLACE}/codes"
    text = client.get(f"{PLACE}/codes/download")
    assert text.headers["Content-Type"] == "text/plain"
    assert len(text.content.split()) == 10
    assert set(text.content.decode().split()).isdisjoint(guarded[1])
    for address in (PLACE, f"{PLACE}/off", f"{PLACE}/codes/new", f"{PLACE}/codes"):
        page = client.get(address).content.decode()
        assert (page.count("<h1>"), " style=" in page) == (1, False)
    assert client.post(f"{PLACE}/off").headers["Location"] == PLACE
    assert "没有启用" in client.get("/account").content.decode()
    browser = Client()
    assert _sign_in(browser) == "/desk"


def _kept() -> dict[str, str]:
    """What the database keeps of the secrets, by what it is of."""
    factors = Authenticator.objects.order_by("type").values_list("type", "data")
    return {kind: data.get("secret") or data["seed"] for kind, data in factors}


def _let_in(code: str) -> bool:
    client = Client()
    _sign_in(client)
    return client.post(f"{PLACE}/authenticate", {"code": code}).status_code == 302


def test_the_database_holds_no_secret_that_can_be_read(guarded: tuple[str, list[str]]) -> None:
    """Neither the key of the authenticator app nor what the recovery codes are made of."""
    kept = _kept()
    assert set(kept) == {"totp", "recovery_codes"}
    assert unseal(kept["totp"]) == guarded[0]
    assert all(text.startswith(MARK) for text in kept.values())
    assert guarded[0] not in str(list(Authenticator.objects.values()))


@pytest.mark.parametrize("started", [False, True])
def test_what_was_written_before_there_were_seals_goes_on_working(
    guarded: tuple[str, list[str]],
    started: bool,  # noqa: FBT001  -- whether a start came between
) -> None:
    """Codes fit before the first start and after it, which seals them."""
    for factor in Authenticator.objects.all():
        plain = {name: unseal(kept) for name, kept in factor.data.items() if name in SECRETS}
        factor.data = factor.data | plain
        factor.save()
    assert _kept()["totp"] == guarded[0]
    if started:
        call_command("migrate", verbosity=0, interactive=False)
    assert [text.startswith(MARK) for text in _kept().values()] == [started] * 2
    assert [_let_in(guarded[1][0]), _let_in(guarded[1][0]), _let_in(_code(guarded[0]))] == [
        True,
        False,
        True,
    ]


def test_a_new_key_opens_by_its_fallback_and_alone_after_a_start(
    guarded: tuple[str, list[str]], settings: Any
) -> None:
    """The old key is needed once; without it no code fits, and the page still answers."""
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another key of the installation"
    assert not _let_in(guarded[1][0])
    assert not _let_in(_code(guarded[0]))
    seal_anew()  # what no key opens is left as it is
    settings.SECRET_KEY_FALLBACKS = [old]
    assert _let_in(guarded[1][1])
    seal_anew()
    settings.SECRET_KEY_FALLBACKS = []
    assert _let_in(guarded[1][2])
    assert _let_in(_code(guarded[0]))


def test_what_is_sealed_is_never_the_same_twice_and_opens_under_no_other_key(
    settings: Any,
) -> None:
    """Two seals of one secret differ; a changed one is no secret."""
    first, second = seal("JBSWY3DPEHPK3PXP"), seal("JBSWY3DPEHPK3PXP")
    assert first != second
    assert unseal(first) == unseal(second) == "JBSWY3DPEHPK3PXP"
    with pytest.raises(SealError):
        unseal(first[:-4] + "AAA=")
    settings.SECRET_KEY = "another key of the installation"  # noqa: S105  -- of no installation
    with pytest.raises(SealError):
        unseal(first)


def test_a_start_with_nothing_to_seal_writes_nothing(
    guarded: tuple[str, list[str]],  # noqa: ARG001  -- its factors are in the database
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """One question for all of them."""
    with django_assert_num_queries(1):
        seal_anew()


def test_digits_that_were_used_open_nothing_again(guarded: tuple[str, list[str]]) -> None:
    """Who looks over a shoulder has half a minute less than nothing."""
    code = _code(guarded[0])
    assert [_let_in(code), _let_in(code)] == [True, False]


def test_an_invitation_does_not_go_past_the_second_factor(
    guarded: tuple[str, list[str]],
) -> None:
    """Who opens the link of another sets a password, and is asked for the digits all the same."""
    person = Person.objects.get()
    told = {"password1": "另一句好记的话 2027", "password2": "另一句好记的话 2027"}
    client = Client()
    answer = client.post(f"/account/invitation/{invite(person, actor=None)}", told)
    assert answer.headers["Location"] == f"{PLACE}/authenticate"
    assert client.get("/account").status_code == 302
    client.post(f"{PLACE}/authenticate", {"code": guarded[1][0]})
    assert client.get("/account").status_code == 200


def test_who_is_disabled_between_password_and_digits_stays_out(
    guarded: tuple[str, list[str]], client: Client
) -> None:
    """The page says so, and the journal tells of no sign-in."""
    _sign_in(client)
    disable(Person.objects.get(), actor=None)
    before = Event.objects.filter(kind="accounts.signed_in").count()
    answer = client.post(f"{PLACE}/authenticate", {"code": guarded[1][0]})
    assert answer.headers["Location"] == "/account/inactive"
    assert client.get("/account").status_code == 302
    assert Event.objects.filter(kind="accounts.signed_in").count() == before


def test_guesses_are_counted_over_all_sessions_of_an_account(
    guarded: tuple[str, list[str]],
) -> None:
    """A new browser for every guess is held off like one browser."""
    for _ in range(5):
        _let_in("000000")
    assert not _let_in(guarded[1][0])


def test_pages_with_secrets_are_kept_by_no_browser(
    guarded: tuple[str, list[str]], client: Client
) -> None:
    """Neither the codes nor the key of the app come back from a cache."""
    _sign_in(client)
    client.post(f"{PLACE}/authenticate", {"code": guarded[1][0]})
    again = client.get(f"{PLACE}/codes").headers["Location"]
    client.post(again, {"password": PASSWORD})
    answers = [client.get(f"{PLACE}/codes"), client.get(f"{PLACE}/codes/download")]
    client.post(f"{PLACE}/off")
    answers.append(client.get(f"{PLACE}/on"))
    assert [answer.status_code for answer in answers] == [200] * 3
    assert all("no-store" in answer.headers["Cache-Control"] for answer in answers)
