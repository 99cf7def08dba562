"""The rules that hold for an authority, out of what is shipped, stated and signed."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.rules.models import HolidayDay, HolidayYear
from biaozhun.cloud.rules.queries import calendar, held_for, rules_for
from biaozhun.core.lifecycle.calendar import Ending, statutory_calendar
from biaozhun.core.lifecycle.units import Unit

TODAY = dt.date(2026, 11, 23)
NOON = dt.datetime(2026, 7, 2, 4, tzinfo=dt.UTC)


def test_what_is_shipped_holds_for_everybody_as_advice(province: Organisation) -> None:
    """Nobody signed it, so it binds nobody; and it is not printed with an article nobody read."""
    rule = rules_for(province, on=TODAY)["T-01"]
    assert (rule.value, rule.unit, rule.level, rule.binding) == (30, Unit.DAYS, "nation", False)
    assert rule.basis == "地方标准管理办法"
    assert rules_for(None, on=TODAY)["T-01"] == rule


def test_a_panel_is_as_large_as_the_level_of_the_authority_asks(
    province: Organisation, city: Organisation
) -> None:
    """Seven at a province, five at a city; one nobody placed is taken for a province."""
    nowhere = Organisation.objects.create(name="某局")
    sizes = [rules_for(one, on=TODAY)["Q-01"].value for one in (province, city, nowhere)]
    assert sizes == [7, 5, 7]


def test_a_province_states_a_longer_period_for_itself_and_its_cities(
    placed: Callable[[str, str, str], Organisation],
    state: Callable[..., object],
    province: Organisation,
    city: Organisation,
) -> None:
    """A city of another province knows nothing of it."""
    elsewhere = placed("他省某市市场监督管理局", "city", "980100")
    state(province, "T-01", "45")
    held = [rules_for(one, on=TODAY)["T-01"] for one in (province, city, elsewhere)]
    assert [(one.value, one.level) for one in held] == [
        (45, "province"),
        (45, "province"),
        (30, "nation"),
    ]


def test_a_looser_statement_is_ignored_and_told(
    state: Callable[..., object], city: Organisation, province: Organisation
) -> None:
    """However it came into the table: what stands above holds."""
    state(province, "T-01", "45")
    state(city, "T-01", "35")
    held = held_for(city, on=TODAY)
    assert held.rules["T-01"].value == 45
    assert [(one.rule.id, one.rule.value, one.above.value, one.code) for one in held.ignored] == [
        ("T-01", 35, 45, "looser_than_above")
    ]


def test_a_statement_holds_from_its_first_to_its_last_day(
    state: Callable[..., object], province: Organisation
) -> None:
    """Both days belong to it."""
    state(province, "T-02", "10", until=dt.date(2026, 6, 30))
    days = [dt.date(2025, 12, 31), dt.date(2026, 1, 1), dt.date(2026, 6, 30), dt.date(2026, 7, 1)]
    assert [rules_for(province, on=day)["T-02"].value for day in days] == [20, 10, 10, 20]


def test_a_signature_makes_a_rule_bind_for_the_region_that_gave_it(
    placed: Callable[[str, str, str], Organisation],
    sign: Callable[..., object],
    province: Organisation,
    city: Organisation,
) -> None:
    """For the province and its cities from that day on, with the article; for nobody else."""
    elsewhere = placed("他省市场监督管理局", "province", "980000")
    sign(province, "T-01", "nation", "30")
    held = [rules_for(one, on=TODAY)["T-01"] for one in (province, city, elsewhere)]
    assert [one.binding for one in held] == [True, True, False]
    assert (held[0].signed_by, held[0].signed_on) == ("王敏", dt.date(2026, 7, 2))
    assert held[0].basis == "地方标准管理办法第十三条"
    assert not rules_for(province, on=dt.date(2026, 7, 1))["T-01"].binding


def test_a_signature_covers_the_value_that_was_compared(
    state: Callable[..., object], sign: Callable[..., object], province: Organisation
) -> None:
    """A new value is advice again until somebody signs it."""
    sign(province, "T-01", "nation", "30")
    state(province, "T-01", "45")
    assert not rules_for(province, on=TODAY)["T-01"].binding
    sign(province, "T-01", "province", "45")
    assert rules_for(province, on=TODAY)["T-01"].binding


def test_a_later_signature_takes_an_earlier_one_back(
    sign: Callable[..., object], province: Organisation
) -> None:
    """Of one day the last told counts."""
    sign(province, "T-01", "nation", "30")
    sign(province, "T-01", "nation", "30", revokes=True, text="")
    assert not rules_for(province, on=TODAY)["T-01"].binding


def test_a_procedure_shortens_waits_and_no_legal_minimum(
    state: Callable[..., object], province: Organisation
) -> None:
    """Papers may come later; the public has its thirty days all the same."""
    ways = [rules_for(province, procedure=way, on=TODAY) for way in ("normal", "priority")]
    assert [(rules["Q-08"].value, rules["T-01"].value) for rules in ways] == [(5, 30), (3, 30)]
    state(province, "T-01", "7", procedure="priority")
    assert rules_for(province, procedure="priority", on=TODAY)["T-01"].value == 30


def test_the_questions_are_as_many_however_much_is_stated(
    state: Callable[..., object],
    sign: Callable[..., object],
    city: Organisation,
    province: Organisation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Three: the place, the statements, the signatures."""
    state(province, "T-01", "45")
    with django_assert_num_queries(3):
        rules_for(city, on=TODAY)
    for rule in ("T-02", "T-03", "P-20"):
        state(city, rule, "3")
        sign(city, rule, "city", "3")
    with django_assert_num_queries(3):
        rules_for(city, on=TODAY)


def test_a_loaded_year_is_counted_by(
    db: None,  # noqa: ARG001  -- the database is what it writes to
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """A day of a year that is not shipped is promised once its notice is loaded."""
    start = dt.date(2027, 2, 1)
    assert calendar() == statutory_calendar()
    assert calendar().ends(start, 3, Unit.WORKING_DAYS) == Ending(
        dt.date(2027, 2, 4), promised=False, reason="year_not_loaded"
    )
    year = HolidayYear.objects.create(year=2027, notice="国办发明电〔2026〕0号", loaded=NOON)
    for day in (3, 4, 5):
        HolidayDay.objects.create(of=year, day=dt.date(2027, 2, day), kind="off", name="春节")
    HolidayDay.objects.create(of=year, day=dt.date(2027, 2, 6), kind="work", name="春节")
    with django_assert_num_queries(1):
        found = calendar()
    assert found.ends(start, 3, Unit.WORKING_DAYS) == Ending(dt.date(2027, 2, 8))
    assert found.years == {2024, 2025, 2026, 2027}


def test_shares_come_as_they_were_meant(province: Organisation) -> None:
    """Two of three are two thirds."""
    assert rules_for(province, on=TODAY)["Q-06"].met_by(Decimal(2) / Decimal(3))
