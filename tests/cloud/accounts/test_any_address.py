"""No address of these pages can be written so that the platform fails."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biaozhun.cloud.accounts.models import Person, Role

NAMES = st.sampled_from(
    ["q", "role", "state", "organisation", "page", "kind", "actor", "subject", "since", "until"]
)
VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["\x00", "9" * 40, "-1", "٣", "²", "2026-11-22", "0001-01-01", "9999-12-31"]),
)
LISTS = st.sampled_from(["/desk/people", "/desk/organisations", "/desk/events"])
FORMS = st.sampled_from(
    ["/desk/people/add", "/desk/organisations/add", "/account/keys", "/account/signup"]
)
FIELDS = st.sampled_from(
    ["name", "email", "role", "organisation", "leads", "credit_code", "parent"]
)
ANY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def browser(db: None) -> Client:  # noqa: ARG001  -- the database is what it writes to
    """One in which an administrator is signed in."""
    client = Client()
    client.force_login(
        Person.objects.create_user("a@example.org", name="甲", role=Role.ADMINISTRATOR)
    )
    return client


@ANY
@given(place=LISTS, query=st.dictionaries(NAMES, VALUES, max_size=4))
def test_every_query_is_answered(browser: Client, place: str, query: dict[str, str]) -> None:
    """A list, whatever is asked of it."""
    query = {name: value.encode("utf-8", "ignore").decode() for name, value in query.items()}
    assert browser.get(place, query).status_code == 200


@ANY
@given(place=FORMS, told=st.dictionaries(FIELDS, VALUES, max_size=5))
def test_every_form_is_answered(browser: Client, place: str, told: dict[str, str]) -> None:
    """Taken, given back with what is wrong, or not there."""
    told = {name: value.encode("utf-8", "ignore").decode() for name, value in told.items()}
    assert browser.post(place, told).status_code in (302, 404, 422)


@ANY
@given(login=VALUES, password=VALUES)
def test_every_sign_in_is_answered(db: None, login: str, password: str) -> None:  # noqa: ARG001  -- the database is what it writes to
    """Refused, never failed; the ninth from one device may have to wait."""
    login, password = (text.encode("utf-8", "ignore").decode() for text in (login, password))
    answer = Client().post("/account/login", {"login": login, "password": password})
    assert answer.status_code in (200, 429)
