"""A plan in force, its units, and the people who work on it."""

import datetime as dt
from collections.abc import Callable

import msgspec
import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.plans.models import Plan, Task
from tests.factories.plans import person_at, plan_of, task_of, unit_of

DAY = dt.date(2026, 11, 22)
NOON = dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC)
LAST = dt.date(2026, 12, 31)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fixed day for every page of the work."""
    for module in ("views.inbox", "views.board", "views.letters", "views.task", "views.steps"):
        monkeypatch.setattr(f"biaozhun.cloud.plans.{module}.today", lambda: DAY)
    monkeypatch.setattr("biaozhun.cloud.plans.views.steps.now", lambda: NOON)
    monkeypatch.setattr("biaozhun.cloud.plans.panels.today", lambda: DAY)


class Cast(msgspec.Struct, frozen=True, kw_only=True):
    """Who there is.

    Attributes:
        office: a person of the supervising authority.
        lead: somebody of the unit that leads, which has a section below it.
        section: somebody of that section.
        helper: somebody of a unit that helps, other_helper of another.
        city: somebody of a unit above the helper's.
        stranger: somebody of a unit that has nothing to do with the task.
        nobody: somebody of no unit.
    """

    office: Person
    lead: Person
    section: Person
    helper: Person
    other_helper: Person
    city: Person
    stranger: Person
    nobody: Person

    def unit(self, name: str) -> Organisation:
        """The unit somebody works at."""
        unit: Organisation | None = getattr(self, name).organisation
        assert unit is not None
        return unit


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001  -- the database is what it writes to
    """Everybody."""
    bureau = unit_of("市市场监督管理局")
    section = unit_of("标准化处", bureau)
    city = unit_of("市人民政府")
    district = unit_of("南山区人民政府", city)
    return Cast(
        office=person_at(None, "office", Role.OPERATOR),
        lead=person_at(bureau, "lead"),
        section=person_at(section, "section"),
        helper=person_at(district, "helper"),
        other_helper=person_at(unit_of("市财政局"), "other_helper"),
        city=person_at(city, "city"),
        stranger=person_at(unit_of("市气象局"), "stranger"),
        nobody=person_at(None, "nobody"),
    )


@pytest.fixture
def plan(db: None) -> Plan:  # noqa: ARG001  -- likewise
    """A plan in force."""
    return plan_of()


@pytest.fixture
def task(plan: Plan, cast: Cast) -> Task:
    """A task with a lead and two helpers, due at the end of the year."""
    return task_of(
        plan,
        "制定地方标准管理办法",
        leads=[cast.unit("lead")],
        helpers=[cast.unit("helper"), cast.unit("other_helper")],
        deadline=LAST,
        path=["二、主要任务", "（一）完善制度"],
        text="修订办法，明确立项、审查和复审的程序。",
    )


As = Callable[[str], Client]


@pytest.fixture
def seen_by(cast: Cast) -> As:
    """A browser of one of them; ``anybody`` is not signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        if name != "anybody":
            client.force_login(getattr(cast, name))
        return client

    return signed_in
