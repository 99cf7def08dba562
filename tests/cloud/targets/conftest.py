"""A plan with targets of every kind, people of both sides, and records that are counted."""

import datetime as dt

import pytest

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.plans.models import Plan, Target
from tests.factories.catalogue import edition_of

TODAY = dt.date(2019, 7, 1)
NOW = dt.datetime(2019, 7, 1, 4, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def on_this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages believe it is a fixed day."""
    for module in ("views.public", "views.reporting"):
        monkeypatch.setattr(f"biaozhun.cloud.targets.{module}.today", lambda: TODAY)


def plan_of(title: str = "青岛市“标准化+”发展规划", **told: object) -> Plan:
    """A plan in force for 2016 to 2020, issued by Qingdao."""
    facts = {
        "issuer": "青岛市人民政府",
        "since": dt.date(2016, 1, 1),
        "until": dt.date(2020, 12, 31),
        "state": "in_force",
        "text": title,
        **told,
    }
    return Plan.objects.create(title=title, state_since=NOW, added=NOW, **facts)


def target_of(plan: Plan, indicator: str, value: str, unit: str = "项", **told: object) -> Target:
    """At least so many until 2020."""
    facts = {"rank": plan.targets.count(), "operator": ">=", "year": 2020, **told}
    return Target.objects.create(
        plan=plan, indicator=indicator, value=value, unit=unit, text=f"{indicator}{value}", **facts
    )


@pytest.fixture
def plan(db: None) -> Plan:  # noqa: ARG001  -- the database is what it writes to
    """A plan that everybody may read."""
    return plan_of()


@pytest.fixture
def standards(db: None) -> None:  # noqa: ARG001  -- likewise
    """Ten local standards of Qingdao a year from 2016 to 2018, one of another city."""
    for serial in range(30):
        year = 2016 + serial // 10
        day = dt.date(year, 3, serial % 10 + 1)
        edition_of(f"DB3702/T {serial + 1}-{year}", title_zh="甲", published=day, in_force=day)
    edition_of("DB3701/T 1-2017", published="2017-01-01", in_force="2017-02-01")


@pytest.fixture
def people(db: None) -> dict[str, Person]:  # noqa: ARG001  -- likewise
    """An officer, somebody of the unit that reports, of another one, and of none."""
    own, other = (Organisation.objects.create(name=name) for name in ("市科技局", "市教育局"))
    make = Person.objects.create_user
    return {
        "officer": make("o@example.org", name="督查", role=Role.OPERATOR),
        "unit": make("u@example.org", name="甲", organisation=own),
        "other": make("x@example.org", name="乙", organisation=other),
        "reader": make("r@example.org", name="丙"),
    }
