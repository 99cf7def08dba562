"""An authority, two departments, their people, and what citizens file."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.demands.actions.demands import DemandStep, step_demand
from biaozhun.cloud.demands.actions.filing import Sender, file_demand, file_suggestion
from biaozhun.cloud.demands.guarding import SOONEST, new_form
from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.organisations.models import OrganisationPlace

NOW = dt.datetime(2026, 11, 23, 4, tzinfo=dt.UTC)
ELEVATOR = "老旧小区加装电梯的设计、施工和维护保养服务要求"
As = Callable[[Person | None], Client]
Filed = Callable[..., Demand]
Suggested = Callable[..., Suggestion]


@pytest.fixture(autouse=True)
def noon(db: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001  -- counts may lie in the database
    """A fixed instant for every page, and nothing counted before."""
    for view in ("filing", "filer", "demands", "desk", "turning"):
        monkeypatch.setattr(f"biaozhun.cloud.demands.views.{view}.now", lambda: NOW)
    for view in ("filer", "desk"):
        monkeypatch.setattr(f"biaozhun.cloud.demands.views.{view}.today", NOW.date)
    cache.clear()


def unit_of(name: str, *, level: str = "province", **told: Any) -> Organisation:
    """An organisation with its place; a department unless it is told otherwise."""
    made = Organisation.objects.create(name=name)
    OrganisationPlace.objects.create(
        organisation=made, level=level, **{"kind": "department"} | told
    )
    return made


@pytest.fixture
def authority(db: None) -> Organisation:  # noqa: ARG001  -- the database is what it writes to
    """The standardization authority of an invented province."""
    return unit_of("示范省市场监督管理局", is_authority=True, division="440000")


@pytest.fixture
def housing(authority: Organisation) -> Organisation:  # noqa: ARG001  -- it stands beside it
    """A sector department."""
    return unit_of("示范省住房和城乡建设厅")


@pytest.fixture
def civil(authority: Organisation) -> Organisation:  # noqa: ARG001  -- likewise
    """Another one."""
    return unit_of("示范省民政厅")


def person_of(name: str, unit: Organisation | None = None, role: Role = Role.READER) -> Person:
    """Somebody with an account."""
    return Person.objects.create_user(
        f"{name}@example.org", name=name, role=role, organisation=unit
    )


@pytest.fixture
def officer(authority: Organisation) -> Person:
    """Of the authority."""
    return person_of("officer", authority, Role.OPERATOR)


@pytest.fixture
def clerk(housing: Organisation) -> Person:
    """Of the department for housing."""
    return person_of("clerk", housing)


@pytest.fixture
def stranger(civil: Organisation) -> Person:
    """Of another department."""
    return person_of("stranger", civil)


@pytest.fixture
def citizen(db: None) -> Person:  # noqa: ARG001  -- likewise
    """With an account and no unit."""
    return person_of("citizen")


@pytest.fixture
def browser() -> As:
    """A browser, with somebody signed in or nobody."""

    def made(person: Person | None = None) -> Client:
        client = Client()
        if person:
            client.force_login(person)
        return client

    return made


DEMAND: dict[str, Any] = {
    "title": ELEVATOR,
    "text": "各家做法不一，去年三次停运",
    "concerned": "全省约 4 万个老旧小区",
    "field": "services",
    "ics": ["91.140.90"],
    "level": "local",
    "known": "GB/T 7588.1-2020",
    "standards": ["GB/T-7588.1-2020"],
    "division": "44",
}
SUGGESTION: dict[str, Any] = {
    "title": "老旧小区加装电梯技术规程",
    "necessity": "没有统一做法",
    "scope": "适用于本省老旧小区加装电梯",
    "field": "services",
}


@pytest.fixture
def demand(authority: Organisation) -> Filed:  # noqa: ARG001  -- it stands beside it
    """File a demand; without a person it comes without an account, with a way to reach somebody."""

    def made(person: Person | None = None, *, form: str = "", **told: Any) -> Demand:
        sender = Sender(
            person=person,
            form=form or f"form {Demand.objects.count()}",
            name="" if person else "李女士",
            contact="" if person else "13800000000",
        )
        return file_demand(DEMAND | told, sender=sender, at=NOW)

    return made


@pytest.fixture
def suggestion(authority: Organisation) -> Suggested:  # noqa: ARG001  -- likewise
    """File a suggestion."""

    def made(person: Person | None = None, **told: Any) -> Suggestion:
        form = f"form {Suggestion.objects.count()}"
        sender = Sender(person=person, form=form, name="" if person else "李女士")
        return file_suggestion(SUGGESTION | told, sender=sender, at=NOW)

    return made


def filled(**told: str) -> dict[str, str]:
    """The form of a demand as a browser sends it, as somebody fills it in."""
    return {
        "title": ELEVATOR,
        "text": "各家做法不一，去年三次停运",
        "level": "unsure",
        "form": new_form(NOW - 20 * SOONEST),
        **told,
    }


def filled_suggestion(**told: str) -> dict[str, str]:
    """The form of a suggestion."""
    return {
        "title": "老旧小区加装电梯技术规程",
        "necessity": "没有统一做法",
        "scope": "适用于本省老旧小区加装电梯",
        "form": new_form(NOW - 20 * SOONEST),
        "seen": "1",
        **told,
    }


@pytest.fixture
def assigned(demand: Filed, citizen: Person, officer: Person, housing: Organisation) -> Demand:
    """A demand of a citizen that the department for housing has in hand."""
    given = DemandStep(department=housing)
    return step_demand(demand(citizen), "assign", given, actor=officer, at=NOW)
