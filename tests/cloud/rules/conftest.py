"""Authorities, their officers, and what they state and sign."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.organisations.models import OrganisationPlace
from biaozhun.cloud.rules.models import RuleOverride, RuleSignature

TODAY = dt.date(2026, 11, 23)
NOON = dt.datetime(2026, 7, 2, 4, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> dt.date:
    """A fixed day for the pages, whatever day the tests run on."""
    for module in ("public", "desk", "days"):
        monkeypatch.setattr(f"biaozhun.cloud.rules.views.{module}.today", lambda: TODAY)
    return TODAY


@pytest.fixture
def placed(db: None) -> Callable[[str, str, str], Organisation]:  # noqa: ARG001  -- it writes
    """An authority somewhere."""

    def place(name: str, level: str, division: str) -> Organisation:
        organisation = Organisation.objects.create(name=name)
        OrganisationPlace.objects.create(
            organisation=organisation, level=level, division=division, is_authority=True
        )
        return organisation

    return place


@pytest.fixture
def province(placed: Callable[[str, str, str], Organisation]) -> Organisation:
    """The authority of a province."""
    return placed("示范省市场监督管理局", "province", "990000")


@pytest.fixture
def city(placed: Callable[[str, str, str], Organisation]) -> Organisation:
    """The authority of one of its cities."""
    return placed("示范市市场监督管理局", "city", "990100")


@pytest.fixture
def officer(province: Organisation) -> Person:
    """An officer of the province."""
    return Person.objects.create_user(
        "wang@example.org", name="王敏", role=Role.OPERATOR, organisation=province
    )


@pytest.fixture
def desk(officer: Person) -> Client:
    """The officer's browser."""
    client = Client()
    client.force_login(officer)
    return client


State = Callable[..., RuleOverride]
Sign = Callable[..., RuleSignature]


@pytest.fixture
def state() -> State:
    """What an authority states of its own."""

    def written(authority: Organisation, rule: str, value: str, **told: object) -> RuleOverride:
        given = {"basis": "示范省地方标准管理办法", "since": dt.date(2026, 1, 1), "entered": NOON}
        return RuleOverride.objects.create(
            authority=authority, rule=rule, value=value, **{**given, **told}
        )

    return written


@pytest.fixture
def sign() -> Sign:
    """An officer of an authority compares a rule."""

    def written(
        authority: Organisation, rule: str, level: str, value: str, **told: object
    ) -> RuleSignature:
        given = {"text": "不少于三十日", "day": dt.date(2026, 7, 2), "made": NOON}
        return RuleSignature.objects.create(
            authority=authority,
            rule=rule,
            level=level,
            value=value,
            officer_name="王敏",
            **{**given, **told},
        )

    return written
