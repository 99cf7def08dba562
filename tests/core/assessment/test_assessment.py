"""Scores, ranks and how firm they are."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.assessment import (
    Firmness,
    Grade,
    Indicator,
    Performance,
    Rule,
    Scheme,
    SchemeError,
    ValueFault,
    Veto,
    firmness,
    points_of,
    read_values,
    score,
    standings,
)

D = Decimal
MADE = Indicator(
    key="made", label="地方标准", weight=D(50), rule=Rule.LINEAR, zero=D(0), full=D(20)
)
DAYS = Indicator(
    key="days", label="平均周期", weight=D(30), rule=Rule.LINEAR, zero=D(24), full=D(12)
)
OPEN = Indicator(key="open", label="公开", weight=D(20), rule=Rule.YES_NO, needs_evidence=True)
SCHEME = Scheme(
    (MADE, DAYS, OPEN),
    (Veto("fraud", "弄虚作假"),),
    (Grade("优秀", D(90)), Grade("合格", D(60))),
)


def unit(name: str, made: str, days: str, *, vetoes: frozenset[str] = frozenset()) -> Performance:
    """A unit that publishes its standards, with evidence."""
    values = {"made": D(made), "days": D(days), "open": D(1)}
    return Performance(unit=name, values=values, evidenced=frozenset({"open"}), vetoes=vetoes)


@pytest.mark.parametrize(
    ("indicator", "value", "points"),
    [
        (MADE, "10", "50.00"),
        (MADE, "30", "100.00"),
        (MADE, "-4", "0.00"),
        (MADE, "6.667", "33.34"),
        (DAYS, "12", "100.00"),
        (DAYS, "15", "75.00"),
        (DAYS, "36", "0.00"),
        (OPEN, "1", "100.00"),
        (OPEN, "0", "0.00"),
        (Indicator(key="p", label="评分", weight=D(1)), "87.555", "87.56"),
    ],
)
def test_a_value_becomes_points_by_its_rule(indicator: Indicator, value: str, points: str) -> None:
    """In a straight line either way, cut at 0 and 100, to two decimals half up."""
    assert points_of(indicator, D(value)) == D(points)


def test_steps_give_the_points_of_the_last_one_reached() -> None:
    """Below the first step there is nothing."""
    steps = Indicator(
        key="s", label="档", weight=D(1), rule=Rule.STEPS, steps=((D(5), D(60)), (D(10), D(100)))
    )
    assert [points_of(steps, D(n)) for n in (4, 5, 9, 10, 99)] == [0, 60, 60, 100, 100]


def test_a_score_is_the_sum_of_its_parts() -> None:
    """Ten standards 25, fifteen months 22.5, openness 20."""
    found = score(SCHEME, unit("甲区", "10", "15"))
    assert [part.weighted for part in found.parts] == [D("25"), D("22.5"), D("20")]
    assert found.total == D("67.50")


def test_what_is_missing_or_without_evidence_scores_nothing() -> None:
    """The value is shown all the same."""
    bare = Performance(unit="乙区", values={"open": D(1)})
    found = score(SCHEME, bare)
    assert [(part.value, part.points) for part in found.parts] == [(None, 0), (None, 0), (1, 0)]
    assert found.total == 0


def test_equals_share_a_rank_and_a_veto_has_none() -> None:
    """1, 2, 2, 4, and behind them whoever is vetoed, whatever the score."""
    units = [
        unit("丁区", "2", "24"),
        unit("丙区", "10", "15"),
        unit("乙区", "10", "15"),
        unit("甲区", "20", "12"),
        unit("戊区", "20", "12", vetoes=frozenset({"fraud"})),
    ]
    found = standings(SCHEME, units)
    assert [(one.score.unit, one.rank, one.grade) for one in found] == [
        ("甲区", 1, "优秀"),
        ("丙区", 2, "合格"),
        ("乙区", 2, "合格"),
        ("丁区", 4, ""),
        ("戊区", None, ""),
    ]


def test_a_veto_the_scheme_does_not_know_fails_nobody() -> None:
    """Only what was announced counts."""
    (only,) = standings(SCHEME, [unit("甲区", "20", "12", vetoes=frozenset({"other"}))])
    assert only.rank == 1


@pytest.mark.parametrize(
    ("indicators", "code"),
    [
        ((), "no_indicator"),
        ((MADE, MADE), "key_twice"),
        ((msgspec.structs.replace(MADE, label=""),), "label_missing"),
        ((msgspec.structs.replace(MADE, weight=D(0)),), "weight_wrong"),
        ((MADE,), "weights_not_100"),
        ((msgspec.structs.replace(MADE, full=D(0), weight=D(100)),), "bounds_equal"),
        ((msgspec.structs.replace(MADE, rule=Rule.STEPS, weight=D(100)),), "steps_wrong"),
    ],
)
def test_a_scheme_nobody_can_be_assessed_by_is_refused(
    indicators: tuple[Indicator, ...], code: str
) -> None:
    """What is wrong with it has a code."""
    with pytest.raises(SchemeError) as refused:
        Scheme(indicators)
    assert refused.value.code == code


def test_grades_that_do_not_fall_are_refused() -> None:
    """From the best down."""
    with pytest.raises(SchemeError) as refused:
        Scheme((MADE, DAYS, OPEN), (), (Grade("合格", D(60)), Grade("优秀", D(90))))
    assert refused.value.code == "grades_wrong"


def test_a_scheme_survives_being_kept_as_data() -> None:
    """What is stored as JSON is the same scheme again, to the last decimal."""
    assert msgspec.json.decode(msgspec.json.encode(SCHEME), type=Scheme) == SCHEME


def test_a_rank_that_hangs_on_a_weight_is_told() -> None:
    """Two units close together change places when a weight moves by a fifth; the third stays."""
    units = [unit("甲区", "14", "18"), unit("乙区", "11", "15"), unit("丙区", "0", "24")]
    firm, shifts = firmness(SCHEME, units)
    assert [one.score.total for one in standings(SCHEME, units)] == [D("70"), D("70"), D("20")]
    assert firm == (
        Firmness(unit="乙区", rank=1, best=1, worst=2),
        Firmness(unit="甲区", rank=1, best=1, worst=2),
        Firmness(unit="丙区", rank=3, best=3, worst=3),
    )
    assert {(shift.key, shift.factor) for shift in shifts} == {
        ("made", D("0.8")),
        ("made", D("1.2")),
        ("days", D("0.8")),
        ("days", D("1.2")),
    }


def test_the_smallest_weights_stay_above_nothing_when_others_move() -> None:
    """Sixty indicators, most of a hundredth of a percent: no changed scheme is refused."""
    weights = [D("83.32"), *[D("0.01")] * 57, D("16.10"), D("0.01")]
    scored = tuple(Indicator(key=f"k{n}", label="项", weight=w) for n, w in enumerate(weights))
    known = Performance(unit="甲区", values={one.key: D(50) for one in scored})
    assert firmness(Scheme(scored), [known])[0] == (Firmness(unit="甲区", rank=1, best=1, worst=1),)


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [
        ("made", " ", "value_missing"),
        ("made", "十", "not_a_number"),
        ("made", "1e999", "not_a_number"),
        ("made", "Infinity", "not_a_number"),
        ("open", "2", "not_yes_no"),
        ("open", "有", "not_yes_no"),
    ],
)
def test_a_value_that_cannot_be_scored_is_named(key: str, typed: str, code: str) -> None:
    """The others are read, and what is only missing is not called wrong."""
    read = read_values(SCHEME, {"made": "１，０００", "days": "15.5", "open": "是", key: typed})
    assert read.faults == (ValueFault(key, code),)
    assert read.wrong == (() if code == "value_missing" else read.faults)
    right = {"made": D(1000), "days": D("15.5"), "open": D(1)}
    assert read.values == {name: value for name, value in right.items() if name != key}


@pytest.mark.parametrize("typed", ["-1", "100.01"])
def test_points_are_given_from_0_to_100(typed: str) -> None:
    """More is a slip that would be cut off without a word."""
    plain = Scheme((Indicator(key="p", label="评分", weight=D(100)),))
    assert read_values(plain, {"p": typed}).faults == (ValueFault("p", "not_points"),)


@pytest.mark.parametrize("least", ["NaN", "Infinity", "101", "-1"])
def test_a_grade_nobody_or_everybody_has_is_refused(least: str) -> None:
    """It is given from a score between 0 and 100."""
    with pytest.raises(SchemeError) as refused:
        Scheme((MADE, DAYS, OPEN), (), (Grade("优秀", D(least)),))
    assert refused.value.code == "grades_wrong"


@given(st.lists(st.integers(1, 30), min_size=2, max_size=5))
def test_weights_of_any_kind_can_be_moved(parts: list[int]) -> None:
    """Changed weights make 100 again, whatever they were."""
    whole = sum(parts)
    weights = [(D(100 * part) / whole).quantize(D("0.01")) for part in parts[:-1]]
    weights.append(100 - sum(weights))
    scored = [Indicator(key=f"k{n}", label="项", weight=w) for n, w in enumerate(weights)]
    known = Performance(unit="甲区", values={one.key: D(50) for one in scored})
    assert firmness(Scheme(tuple(scored)), [known])[0][0].worst == 1


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=6))
def test_whatever_the_values_scores_and_ranks_keep_their_bounds(
    pairs: list[tuple[int, int]],
) -> None:
    """Scores lie between 0 and 100, ranks between 1 and the number of units, best before worst."""
    units = [unit(f"单位{n}", str(a), str(b)) for n, (a, b) in enumerate(pairs)]
    for one in standings(SCHEME, units):
        assert 0 <= one.score.total <= 100
        assert one.rank is not None
        assert 1 <= one.rank <= len(units)
    firm, _ = firmness(SCHEME, units)
    assert all(one.best <= one.rank <= one.worst for one in firm)
