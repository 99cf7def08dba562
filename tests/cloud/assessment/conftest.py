"""Three invented districts, an assessment of them, and people."""

import datetime as dt
from decimal import Decimal

import pytest

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.assessment.actions.assessing import AssessmentOrder, keep_assessment, step
from biaozhun.cloud.assessment.models import Assessment
from biaozhun.cloud.cases.actions import Acting
from biaozhun.core.assessment import Grade, Indicator, Rule, Scheme, Veto

TODAY = dt.date(2026, 7, 1)
NOON = dt.datetime(2026, 7, 1, 4, tzinfo=dt.UTC)
SCHEME = Scheme(
    (
        Indicator(
            key="made", label="地方标准", weight=Decimal(50), rule=Rule.LINEAR, full=Decimal(20)
        ),
        Indicator(
            key="days",
            label="平均周期",
            weight=Decimal(30),
            rule=Rule.LINEAR,
            zero=Decimal(24),
            full=Decimal(12),
            unit="月",
        ),
        Indicator(
            key="open", label="公开", weight=Decimal(20), rule=Rule.YES_NO, needs_evidence=True
        ),
    ),
    (Veto("v1", "弄虚作假"),),
    (Grade("优秀", Decimal(90)), Grade("合格", Decimal(60))),
)


@pytest.fixture(autouse=True)
def on_this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages believe it is a fixed day."""
    for module in ("assessments", "units", "inspections"):
        monkeypatch.setattr(f"biaozhun.cloud.assessment.views.{module}.today", lambda: TODAY)
        monkeypatch.setattr(f"biaozhun.cloud.assessment.views.{module}.now", lambda: NOON)


@pytest.fixture
def officer(db: None) -> Person:  # noqa: ARG001  -- the database is what it writes to
    """Somebody of the authority."""
    return Person.objects.create_user("op@example.org", name="王敏", role=Role.OPERATOR)


@pytest.fixture
def districts(db: None) -> list[Organisation]:  # noqa: ARG001  -- likewise
    """Three districts."""
    return [Organisation.objects.create(name=f"{name}区") for name in ("甲", "乙", "丙")]


@pytest.fixture
def clerk(districts: list[Organisation]) -> Person:
    """Somebody of the first district."""
    return Person.objects.create_user("a@example.org", name="李明", organisation=districts[0])


@pytest.fixture
def stranger(districts: list[Organisation]) -> Person:
    """Somebody of the second."""
    return Person.objects.create_user("b@example.org", name="赵强", organisation=districts[1])


@pytest.fixture
def by_officer(officer: Person) -> Acting:
    """The authority takes a step at noon."""
    return Acting(person=officer, roles=frozenset({"authority"}), at=NOON)


@pytest.fixture
def draft(officer: Person, districts: list[Organisation]) -> Assessment:
    """An assessment nobody was told of."""
    order = AssessmentOrder(
        title="2026年度考核",
        year=2026,
        purpose="",
        due=dt.date(2026, 12, 31),
        scheme=SCHEME,
        units=districts,
    )
    return keep_assessment(order, actor=officer, at=NOON)


@pytest.fixture
def assessment(draft: Assessment, clerk: Person, by_officer: Acting) -> Assessment:  # noqa: ARG001  -- is told
    """The same, open."""
    return step(draft.pk, "open", reason="", by=by_officer)
