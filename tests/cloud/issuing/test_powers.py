"""Who may issue: checked against the administration, dated, and asked for on a day."""

import datetime as dt

import pytest

from biaozhun.cloud.issuing.actions.powers import PowerTold, end, grant
from biaozhun.cloud.issuing.errors import IssuingRefusedError
from biaozhun.cloud.issuing.queries.powers import power_of
from tests.cloud.issuing.making import person, unit

pytestmark = pytest.mark.django_db
SINCE = dt.date(2018, 1, 1)


def told(organisation: object, **more: object) -> PowerTold:
    """A power as a keeper enters it."""
    fields = {"regime": "general", "basis": "标准化法第十三条", "since": SINCE, "scope": "本市"}
    return PowerTold(organisation=organisation, **{**fields, **more})  # type: ignore[arg-type]  # tests say odd things


@pytest.mark.parametrize(
    ("level", "division", "kind", "regime", "code"),
    [
        ("province", "440000", "department", "general", "DB44"),
        ("province", "110000", "department", "guidance", "DB11"),
        ("city", "440300", "department", "general", "DB4403"),
        ("city", "4403", "department", "general", "DB4403"),
        ("city", "522300", "department", "general", "DB5223"),
        ("city", "133100", "department", "general", "DB1331"),
        ("province", "440000", "department", "food", "DBS44"),
        ("province", "440000", "government", "environment", "DB44"),
        ("province", "440000", "department", "construction", "DB44"),
    ],
)
def test_the_code_follows_from_level_and_division(
    level: str, division: str, kind: str, regime: str, code: str
) -> None:
    """Two digits for a province, four for a prefecture-level unit, DBS for food."""
    body = unit("某单位", level=level, division=division, kind=kind)
    assert grant(told(body, regime=regime), actor=person("a")).code == code


@pytest.mark.parametrize(
    ("level", "division", "more", "code"),
    [
        ("district", "440306", {}, "district_has_no_power"),
        ("city", "440306", {}, "district_has_no_power"),
        ("town", "440306", {}, "district_has_no_power"),
        ("city", "110100", {}, "not_a_prefecture"),
        ("city", "429000", {}, "not_a_prefecture"),
        ("city", "999900", {}, "not_a_prefecture"),
        ("nation", "000000", {}, "level_without_power"),
        ("province", "440300", {}, "level_without_power"),
        ("", "440000", {}, "not_placed"),
        ("province", "", {}, "not_placed"),
        ("city", "440300", {"code": "DB4401"}, "code_not_of_division"),
        ("city", "440300", {"code": "DB44"}, "code_not_of_division"),
        ("city", "440300", {"scope": " "}, "scope_missing"),
        ("city", "440300", {"regime": "food"}, "province_only"),
        ("province", "440000", {"regime": "environment"}, "government_only"),
        ("province", "440000", {"basis": ""}, "basis_missing"),
    ],
)
def test_nobody_else_can_be_given_a_code(
    level: str, division: str, more: dict[str, object], code: str
) -> None:
    """Districts suggest and supervise; every refusal has its own code."""
    body = unit("某单位", level=level, division=division)
    with pytest.raises(IssuingRefusedError) as refused:
        grant(told(body, **more), actor=person("a"))
    assert refused.value.code == code


def test_a_power_holds_between_its_days() -> None:
    """It is asked for on a day; a second one at the same time is refused, a later one is not."""
    body, keeper = unit("某市局", level="city", division="440300"), person("a")
    power = grant(told(body), actor=keeper)
    with pytest.raises(IssuingRefusedError) as refused:
        grant(told(body, since=dt.date(2020, 1, 1)), actor=keeper)
    assert refused.value.code == "power_twice"
    with pytest.raises(IssuingRefusedError) as refused:
        end(power, dt.date(2017, 1, 1), actor=keeper)
    assert refused.value.code == "ends_before_it_began"
    end(power, dt.date(2019, 12, 31), actor=keeper)
    later = grant(told(body, since=dt.date(2021, 1, 1), basis="粤府函〔2020〕8号"), actor=keeper)
    asked = {year: power_of(body, dt.date(year, 6, 1)) for year in (2017, 2018, 2020, 2021)}
    assert {year: found.basis if found else None for year, found in asked.items()} == {
        2017: None,
        2018: "标准化法第十三条",
        2020: None,
        2021: later.basis,
    }
    assert power_of(body, dt.date(2021, 6, 1), "food") is None


def test_a_power_is_kept_by_its_own_officers_and_by_the_province_above() -> None:
    """Officers of another city neither enter a power nor end one; those of the province do."""
    province = unit("某省局", level="province", division="440000")
    city = unit("某市局", level="city", division="440300")
    above, own = person("above", province), person("own", city)
    other = person("other", unit("邻市局", level="city", division="440100"))
    grant(told(province), actor=above)
    held = grant(told(city), actor=above)
    for act in (
        lambda: grant(told(city, regime="guidance"), actor=other),
        lambda: grant(told(province, regime="guidance"), actor=own),
        lambda: end(held, SINCE, actor=other),
    ):
        with pytest.raises(IssuingRefusedError) as refused:
            act()
        assert refused.value.code == "not_the_authority"
    end(held, SINCE, actor=own)
    assert power_of(city, SINCE + dt.timedelta(days=1)) is None
