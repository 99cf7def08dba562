"""How often the interface may be called, and what a key changes."""

import time
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from biaozhun.cloud.accounts.actions.keys import make_key, revoke_key
from biaozhun.cloud.accounts.models import ApiKey, Person

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/numbers?text=GB%201-2020"


@pytest.fixture(autouse=True)
def one_minute(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """All calls of a test fall into the same minute, twenty seconds before its end."""
    monkeypatch.setattr(time, "time", lambda: 1_800_000_040.0)
    cache.clear()
    with override_settings(API_RATE=2, API_RATE_WITH_KEY=3):
        yield
    cache.clear()


@pytest.fixture
def key() -> str:
    """The key of a person."""
    return make_key(Person.objects.create_user("a@example.org", name="甲"), "脚本")


def test_the_third_call_is_refused_and_told_when_to_come_back(client: Client) -> None:
    """Every answer says how it stands; a refusal is a problem with the seconds to wait."""
    left = [client.get(ADDRESS).headers["RateLimit-Remaining"] for _ in range(2)]
    assert left == ["1", "0"]
    refused = client.get(ADDRESS)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
    assert (refused.headers["Retry-After"], refused.headers["RateLimit-Limit"]) == ("21", "2")


def test_pages_and_other_callers_are_not_counted(client: Client) -> None:
    """Only calls of the interface count, each address by itself."""
    for _ in range(3):
        assert client.get("/coverage").status_code == 200
    statuses = [client.get(ADDRESS, REMOTE_ADDR="192.0.2.1").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert client.get(ADDRESS, REMOTE_ADDR="192.0.2.2").status_code == 200


def test_addresses_of_one_ipv6_network_are_one_caller(client: Client) -> None:
    """Who holds a network of 2^64 addresses cannot call from each of them."""
    callers = ("2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::1")
    statuses = [client.get(ADDRESS, REMOTE_ADDR=caller).status_code for caller in callers]
    assert statuses == [200, 200, 429, 200]


def test_a_key_allows_more_and_is_counted_by_itself(client: Client, key: str) -> None:
    """With it three calls go through, whatever the address has used up, and its day is noted."""
    for _ in range(3):
        client.get(ADDRESS)
    shown = {"authorization": f"Bearer {key}"}
    statuses = [client.get(ADDRESS, headers=shown).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    assert ApiKey.objects.get().used is not None


@pytest.mark.parametrize("scheme", ["bearer", "BEARER"])
def test_a_key_holds_however_its_scheme_is_written(client: Client, key: str, scheme: str) -> None:
    """The word before it is the same in capitals and without."""
    answer = client.get(ADDRESS, headers={"authorization": f"{scheme} {key}"})
    assert (answer.status_code, answer.headers["RateLimit-Limit"]) == (200, "3")


@pytest.mark.parametrize("given", ["Bearer nothing", "Bearer ", "bearer nothing"])
def test_a_key_that_is_none_is_refused(client: Client, given: str) -> None:
    """Who shows a key means it to hold; it is not passed over."""
    answer = client.get(ADDRESS, headers={"authorization": given})
    assert (answer.status_code, answer.json()["code"]) == (401, "key_invalid")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_the_header_of_a_proxy_is_no_key(client: Client) -> None:
    """What a proxy asks of its users and passes on is counted as a call without a key."""
    answer = client.get(ADDRESS, headers={"authorization": "Basic YTpi"})
    assert (answer.status_code, answer.headers["RateLimit-Limit"]) == (200, "2")


def test_a_key_taken_back_is_refused(client: Client, key: str) -> None:
    """From then on, at once."""
    held = ApiKey.objects.get()
    revoke_key(held, actor=held.person)
    answer = client.get(ADDRESS, headers={"authorization": f"Bearer {key}"})
    assert answer.status_code == 401


@override_settings(API_RATE=0)
def test_an_installation_may_set_no_limit(client: Client) -> None:
    """With 0 nothing is counted and nothing said of it."""
    answers = [client.get(ADDRESS) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {200}
    assert "RateLimit-Limit" not in answers[0].headers


def test_the_page_that_explains_the_limit_is_read_by_who_reached_it(client: Client) -> None:
    """The documentation costs no call."""
    statuses = [client.get(ADDRESS).status_code for _ in range(3)]
    assert (statuses, client.get("/api/v1/docs").status_code) == ([200, 200, 429], 200)
