"""Grounds of urgency, the steps that may be left out, and what no procedure waives."""

import datetime as dt

import pytest

from biaozhun.core.lifecycle.rules import Direction, Level, Procedure, applicable, statutory_packs
from biaozhun.core.urgency import grounds, grounds_in, may_be_left_out, steps, why_kept

DAY = dt.date(2026, 11, 23)
LEGAL = {
    "consultation",
    "technical_review",
    "explanatory_note",
    "approval",
    "numbering",
    "publication",
    "filing",
}


@pytest.mark.parametrize("procedure", list(Procedure))
@pytest.mark.parametrize("division", ["", "31", "370000", "440000", "440300"])
def test_no_procedure_leaves_out_or_shortens_what_the_law_asks_for(
    procedure: Procedure, division: str
) -> None:
    """The steps of law stay whatever the place; a rule of law has the same value in every pack."""
    assert {code for code in LEGAL if why_kept(steps()[code], procedure, division)} == LEGAL
    told = []
    for way in (Procedure.NORMAL, procedure):
        packs = statutory_packs(division, level=Level.CITY, procedure=way)
        rules = applicable(packs, (), on=DAY)
        told.append({key: rule.value for key, rule in rules.items() if key.startswith("T-")})
    assert told[0] == told[1]
    assert told[1]["T-01"] == 30


def test_faster_procedures_shorten_waits_of_the_platform_and_nothing_else() -> None:
    """What differs from the normal procedure is a default of the platform and a shorter wait."""
    normal = applicable(statutory_packs(), (), on=DAY)
    for procedure in (Procedure.PRIORITY, Procedure.EMERGENCY):
        held = applicable(statutory_packs(procedure=procedure), (), on=DAY)
        other = {key: rule for key, rule in held.items() if rule.value != normal[key].value}
        assert set(other) == {"Q-08", "H-01", "H-03"}
        assert all(rule.is_default for rule in other.values())
        assert all(rule.direction is Direction.AT_LEAST for rule in other.values())
        assert all(rule.value < normal[key].value for key, rule in other.items())


@pytest.mark.parametrize(
    ("step", "procedure", "division", "code"),
    [
        ("legal_review", "emergency", "440000", ""),
        ("legal_review", "priority", "440000", "kept_by_procedure"),
        ("legal_review", "emergency", "110000", "kept_in_here"),
        ("approval_notice", "priority", "370000", "kept_in_here"),
        ("approval_notice", "priority", "440000", ""),
        ("hearing", "normal", "440000", "procedure_normal"),
        ("consultation", "emergency", "440000", "never_left_out"),
    ],
)
def test_why_a_step_stays_is_told_by_code(
    step: str, procedure: str, division: str, code: str
) -> None:
    """By law, by the regulation of the place, by the procedure; nothing where it may go."""
    assert why_kept(steps()[step], procedure, division) == code


def test_grounds_of_a_place_are_those_of_the_nation_and_its_own() -> None:
    """Shandong's regulation adds its two, Shanghai's its one; elsewhere neither holds."""
    national = {one.code for one in grounds_in("440000")}
    assert national == {"public_interest", "emergency_event", "legal_duty"}
    added = {place: {one.code for one in grounds_in(place)} - national for place in ("37", "31")}
    assert added == {
        "37": {"ecological_safety", "urgent_need"},
        "31": {"public_interest_31"},
    }
    assert set(grounds()) == national | added["37"] | added["31"]


def test_the_emergency_procedure_leaves_out_whatever_the_priority_procedure_may() -> None:
    """And more; the normal one nothing."""
    found = {
        way: {one.code for one in may_be_left_out(way, "")}
        for way in ("normal", "priority", "emergency")
    }
    assert found["normal"] == set()
    assert found["emergency"] - found["priority"] == {"legal_review"}
    assert found["priority"] < found["emergency"]
