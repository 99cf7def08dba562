"""The way of a local standard of an invented province, in the browser, played by all its people."""

import datetime as dt

import pytest

from tests.journeys import way_through_opinions as opinions
from tests.journeys import way_to_the_plan as plan
from tests.journeys import way_to_the_standard as standard
from tests.journeys.conftest import Visit
from tests.journeys.yunzhou import Clock, Province, behind, settle

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """One clock for every page, put forward by the journey."""
    made = Clock()
    monkeypatch.setattr("django.utils.timezone.now", made.now)
    monkeypatch.setattr("biaozhun.cloud.demands.guarding.SOONEST", dt.timedelta(0))
    return made


@pytest.fixture
def today(clock: Clock) -> Clock:
    """The clock of the journey, in place of the fixed day of other journeys."""
    return clock


@pytest.fixture
def cookies(transactional_db: None, clock: Clock) -> dict[str, str]:  # noqa: ARG001  -- the database is what it writes to, on the clock's day
    """Everybody of the province, signed in; made before the browser is there."""
    made: dict[str, str] = {}
    settle(made)
    return made


@pytest.fixture
def province(cookies: dict[str, str], visit: Visit, clock: Clock) -> Province:
    """The province with its people at their browsers."""
    return Province(visit, cookies, clock)


def test_a_need_becomes_a_standard(province: Province) -> None:
    """One need from a citizen's phone to the filing with the nation, with every refusal met."""
    standard.power_is_the_provinces_alone(province)
    project = planned(province)
    standard.drafted(province, project)
    opinions.consulted(province, project)
    opinions.reviewed(province, project)
    standard.reported(province, project)
    approval = standard.approval_begun(province, project)
    standard.publicised(province, approval)
    behind(opinions.heard)
    standard.not_approved(province, approval)
    opinions.opinion_answered(province)
    standard.approved(province, approval)
    standard.announced(province, project)
    standard.read_by_anybody(province)
    standard.filed(province, project)


def planned(province: Province) -> str:
    """The way to the plan; the address of the project at its end."""
    code = plan.need_filed(province)
    plan.need_becomes_a_suggestion(province)
    clerk = plan.application_filled_in(province)
    plan.application_completed(province, clerk)
    batch = plan.batch_argued(province)
    plan.batch_put_on_notice(province, batch)
    plan.objection_answered(province, batch)
    project = plan.programme_issued(province)
    plan.need_is_answered(province, code)
    return project
