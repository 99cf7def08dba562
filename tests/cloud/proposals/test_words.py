"""Every code of the slice has words, every step an event, every finding that asks for a review."""

import pytest

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.wording import kinds
from biaozhun.cloud.form_templates.registry import forms
from biaozhun.cloud.metrics.registry import Arguments
from biaozhun.cloud.proposals.actions.numbers import draw_plan_number, set_number_form
from biaozhun.cloud.proposals.candidates import applications
from biaozhun.cloud.proposals.errors import RefusedError
from biaozhun.cloud.proposals.life import APPLICATION, BATCH_LIFE, CALL, OBJECTION
from biaozhun.cloud.proposals.metrics import HANDED_IN
from biaozhun.cloud.proposals.models import KeptScreening
from biaozhun.cloud.proposals.queries.criteria import usual_criteria
from biaozhun.cloud.proposals.queries.keeping import ASKING, as_kept, read_back
from biaozhun.cloud.proposals.wording import (
    APPLICATION_ACTION,
    APPLICATION_STATE,
    BATCH_ACTION,
    BATCH_STATE,
    CALL_STATE,
    OBJECTION_ACTION,
    OBJECTION_STATE,
)
from biaozhun.cloud.proposals.wording.refusals import FIELD, PART, REFUSAL
from biaozhun.cloud.screening.queries.answers import Near, Proposed, Screening
from biaozhun.core.lifecycle import Machine
from biaozhun.core.reference import table
from biaozhun.core.screening import Because, Degree, Part, ScopeFinding, Weight
from tests.factories.proposals import NOON, drafted, submitted

MACHINES = (CALL, APPLICATION, BATCH_LIFE, OBJECTION)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda one: one.name)
def test_every_refusal_has_words(machine: Machine[object]) -> None:
    """Whatever a guard of a table refuses with is said in a sentence."""
    codes = {guard.code for row in machine.transitions for guard in row.guards}
    assert codes - set(REFUSAL) == set()


@pytest.mark.parametrize("machine", MACHINES, ids=lambda one: one.name)
def test_every_step_is_named_in_the_journal(machine: Machine[object]) -> None:
    """The kinds of the events are those of the table."""
    named = dict(kinds())
    wanted = {f"{machine.name}_{row.action}" for row in machine.transitions}
    assert wanted - set(named) == set()


def test_states_and_steps_have_words() -> None:
    """Each table of words has the states and steps of its machine."""
    assert set(APPLICATION_STATE) == set(APPLICATION.states)
    assert set(BATCH_STATE) == set(BATCH_LIFE.states)
    assert set(CALL_STATE) == set(CALL.states)
    assert set(OBJECTION_STATE) == set(OBJECTION.states)
    assert set(APPLICATION_ACTION) == {row.action for row in APPLICATION.transitions}
    assert set(BATCH_ACTION) == {row.action for row in BATCH_LIFE.transitions}
    assert set(OBJECTION_ACTION) == {row.action for row in OBJECTION.transitions}


def test_every_unmet_guard_of_handing_in_has_a_place() -> None:
    """Each thing an application lacks leads to a field or a part of its page."""
    (row,) = [one for one in APPLICATION.transitions if one.action == "submit"]
    eligibility = {"no_unit", "not_a_department", "level_differs", "place_differs", "no_power"}
    codes = {guard.code for guard in row.guards} - eligibility
    assert codes == set(FIELD) | set(PART)


def test_the_findings_that_ask_for_a_review_are_findings_of_screening() -> None:
    """None of them is a word of ours alone."""
    known = {row["code"] for row in table("screening_finding")}
    assert ASKING - known == set()


def test_the_usual_weights_are_a_hundred() -> None:
    """Five criteria, as the sidecar says."""
    rows = usual_criteria()
    assert (len(rows), sum(row["weight"] for row in rows)) == (5, 100)


def test_a_search_that_was_kept_reads_as_it_came_out() -> None:
    """Every part of the answer comes back, dates and degrees as what they were."""
    near = Near(
        kind="edition",
        key="gb-t-1-2020",
        number="GB/T 1-2020",
        title="母婴室",
        level="national",
        state="现行",
        score=0.5,
        why=(Because("shared_words", ("母婴室",)),),
        degree=Degree.RELATED,
        address="/standards/gb-t-1-2020",
        what="edition",
        since=NOON.date(),
    )
    finding = ScopeFinding(
        code="fee",
        weight=Weight.AGAINST,
        part=Part.TEXT,
        start=0,
        end=2,
        fragment="收费",
        sentence="收费标准。",
    )
    found = Screening(
        proposed=Proposed(title="母婴室"),
        on=NOON.date(),
        duplicates=(near,),
        scope=(finding,),
    )
    back = read_back(KeptScreening(result=as_kept(found)))
    assert back == found
    assert back.scope[0].weight is Weight.AGAINST


def test_number_forms_that_could_give_a_number_twice_are_refused(
    authority: Organisation, officer: Person
) -> None:
    """Year and serial must stand in it, nothing else in braces; what was drawn stays."""
    for pattern in ("{year}", "{serial}", "{year}{serial}{x}", "{year.real}{serial}", "{"):
        with pytest.raises(RefusedError, match="refused"):
            set_number_form(authority, prefix="甲", pattern=pattern, actor=officer)
    first = draw_plan_number(authority, 2026, at=NOON)
    set_number_form(authority, prefix="粤标计", pattern="{prefix}{year}{serial:04}", actor=officer)
    second = draw_plan_number(authority, 2026, at=NOON)
    assert (first.text, second.text) == ("DB4401JH2026-001", "粤标计20260002")


def test_the_forms_of_the_slice_name_what_they_fill() -> None:
    """Five forms are registered, each with its fields."""
    own = sorted(name for name in forms() if name.startswith("proposals."))
    assert own == [
        f"proposals.{name}"
        for name in ("application", "feasibility", "notice", "sheet", "undertaking")
    ]


def test_the_forms_fill_exactly_the_fields_they_name(
    department: Organisation, authority: Organisation, applicant: Person
) -> None:
    """No field is promised that has no value, and none is filled that has no name."""
    made = submitted(department, authority, applicant)
    for name in ("application", "feasibility", "undertaking"):
        form = forms()[f"proposals.{name}"]
        assert set(form.values(made.pk)) == {one.name for one in form.fields}


def test_what_was_handed_in_is_counted_and_compared_with(
    department: Organisation, authority: Organisation, applicant: Person
) -> None:
    """A draft is neither; what was handed in is both, by field and outcome."""
    drafted(department, authority, applicant, title="草稿")
    made = submitted(department, authority, applicant)
    assert [one.key for one in applications(authority)] == [made.case_subject]
    asked = [{}, {"field": "services"}, {"field": "industry"}, {"outcome": "submitted"}]
    counts = [HANDED_IN.on(Arguments(one), NOON.date()).count() for one in asked]
    assert counts == [1, 1, 0, 1]
