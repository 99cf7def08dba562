"""Signing in: by address and password, to where one wanted to go, and locked after five tries."""

import pytest
from django.test import Client

from tests.cloud.accounts.conftest import PASSWORD, Make

pytestmark = pytest.mark.django_db
LOGIN = "/account/login"


def _try(client: Client, name: str, password: str, **more: str) -> int:
    return client.post(LOGIN, {"login": name, "password": password, **more}).status_code


def test_a_person_signs_in_by_address_and_sees_the_own_account(make: Make, client: Client) -> None:
    """Any capitals in the address; the frame then shows the name instead of the invitation."""
    make("reader", password=PASSWORD)
    answer = client.post(LOGIN, {"login": "Reader@Example.org", "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account")
    page = client.get("/account").content.decode()
    assert "<h1>我的账户</h1>" in page
    assert '<a class="person" href="/account">reader</a>' in page
