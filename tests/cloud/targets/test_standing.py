"""How targets stand: metrics and reports in the target's own terms, and what is suggested."""

import datetime as dt
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.holdings.models import Copy
from biaozhun.cloud.metrics.queries.figures import asked
from biaozhun.cloud.plans.models import Plan, Target
from biaozhun.cloud.targets.actions.binding import ByMetric, ByPartToCome, ByReporter, bind
from biaozhun.cloud.targets.models import Part, ReportedValue, Serving
from biaozhun.cloud.targets.queries.standing import (
    Told,
    begins_of,
    ends_of,
    figure_behind,
    told,
    with_plans,
)
from biaozhun.cloud.targets.queries.suggesting import suggestion
from biaozhun.core.policy import read
from biaozhun.core.policy.standing import Light, Reason
from tests.cloud.targets.conftest import NOW, TODAY, plan_of, target_of

LOCAL = {"years": "2016-2020", "level": "local", "division": "3702"}


def _by(key: str, **arguments: str) -> ByMetric:
    return ByMetric(asked=asked(key, arguments))


def _stands(target: Target, today: dt.date = TODAY) -> Told:
    (one,) = told(with_plans(Target.objects.filter(pk=target.pk)), today)
    return one


@pytest.mark.usefixtures("standards")
def test_a_target_counts_itself(plan: Plan, people: dict[str, Person]) -> None:
    """The metric's figure, its series by years, the line to the last day, the rows behind it."""
    target = target_of(plan, "地方标准", "40")
    bind(target.pk, _by("catalogue.published", **LOCAL), actor=people["officer"], at=NOW)
    one = _stands(target)
    assert [(str(each.day), each.value) for each in one.series] == [
        ("2015-12-31", Decimal(0)),
        ("2016-12-31", Decimal(10)),
        ("2017-12-31", Decimal(20)),
        ("2018-12-31", Decimal(30)),
        ("2019-07-01", Decimal(30)),
    ]
    assert (one.standing.value, one.percent) == (Decimal(30), 75)
    assert one.standing.forecast == Decimal("46.00")
    assert (one.light, one.standing.reason) == (Light.ON_TRACK, Reason.LINE_REACHES)
    figure = figure_behind(one, TODAY)
    assert figure is not None
    assert figure.rows.count() == 30
    assert one.asked is not None
    assert one.asked.address().startswith("/metrics/catalogue.published?years=2016-2020")


@pytest.mark.usefixtures("standards")
def test_behind_the_last_day_it_is_decided_by_what_stood_then(
    plan: Plan, people: dict[str, Person]
) -> None:
    """The figure is as of the last day, whatever is published later."""
    target = target_of(plan, "地方标准", "30", year=2017)
    bind(target.pk, _by("catalogue.published", **LOCAL), actor=people["officer"], at=NOW)
    one = _stands(target)
    assert (one.light, one.standing.value) == (Light.MISSED, Decimal(20))


@pytest.mark.usefixtures("standards")
def test_a_goal_of_a_year_is_met_by_the_average(plan: Plan, people: dict[str, Person]) -> None:
    """What the period brought so far, by the days of it that have passed."""
    target = target_of(plan, "年均地方标准", "9", per="year")
    bind(target.pk, _by("catalogue.published", **LOCAL), actor=people["officer"], at=NOW)
    one = _stands(target)
    assert one.standing.value == Decimal("8.57")
    assert (one.light, one.standing.reason) == (Light.AT_RISK, Reason.AVERAGE_FALLS_SHORT)


def test_units_with_wan_are_respected(plan: Plan, people: dict[str, Person]) -> None:
    """Thirty thousand copies are three of 万件."""
    copies = [
        Copy(
            accession=f"A{n}",
            barcode=f"B{n}",
            slug="x",
            number="x",
            family="national",
            code="GB",
            sort_key="x",
            medium="paper",
            state="received",
        )
        for n in range(30)
    ]
    Copy.objects.bulk_create(copies)
    target = target_of(plan, "标准馆藏量", "0.002", "万件")
    bind(target.pk, _by("holdings.copies"), actor=people["officer"], at=NOW)
    one = _stands(target)
    assert (one.light, one.standing.value) == (Light.MET, Decimal("0.003"))


def test_a_target_stands_at_what_was_accepted_last(plan: Plan, people: dict[str, Person]) -> None:
    """Values that wait or were sent back count for nothing, nor do those of another serving."""
    target = target_of(plan, "企业", "100", "家", baseline=Decimal(10), baseline_year=2015)
    assert _stands(target).standing.reason is Reason.NO_VALUE
    own = people["unit"].organisation
    assert own is not None
    for day, value, state in (
        ("2017-12-31", 40, "accepted"),
        ("2018-12-31", 60, "accepted"),
        ("2019-06-30", 99, "submitted"),
        ("2019-06-29", 98, "returned"),
    ):
        ReportedValue.objects.create(
            target=target, day=day, value=value, state=state, state_since=NOW, made=NOW
        )
    assert _stands(target).standing.reason is Reason.NO_VALUE
    bind(target.pk, ByReporter(reporter=own), actor=people["officer"], at=NOW)
    one = _stands(target)
    assert (one.standing.value, str(one.standing.day)) == (Decimal(60), "2018-12-31")
    assert one.standing.progress == Decimal("0.556")
    assert one.light is Light.AT_RISK
    later = ByPartToCome(part=Part.COMMITTEES)
    bind(target.pk, later, actor=people["officer"], at=NOW)
    assert _stands(target).standing.reason is Reason.NO_VALUE


def test_a_metric_that_went_leaves_the_target_without_value(
    plan: Plan, people: dict[str, Person]
) -> None:
    """The page stands; nothing is made up."""
    target = target_of(plan, "地方标准", "40")
    made = bind(target.pk, _by("catalogue.published"), actor=people["officer"], at=NOW)
    type(made).objects.update(key="gone.away")
    one = _stands(target)
    assert (one.asked, one.light) == (None, Light.UNKNOWN)


@pytest.mark.usefixtures("standards")
def test_many_targets_ask_as_often_as_few(plan: Plan, people: dict[str, Person]) -> None:
    """Equal questions are asked once; what units report is read for all together."""
    own = people["unit"].organisation
    assert own is not None

    def more(count: int) -> None:
        for _ in range(count):
            target = target_of(plan, "地方标准", "40")
            bind(target.pk, _by("catalogue.published", **LOCAL), actor=people["officer"], at=NOW)
            other = target_of(plan, "企业", "40", "家")
            bind(other.pk, ByReporter(reporter=own), actor=people["officer"], at=NOW)
            target_of(plan, "无", "40")

    def questions() -> int:
        with CaptureQueriesContext(connection) as captured:
            told(with_plans(plan.targets.all()), TODAY)
        return len(captured)

    more(1)
    few = questions()
    more(5)
    assert questions() == few == 3


@pytest.mark.parametrize(
    ("indicator", "text", "serving", "key", "arguments"),
    [
        (
            "制修订地方标准规范",
            "制修订地方标准规范500余项",
            Serving.METRIC,
            "catalogue.published",
            LOCAL,
        ),
        ("青岛标准馆藏量", "", Serving.METRIC, "holdings.copies", {}),
        (
            "国家和行业标准",
            "主持或参与制修订国家和行业标准200余项",
            Serving.METRIC,
            "catalogue.drafted",
            {"unit": "青岛", "years": "2016-2020", "level": "national,sector"},
        ),
        (
            "采标率",
            "",
            Serving.METRIC,
            "catalogue.adoption_share",
            {"years": "2016-2020", "level": "national"},
        ),
        ("主導產品采標率", "", Serving.LATER, "", {}),
        ("地方標準平均制定周期", "", Serving.LATER, "", {}),
        ("標準化技術委員會數量", "", Serving.LATER, "", {}),
        ("健身场地", "", Serving.REPORTED, "", {}),
    ],
)
def test_what_the_words_of_an_indicator_suggest(
    plan: Plan,
    indicator: str,
    text: str,
    serving: Serving,
    key: str,
    arguments: dict[str, str],
) -> None:
    """In both scripts; years, division and place come from the plan."""
    target = Target(plan=plan, indicator=indicator, text=text, year=2020, operator=">=", value=1)
    found = suggestion(target)
    assert (found.serving, found.key, found.arguments) == (serving, key, arguments)
    assert (found.asked is not None) == (serving is Serving.METRIC)


@pytest.mark.django_db
def test_what_the_plan_does_not_say_is_left_to_the_officer() -> None:
    """A plan without issuer or place suggests the metric and not the whole question."""
    plan = plan_of("技術標準優化發展實施意見", issuer="")
    found = suggestion(target_of(plan, "地方標準", "5"))
    assert (found.key, found.asked) == ("catalogue.published", None)
    assert found.arguments == {"years": "2016-2020", "level": "local"}
    by_unit = plan_of(
        "实施意见", issuer="", organisation=Organisation.objects.create(name="青岛市市监局")
    )
    assert suggestion(target_of(by_unit, "地方标准", "5")).asked is not None


@pytest.mark.django_db
def test_the_years_of_the_title_hold_where_the_plan_has_no_period() -> None:
    """A plan for 2016 to 2020 that came out in 2017 counts from 2016; its own period goes first."""
    title = "青岛市“标准化+”发展规划（2016—2020年）"
    published = dt.date(2017, 2, 24)
    plan = plan_of(title, since=None, until=None, date_published=published)
    target = target_of(plan, "地方标准", "500", year=None)
    assert (begins_of(target), ends_of(target)) == (dt.date(2016, 1, 1), dt.date(2020, 12, 31))
    assert suggestion(target).arguments["years"] == "2016-2020"
    plan.since, plan.until = dt.date(2018, 1, 1), dt.date(2019, 12, 31)
    assert (begins_of(target), ends_of(target)) == (plan.since, plan.until)
    plain = plan_of("工作要点（2017年）", since=None, until=None, date_published=published)
    bare = target_of(plain, "地方标准", "500", year=None)
    assert (begins_of(bare), ends_of(bare)) == (dt.date(2017, 1, 1), None)


@pytest.mark.django_db
def test_every_target_of_the_five_policies_has_a_metric_a_unit_or_a_part(shared: Path) -> None:
    """Forty-four targets: seven count themselves, the others say what serves them."""
    found: Counter[Serving] = Counter()
    for path in sorted((shared / "seeds").glob("*.txt")):
        reading = read(path.read_text(encoding="utf-8"))
        document = reading.document
        plan = Plan(title=document.title, issuer=document.issuer, date_signed=document.day)
        for one in reading.targets:
            target = Target(
                plan=plan,
                indicator=one.indicator,
                text=one.text,
                year=one.year,
                operator=str(one.operator),
                value=one.value,
            )
            found[suggestion(target).serving] += 1
    assert found.total() == 44
    assert found[Serving.METRIC] == 7
