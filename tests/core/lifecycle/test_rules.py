"""Which rule holds: the most specific one that is not looser than the law above it allows."""

import datetime as dt
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.lifecycle.rules import (
    Applied,
    Confidence,
    Direction,
    Level,
    Procedure,
    Rule,
    RuleError,
    RulePack,
    Signature,
    Unit,
    applicable,
    check_pack,
    looser,
    model_rule,
    model_rules,
    share_of,
    statutory_packs,
    value_of,
    written,
)
from biaozhun.core.lifecycle.rules.statutory import _packs

TODAY = dt.date(2026, 11, 23)
EARLIER = dt.date(2026, 11, 22)


def rule(value: int | Decimal = 30, **told: object) -> Rule:
    """A wait of so many days, with what differs."""
    given = {
        "id": "T-01",
        "name": "公开征求意见",
        "value": Decimal(value),
        "unit": Unit.DAYS,
        "direction": Direction.AT_LEAST,
        "start": "draft_published",
        "end": "consultation_closed",
        "actor": "authority",
        "basis": "地方标准管理办法",
        "article": "第十三条",
        "confidence": Confidence.KNOWN,
    }
    return msgspec.convert({**given, **told}, Rule)


def pack(*rules: Rule, level: Level = Level.NATION, way: Procedure = Procedure.NORMAL) -> RulePack:
    """A pack of them."""
    return RulePack(level=level, procedure=way, rules=rules)


def value(*packs: RulePack) -> tuple[Decimal, str]:
    """What holds of the wait, and whose it is."""
    held = applicable(packs, (), on=TODAY)["T-01"]
    return held.value, held.level


def test_the_most_specific_pack_wins_in_whatever_order_they_come() -> None:
    """Nation, province, city."""
    nation = pack(rule(30))
    province, city = pack(rule(45), level=Level.PROVINCE), pack(rule(60), level=Level.CITY)
    assert value(city, nation, province) == (60, "city")
    assert value(nation, province) == (45, "province")


@pytest.mark.parametrize(
    ("direction", "stricter", "looser_one"),
    [(Direction.AT_LEAST, 31, 29), (Direction.AT_MOST, 29, 31)],
)
def test_a_lower_level_moves_a_limit_in_the_strict_direction_only(
    direction: Direction, stricter: int, looser_one: int
) -> None:
    """A minimum upwards, a maximum downwards; what goes the other way is ignored."""
    nation = pack(rule(30, direction=direction))
    assert value(nation, pack(rule(stricter, direction=direction), level=Level.CITY))[0] == stricter
    assert value(nation, pack(rule(looser_one, direction=direction), level=Level.CITY))[0] == 30


def test_what_is_fixed_is_moved_by_nobody() -> None:
    """Neither way."""
    nation = pack(rule(30, direction=Direction.FIXED))
    for other in (29, 31):
        city = pack(rule(other, direction=Direction.FIXED), level=Level.CITY)
        assert value(nation, city) == (30, "nation")


def test_a_named_exception_lets_its_level_loosen_and_no_other() -> None:
    """The city may, the province may not; and what the province fixed binds the city."""
    nation = pack(rule(30, exception=["city"]))
    city, province = pack(rule(20), level=Level.CITY), pack(rule(20), level=Level.PROVINCE)
    assert value(nation, city) == (20, "city")
    assert value(nation, province) == (30, "nation")
    assert value(nation, pack(rule(40), level=Level.PROVINCE), city) == (40, "province")


def test_an_exception_of_a_middle_level_does_not_reach_above_it() -> None:
    """A province may let its cities go below its own forty days, not below the nation's thirty."""
    nation = pack(rule(30))
    province = pack(rule(40, exception=["city"]), level=Level.PROVINCE)
    assert value(nation, province, pack(rule(35), level=Level.CITY)) == (35, "city")
    assert value(nation, province, pack(rule(25), level=Level.CITY)) == (40, "province")


def test_a_procedure_shortens_a_wait_only_where_the_rule_names_it() -> None:
    """Priority waives no legal minimum."""
    short = pack(rule(7), way=Procedure.PRIORITY)
    assert value(pack(rule(30)), short) == (30, "nation")
    assert value(pack(rule(30, exception=["priority"])), short) == (7, "nation")
    assert value(pack(rule(30, exception=["emergency"])), short) == (30, "nation")


def test_a_pack_that_loosens_is_refused_when_it_is_made() -> None:
    """With the rule it is about and what it has to keep to."""
    city = pack(rule(20), level=Level.CITY)
    with pytest.raises(RuleError) as refused:
        check_pack(city, [pack(rule(30))], on=TODAY)
    assert (refused.value.code, refused.value.fragment) == ("looser_than_above", "T-01")
    assert refused.value.hint == "above it stands at_least 30 days"
    assert refused.value.above == rule(30)
    check_pack(pack(rule(31), level=Level.CITY), [pack(rule(30))], on=TODAY)


def test_a_rule_that_bounds_otherwise_is_not_compared() -> None:
    """Working days are not days; a ceiling is no floor."""
    nation = pack(rule(30))
    for told in ({"unit": "working_days"}, {"direction": "at_most"}):
        city = pack(rule(30, **told), level=Level.CITY)
        with pytest.raises(RuleError) as refused:
            check_pack(city, [nation], on=TODAY)
        assert refused.value.code == "not_comparable"
        assert value(nation, city) == (30, "nation")


def test_what_is_ignored_is_reported_with_what_stands_above_it() -> None:
    """Nothing is dropped without a word."""
    nation, city = pack(rule(30)), pack(rule(20), level=Level.CITY)
    (one,) = looser([city, nation], on=TODAY)
    assert (one.rule, one.pack, one.above, one.code) == (
        city.rules[0],
        city,
        nation.rules[0],
        "looser_than_above",
    )


def test_a_rule_holds_from_its_first_to_its_last_day() -> None:
    """Two rules of one id may follow each other in a pack."""
    old = rule(30, until="2026-06-30")
    new = rule(45, since="2026-07-01")
    held = pack(old, new)
    days = (dt.date(2026, 6, 30), dt.date(2026, 7, 1))
    assert [applicable([held], (), on=day)["T-01"].value for day in days] == [30, 45]
    assert applicable([pack(old)], (), on=TODAY) == {}


def test_two_rules_of_one_id_on_one_day_are_refused() -> None:
    """A pack that answers twice is no pack."""
    with pytest.raises(RuleError) as refused:
        pack(rule(30, until="2026-07-01"), rule(45, since="2026-07-01"))
    assert (refused.value.code, refused.value.fragment) == ("rule_twice", "T-01")


@pytest.mark.parametrize(
    "told",
    [
        {"value": "-1"},
        {"value": "100001"},
        {"value": "1.5"},
        {"value": "1.5", "unit": "share"},
        {"value": "2", "unit": "parity"},
    ],
)
def test_a_value_that_the_unit_cannot_have_is_refused(told: dict[str, str]) -> None:
    """Half a day, a share above all, less than nothing."""
    with pytest.raises(RuleError) as refused:
        rule(**told)
    assert refused.value.code == "value_wrong"


def signature(**told: object) -> Signature:
    """An officer's word, with what differs."""
    given = {
        "rule": "T-01",
        "level": "nation",
        "value": 30,
        "by": "王敏",
        "on": EARLIER.isoformat(),
        "text": "征求意见期限不少于三十日",
    }
    return msgspec.convert({**given, **told}, Signature)


def held_with(*signatures: Signature) -> Applied:
    """The wait as it holds under some signatures."""
    return applicable([pack(rule(30))], signatures, on=TODAY)["T-01"]


def test_a_rule_binds_once_an_officer_compared_it_and_is_then_printed_with_its_article() -> None:
    """Before that it is advice without an article."""
    before, after = held_with(), held_with(signature())
    assert (before.binding, before.basis, before.signed_by) == (False, "地方标准管理办法", "")
    assert (after.binding, after.basis) == (True, "地方标准管理办法第十三条")
    assert (after.signed_by, after.signed_on) == ("王敏", EARLIER)


@pytest.mark.parametrize(
    "told",
    [
        {"rule": "T-02"},
        {"level": "province"},
        {"value": 45},
        {"text": " "},
        {"revokes": True},
        {"on": "2026-11-24"},
    ],
)
def test_a_signature_for_something_else_binds_nothing(told: dict[str, object]) -> None:
    """Another rule, level or value, no text compared, taken back, not yet given."""
    assert not held_with(signature(**told)).binding


def test_the_latest_signature_counts_and_of_one_day_the_last_told() -> None:
    """One taken back can be given again."""
    back = signature(revokes=True, on=TODAY.isoformat())
    assert not held_with(signature(), back).binding
    assert not held_with(back, signature()).binding
    assert held_with(signature(), back, signature(on=TODAY.isoformat())).binding


def test_two_values_of_one_rule_are_signed_apart() -> None:
    """What is signed for the priority procedure says nothing of the normal one, and back."""
    wait = pack(rule(30, exception=["priority"]))
    short = pack(rule(7), way=Procedure.PRIORITY)
    told = [signature(), signature(value=7), signature(value=7, revokes=True)]
    held = [
        applicable(packs, told[:count], on=TODAY)["T-01"].binding
        for packs in ([wait], [wait, short])
        for count in (1, 2, 3)
    ]
    assert held == [True, True, True, False, True, False]


def test_a_rule_read_in_the_primary_text_is_printed_with_its_article_at_once() -> None:
    """What comes from a second hand is not."""
    shown = [
        applicable([pack(rule(30, confidence=one))], (), on=TODAY)["T-01"].basis
        for one in ("V", "V2", "K", "K-")
    ]
    assert shown == ["地方标准管理办法第十三条", *["地方标准管理办法"] * 3]


VALUES = st.integers(0, 100)
DIRECTIONS = st.sampled_from([Direction.AT_LEAST, Direction.AT_MOST])


@given(direction=DIRECTIONS, values=st.lists(VALUES, min_size=3, max_size=3), added=VALUES)
def test_no_lower_pack_ever_loosens_what_held(
    direction: Direction, values: list[int], added: int
) -> None:
    """Whatever a city adds, what was forbidden stays forbidden."""
    levels = (Level.NATION, Level.PROVINCE, Level.PROVINCE)
    ways = (Procedure.NORMAL, Procedure.NORMAL, Procedure.PRIORITY)
    packs = [
        pack(rule(one, direction=direction), level=level, way=way)
        for one, level, way in zip(values, levels, ways, strict=True)
    ]
    before = applicable(packs, (), on=TODAY)["T-01"]
    city = pack(rule(added, direction=direction), level=Level.CITY)
    after = applicable([*packs, city], (), on=TODAY)["T-01"]
    passed = [measured for measured in range(102) if after.met_by(measured)]
    assert all(before.met_by(measured) for measured in passed)


@given(direction=DIRECTIONS, values=st.lists(VALUES, min_size=2, max_size=2))
def test_a_stricter_lower_pack_always_holds(direction: Direction, values: list[int]) -> None:
    """And one that is looser never does: its refusal and its being ignored are one question."""
    nation = pack(rule(values[0], direction=direction))
    city = pack(rule(values[1], direction=direction), level=Level.CITY)
    strict = max(values) if direction is Direction.AT_LEAST else min(values)
    assert value(nation, city)[0] == strict
    is_refused = values[1] != strict
    assert bool(looser([nation, city], on=TODAY)) is is_refused


@given(st.integers(1, 40), st.integers(1, 40))
def test_a_share_meets_the_value_written_alike(part: int, whole: int) -> None:
    """Two of three are two thirds, four of six as well."""
    assert share_of(part, whole) == value_of(f"{part}/{whole}")
    assert share_of(part * 2, whole * 2) == share_of(part, whole)


def test_nothing_of_nothing_is_no_share() -> None:
    """An empty meeting has no quorum."""
    assert share_of(0, 0) == 0


@pytest.mark.parametrize(
    ("text", "again"),
    [("30", "30"), ("2/3", "2/3"), ("0.75", "3/4"), (" 1/4 ", "1/4"), ("0", "0"), ("0.07", "0.07")],
)
def test_a_value_is_written_as_people_write_it(text: str, again: str) -> None:
    """And reads back as the same."""
    assert written(value_of(text)) == again
    assert value_of(written(value_of(text))) == value_of(text)


@given(st.text(max_size=25))
def test_any_text_is_a_finite_value_or_refused(text: str) -> None:
    """No other error comes of it."""
    try:
        assert value_of(text).is_finite()
    except RuleError as refused:
        assert refused.code == "value_wrong"  # noqa: PT017  -- either is right


def test_the_shipped_packs_agree_among_themselves_everywhere() -> None:
    """Nothing that is shipped loosens the law above it, at any place, by any procedure."""
    places = {one.place for one in _packs()} | {"990000"}
    found = [
        one
        for place in places
        for level in Level
        for way in Procedure
        for one in looser(statutory_packs(place, level=level, procedure=way), on=TODAY)
    ]
    assert found == []


def test_a_rule_of_one_id_counts_alike_wherever_it_is_stated() -> None:
    """So that a region's own statement of it can be compared."""
    models = model_rules()
    differing = [
        one.id
        for held in _packs()
        for one in held.rules
        if (one.unit, one.direction) != (models[one.id].unit, models[one.id].direction)
    ]
    assert differing == []
    assert model_rule("X-99") is None


@pytest.mark.parametrize("way", list(Procedure))
def test_no_procedure_waives_a_legal_minimum(way: Procedure) -> None:
    """Thirty days of consultation, whatever the haste."""
    held = applicable(statutory_packs("990000", level=Level.CITY, procedure=way), (), on=TODAY)
    assert (held["T-01"].value, held["T-01"].binding) == (30, False)


def test_regions_have_what_their_own_regulations_say() -> None:
    """Shandong's thirty days to the province, Shanghai's three years, and nobody else's."""
    shandong, shanghai, elsewhere = (
        applicable(statutory_packs(place, level=Level.PROVINCE), (), on=TODAY)
        for place in ("370000", "310000", "990000")
    )
    assert (shandong["T-04"].value, shandong["T-04"].basis) == (30, "山东省标准化条例第十六条")
    assert (shanghai["T-05"].value, elsewhere["T-05"].value) == (3, 5)
    assert "T-04" not in elsewhere
    assert "T-06" not in shandong
