"""What somebody tries who wants in, or wants more: each leads nowhere and fails nothing."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from biaozhun.cloud.accounts.actions.invitations import invite
from biaozhun.cloud.accounts.actions.keys import make_key
from biaozhun.cloud.accounts.actions.people import change_role, disable
from biaozhun.cloud.accounts.models import Organisation, Person, Role
from tests.cloud.accounts.conftest import PASSWORD, As, Make

pytestmark = pytest.mark.django_db
LOGIN = "/account/login"
NEW = "另一句好记的话 2027"
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    "https:evil.example",
    "https:///evil.example",
    "http://testserver@evil.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "/\r\nSet-Cookie: a=b",
    "\x00//evil.example",
    "//evil.example\x00",
]
LONG = "长" * 100_000
ODD = ["\x00", "a\x00b", "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
       LONG, "9" * 400, "٣" * 6, "-1", "' OR 1=1 --"]  # fmt: skip


def _signed_in(make: Make, **more: Any) -> tuple[Person, Client]:
    person, client = make("reader", password=PASSWORD, **more), Client()
    client.post(LOGIN, {"login": "reader@example.org", "password": PASSWORD})
    return person, client


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_nobody_is_led_elsewhere(wanted: str, make: Make) -> None:
    """By no page that leads on: sign-in, being asked again, signing out, and coming signed in."""
    _, client = _signed_in(make)
    told = {"login": "reader@example.org", "password": PASSWORD, "next": wanted}
    answers = [
        Client().post(LOGIN, told),
        client.get(LOGIN, {"next": wanted}),
        client.post("/account/reauthenticate", {"password": PASSWORD, "next": wanted}),
        client.post("/account/logout", {"next": wanted}),
        client.get(LOGIN, {"next": wanted}),
    ]
    for answer in answers:
        place = answer.headers.get("Location", "/")
        assert answer.status_code in (200, 302)
        assert re.fullmatch(r"/(account)?|/[A-Za-z%].*", place), place
        assert "Set-Cookie: a" not in str(answer.headers.get("Location"))


FORMS = [
    (LOGIN, ("login", "password", "next")),
    ("/account/password/reset", ("email",)),
    ("/account/password/reset/1-x-y", ("password1", "password2")),
    ("/account/second-factor/authenticate", ("code",)),
    ("/account/signup", ("name", "email", "password1", "password2")),
]
OWN_FORMS = [
    ("/account/password", ("oldpassword", "password1", "password2")),
    ("/account/reauthenticate", ("password", "next")),
    ("/account/second-factor/reauthenticate", ("code",)),
    ("/account/second-factor/on", ("code",)),
    ("/account/second-factor/off", ("x",)),
    ("/account/second-factor/codes/new", ("x",)),
    ("/account/keys", ("name",)),
    ("/desk/people/add", ("name", "email", "role", "organisation", "leads")),
    ("/desk/organisations/add", ("name", "credit_code", "parent")),
]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize(("address", "fields"), FORMS)
def test_no_form_before_signing_in_fails(
    address: str, fields: tuple[str, ...], odd: str, settings: Any
) -> None:
    """NUL, a hundred thousand signs, digits of other scripts: refused like any wrong word."""
    settings.SIGN_UP = True
    answer = Client().post(address, dict.fromkeys(fields, odd))
    assert answer.status_code in (200, 302, 404, 429)


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_no_form_behind_it_fails(odd: str, administrator: Person, signed_in_as: As) -> None:
    """The same in everything that somebody signed in may send."""
    browser = signed_in_as(administrator)
    for address, fields in OWN_FORMS:
        answer = browser.post(address, dict.fromkeys(fields, odd))
        assert answer.status_code in (200, 302, 403, 404, 422), address
    token = invite(administrator, actor=None)
    told = {"password1": odd, "password2": odd}
    assert Client().post(f"/account/invitation/{token}", told).status_code in (302, 422)


@pytest.mark.parametrize("serial", ["0", "9" * 19, "9" * 40, "99999999999999999999"])
def test_no_number_of_a_row_fails(serial: str, administrator: Person, signed_in_as: As) -> None:
    """One that is in no table is not found, however long it is."""
    browser = signed_in_as(administrator)
    for place in (f"/desk/people/{serial}", f"/desk/organisations/{serial}"):
        assert browser.get(place).status_code == 404
    for place in ("disable", "enable", "invite"):
        assert browser.post(f"/desk/people/{serial}/{place}").status_code == 404
    assert browser.post(f"/account/keys/{serial}/revoke").status_code == 404
    assert Client().get(f"/account/password/reset/{'z' * 60}-x-y").status_code == 200


def test_who_signs_in_gets_a_session_of_their_own(make: Make) -> None:
    """A session that somebody planted before is not the one that is signed in."""
    make("reader", password=PASSWORD)
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    client.post(LOGIN, {"login": "reader@example.org", "password": PASSWORD})
    assert client.cookies["sessionid"].value not in ("", planted)
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get("/account").status_code == 302


def test_a_new_password_ends_the_sessions_of_the_old(make: Make) -> None:
    """By an invitation and by a reset: who had taken the account over is out."""
    person, taken = _signed_in(make)
    place = f"/account/invitation/{invite(person, actor=None)}"
    assert Client().post(place, {"password1": NEW, "password2": NEW}).status_code == 302
    assert taken.get("/account").status_code == 302
    taken.post(LOGIN, {"login": "reader@example.org", "password": NEW})
    assert taken.get("/account").status_code == 200
    Client().post("/account/password/reset", {"email": "reader@example.org"})
    [link] = re.findall(r"http://testserver(\S+)", str(mail.outbox[-1].body))
    owner = Client()
    form = owner.get(link).headers["Location"]
    owner.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert taken.get("/account").status_code == 302


def test_a_role_that_was_lowered_opens_nothing_the_next_moment(make: Make) -> None:
    """The session goes on, and with it only what is left."""
    person, client = _signed_in(make, role=Role.ADMINISTRATOR)
    make("other", Role.ADMINISTRATOR)
    assert client.get("/desk/people").status_code == 200
    change_role(person, Role.READER, actor=None)
    assert client.get("/desk/people").status_code == 403
    told = {"name": "x", "email": "x@example.org", "role": "reader"}
    assert client.post("/desk/people/add", told).status_code == 403
    assert client.get("/account").status_code == 200


def test_who_is_disabled_is_out_with_session_key_and_link(make: Make, settings: Any) -> None:
    """All three at the same moment; a reset is not even mailed."""
    settings.API_RATE_WITH_KEY = 10
    person, client = _signed_in(make)
    key, link = make_key(person, "a"), invite(person, actor=None)
    shown = {"authorization": f"Bearer {key}"}
    call = "/api/v1/numbers?text=GB%201-2020"
    assert client.get(call, headers=shown).status_code == 200
    disable(person, actor=None)
    assert client.get("/account").status_code == 302
    answer = client.get(call, headers=shown)
    assert (answer.status_code, key in answer.content.decode()) == (401, False)
    assert Client().get(f"/account/invitation/{link}").status_code == 410
    Client().post("/account/password/reset", {"email": person.email})
    assert mail.outbox == []


def test_every_form_wants_the_token_of_this_site(make: Make) -> None:
    """Another site cannot send one in somebody's name, sign-in and sign-out among them."""
    _signed_in(make, role=Role.ADMINISTRATOR)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(Person.objects.get())
    places = [address for address, _ in FORMS + OWN_FORMS] + [
        "/account/logout",
        "/account/second-factor/authenticate",
        f"/account/invitation/{invite(Person.objects.get(), actor=None)}",
        "/desk/people/1/disable",
        "/desk/people/1/invite",
        "/account/keys/1/revoke",
    ]
    assert {browser.post(place).status_code for place in places} == {403}


def test_a_link_names_no_host_that_is_not_ours(make: Make) -> None:
    """A mail never leads where the sender of a forged request would have it lead."""
    make("reader", password=PASSWORD)
    for forged in ({"host": "evil.example"}, {"x-forwarded-host": "evil.example"}):
        Client().post("/account/password/reset", {"email": "reader@example.org"}, headers=forged)
    assert len(mail.outbox) == 1  # of the header that nobody reads
    assert "evil.example" not in str(mail.outbox[0].body)


@pytest.mark.parametrize(
    "email", ["reader@example.org\r\nBcc: x@evil.example", "reader@example.org,x@evil.example"]
)
def test_no_mail_goes_where_a_field_would_have_it_go(email: str, make: Make) -> None:
    """An address with a line of its own, or with a second one, is none."""
    make("reader", password=PASSWORD)
    Client().post("/account/password/reset", {"email": email})
    assert mail.outbox == []


def test_a_name_of_many_lines_stays_in_the_letter(
    administrator: Person, signed_in_as: As, settings: Any
) -> None:
    """It adds no header and no receiver to the invitation."""
    settings.MAIL_IS_SENT = True
    told = {"name": "甲\r\nBcc: x@evil.example", "email": "jia@example.org", "role": "reader"}
    signed_in_as(administrator).post("/desk/people/add", told | {"organisation": ""})
    [letter] = mail.outbox
    assert letter.recipients() == ["jia@example.org"]
    assert letter.message()["Bcc"] is None


def test_who_leads_an_organisation_gives_nobody_more_than_they_have(
    make: Make, signed_in_as: As
) -> None:
    """Not by the role, not by another organisation, not by an administrator who works in it."""
    own, other = (Organisation.objects.create(name=name) for name in ("甲", "乙"))
    leader = make("leader", Role.CATALOGUER, organisation=own, leads=True)
    keeper = make("keeper", Role.ADMINISTRATOR, organisation=own)
    stranger = make("stranger", organisation=other)
    browser = signed_in_as(leader)
    told = {"name": "x", "email": "x@example.org", "organisation": other.pk, "leads": "on"}
    for role in ("operator", "administrator"):
        assert browser.post("/desk/people/add", told | {"role": role}).status_code == 422
    assert browser.post("/desk/people/add", told | {"role": "reader"}).status_code == 302
    made = Person.objects.get(email="x@example.org")
    assert (made.organisation, made.leads_organisation) == (own, False)
    own_page = f"/desk/people/{leader.pk}"
    assert browser.post(own_page, {"name": "x", "role": "operator"}).status_code == 422
    for doing in ("disable", "enable", "invite"):
        assert browser.post(f"/desk/people/{keeper.pk}/{doing}").status_code == 403
        assert browser.post(f"/desk/people/{stranger.pk}/{doing}").status_code == 404
    browser.post(f"/desk/people/{keeper.pk}", {"name": "x", "role": "reader"})
    keeper.refresh_from_db()
    assert (keeper.role, keeper.is_active, keeper.name) == ("administrator", True, "keeper")
