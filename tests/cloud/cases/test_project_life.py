"""A project under any hands: random steps with random facts, roles, papers and rules."""

import datetime as dt
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from biaozhun.cloud.drafting.life import PROJECT, ProjectFacts
from biaozhun.core.lifecycle import Circumstances, Decision, Refusal, Unmet, decide
from biaozhun.core.lifecycle.rules import Applied, Level, applicable, statutory_packs

TODAY = dt.date(2026, 11, 23)
ACTIONS = sorted({row.action for row in PROJECT.transitions})
ROLES = [*sorted({role for row in PROJECT.transitions for role in row.roles}), "stranger"]
PAPERS = sorted({paper for row in PROJECT.transitions for paper in row.documents})
SHIPPED = applicable(statutory_packs("990000", level=Level.PROVINCE), (), on=TODAY)
DAYS = st.dates(dt.date(2026, 9, 1), dt.date(2026, 12, 31))
ORDINARY = [
    row
    for row in PROJECT.transitions
    if row.action != "terminate" and not row.action.startswith("take_over")
]
BEHIND_APPROVAL = {"approved", "announced", "published"}

FACTS = st.builds(
    ProjectFacts,
    reason=st.sampled_from(["", "  ", "政策调整"]),
    has_units=st.booleans(),
    is_current_note=st.booleans(),
    consulted=st.none() | st.tuples(DAYS, DAYS).map(lambda days: (min(days), max(days))),
    today=DAYS,
    open_comments=st.integers(0, 2),
    needs_new_round=st.booleans(),
    is_hearing_closed=st.booleans(),
    is_checked=st.booleans(),
    review=st.sampled_from(["", "passed", "revise", "failed"]),
    open_objections=st.integers(0, 1),
    has_power=st.booleans(),
    is_approved=st.booleans(),
    open_changes=st.integers(0, 1),
    taken_over=st.booleans(),
)
SMOOTH = st.builds(
    ProjectFacts,
    reason=st.just("已议定"),
    has_units=st.just(value=True),
    is_current_note=st.just(value=True),
    consulted=st.just((dt.date(2026, 9, 1), dt.date(2026, 10, 9))),
    today=st.just(TODAY),
    is_checked=st.just(value=True),
    review=st.sampled_from(["passed", "revise"]),
    has_power=st.just(value=True),
    is_approved=st.just(value=True),
    taken_over=st.booleans(),
)
"""What lets a project move on, so that the walk comes to its later states as well."""


def rules_of(is_signed: bool) -> dict[str, Applied]:  # noqa: FBT001  -- drawn by hypothesis
    """The shipped rules, binding or not."""
    held = SHIPPED["T-01"]
    told = {name: getattr(held, name) for name in held.__struct_fields__}
    return {**SHIPPED, "T-01": Applied(**{**told, "binding": is_signed})}


class ProjectWalk(RuleBasedStateMachine):
    """Whoever tries whatever: the table decides, and nothing else moves a project."""

    def __init__(self) -> None:
        super().__init__()
        self.state = PROJECT.initial
        self.gone_through: list[str] = []
        self.was_taken_over = False

    @initialize()
    def begin(self) -> None:
        """In the first state."""
        self.gone_through.append(self.state)

    @rule(
        action=st.sampled_from(ACTIONS),
        roles=st.sets(st.sampled_from(ROLES), max_size=4),
        facts=FACTS | SMOOTH,
        papers=st.sets(st.sampled_from(PAPERS)) | st.just(set(PAPERS)),
        is_signed=st.booleans(),
    )
    def try_anything(
        self,
        *,
        action: str,
        roles: set[str],
        facts: ProjectFacts,
        papers: set[str],
        is_signed: bool,
    ) -> None:
        """Any action, by anybody, on any day."""
        self._try(
            action,
            roles,
            facts,
            Circumstances(documents=frozenset(papers), rules=rules_of(is_signed)),
        )

    @rule(data=st.data(), facts=SMOOTH)
    def move_on(self, data: st.DataObject, facts: ProjectFacts) -> None:
        """An action of a usual course, by who may, with all its papers."""
        rows = [row for row in ORDINARY if self.state in row.sources]
        if rows:
            row = data.draw(st.sampled_from(rows))
            under = Circumstances(documents=frozenset(PAPERS), rules=rules_of(is_signed=True))
            self._try(row.action, set(row.roles), facts, under)

    def _try(self, action: str, roles: set[str], facts: ProjectFacts, under: Circumstances) -> None:
        before = self.state
        answer = decide(
            PROJECT, state=before, action=action, roles=roles, facts=facts, circumstances=under
        )
        expected = standing_against(before, action, roles, facts, under)
        if expected:
            assert isinstance(answer, Refusal)
            assert set(answer.unmet) == expected
            return
        assert isinstance(answer, Decision)
        self.state = answer.target
        self.was_taken_over |= action.startswith("take_over")
        self.gone_through.append(answer.target)

    @invariant()
    def it_stands_in_a_state_of_its_table(self) -> None:
        """Never outside."""
        assert self.state in PROJECT.states

    @invariant()
    def a_number_comes_only_after_approval(self) -> None:
        """What is announced was approved here, or taken over from where it was."""
        if self.state in BEHIND_APPROVAL and not self.was_taken_over:
            assert "approved" in self.gone_through

    @invariant()
    def nothing_follows_on_a_termination(self) -> None:
        """It is final."""
        assert "terminated" not in self.gone_through[:-1]


def standing_against(
    state: str, action: str, roles: set[str], facts: ProjectFacts, under: Circumstances
) -> set[Unmet]:
    """Everything that stands against a step, read from the table by another way than the gate's."""
    row = PROJECT.row(state, action)
    if row is None:
        return {Unmet("not_from_here")}
    found = {Unmet(one.code) for one in row.guards if not one.holds(facts)}
    found |= {Unmet("document_missing", one) for one in set(row.documents) - under.documents}
    if not set(row.roles) & roles:
        found.add(Unmet("not_for_you"))
    for limit in row.limits:
        applied = under.rules.get(limit.rule)
        if applied and applied.binding and not limit.holds(facts, applied):
            found.add(Unmet(limit.code, limit.rule))
    return found


ProjectWalk.TestCase.settings = settings(stateful_step_count=40, max_examples=100)
TestAnyWalk = ProjectWalk.TestCase


def test_a_short_consultation_is_refused_once_the_rule_is_signed_and_advice_before() -> None:
    """Twenty-nine days against thirty: the same step, with and without an officer's word."""
    facts = ProjectFacts(
        consulted=(dt.date(2026, 9, 1), dt.date(2026, 9, 30)), today=dt.date(2026, 10, 9)
    )
    short = (Unmet("consulted_too_short", "T-01"),)
    answers = [
        decide(
            PROJECT,
            state="consulting",
            action="close_consultation",
            roles={"handler"},
            facts=facts,
            circumstances=Circumstances(rules=rules_of(signed)),
        )
        for signed in (False, True)
    ]
    assert isinstance(answers[0], Decision)
    assert answers[0].advice == short
    assert isinstance(answers[1], Refusal)
    assert answers[1].unmet == short
    assert SHIPPED["T-01"].value == Decimal(30)
