"""The gate: one function assigns states, in one transaction with the event."""

import ast
import datetime as dt
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.cases.actions import Acting, StepRefusedError, take, take_each
from biaozhun.cloud.plans.life import PlanFacts
from biaozhun.cloud.plans.models import Plan

MADE = dt.datetime(2026, 7, 1, 4, tzinfo=dt.UTC)
NOON = dt.datetime(2026, 7, 2, 4, tzinfo=dt.UTC)


@pytest.fixture
def officer(db: None) -> Person:  # noqa: ARG001  -- the database is what it writes to
    """Somebody of the authority."""
    return Person.objects.create_user("op@example.org", name="王敏", role=Role.OPERATOR)


@pytest.fixture
def plan(db: None) -> Plan:  # noqa: ARG001  -- likewise
    """A plan nobody has confirmed."""
    return Plan.objects.create(title="方案", text="", added=MADE, state_since=MADE)


def test_a_new_case_stands_in_the_first_state(plan: Plan) -> None:
    """Nobody has to say in which state a record begins."""
    assert Plan.objects.get(pk=plan.pk).state == "draft"


def test_a_step_writes_state_instant_and_event_together(plan: Plan, officer: Person) -> None:
    """The event says from where to where, what was told, and who may see it."""
    by = Acting(person=officer, roles=frozenset({"authority"}), at=NOON)
    taken = take(plan, "withdraw", by=by, facts=PlanFacts(reason="重复"), told={"reason": "重复"})
    held = Plan.objects.get(pk=plan.pk)
    assert (plan.state, held.state, held.state_since) == ("withdrawn", "withdrawn", NOON)
    assert (taken.source, taken.target) == ("draft", "withdrawn")
    event = Event.objects.get()
    assert (event.kind, event.subject) == ("plans.plan_withdraw", f"plans.plan:{plan.pk}")
    assert event.actor == officer
    assert event.facts == {
        "reason": "重复",
        "before": "draft",
        "after": "withdrawn",
        "visibility": "public",
    }


def test_a_refused_step_changes_nothing_and_says_everything(plan: Plan, officer: Person) -> None:
    """State and journal stay as they were; the refusal names role and guards."""
    by = Acting(person=officer, roles=frozenset({"lead"}), at=NOON)
    facts = PlanFacts(has_title=False, has_tasks_or_targets=False, undecided=2)
    with pytest.raises(StepRefusedError) as refused:
        take(plan, "confirm", by=by, facts=facts)
    assert refused.value.refusal.codes == (
        "not_for_you",
        "title_missing",
        "nothing_to_do",
        "left_undecided",
    )
    held = Plan.objects.get(pk=plan.pk)
    assert (held.state, held.state_since) == ("draft", MADE)
    assert not Event.objects.exists()


def test_the_state_that_counts_is_the_one_in_the_database(plan: Plan, officer: Person) -> None:
    """A record read before somebody else's step cannot take its own from the state of then."""
    stale = Plan.objects.get(pk=plan.pk)
    by = Acting(person=officer, roles=frozenset({"authority"}), at=NOON)
    take(plan, "withdraw", by=by, facts=PlanFacts(reason="重复"))
    with pytest.raises(StepRefusedError) as refused:
        take(stale, "confirm", by=by, facts=PlanFacts())
    assert refused.value.refusal.codes == ("not_from_here",)


def test_many_take_a_step_together_or_none_does(plan: Plan, officer: Person) -> None:
    """Each has its event; one that may not take it keeps the others from it."""
    more = [
        Plan.objects.create(title=f"方案{n}", text="", added=MADE, state_since=MADE) for n in "ab"
    ]
    by = Acting(person=officer, roles=frozenset({"authority"}), at=NOON)
    take_each(more, "withdraw", by=by, facts=PlanFacts(reason="重复"))
    assert [one.state for one in more] == ["withdrawn", "withdrawn"]
    with pytest.raises(StepRefusedError):
        take_each([plan, more[0]], "withdraw", by=by, facts=PlanFacts(reason="重复"))
    states = Plan.objects.order_by("pk").values_list("state", "state_since")
    assert list(states) == [("draft", MADE), ("withdrawn", NOON), ("withdrawn", NOON)]
    assert sorted(Event.objects.values_list("kind", "subject")) == [
        ("plans.plan_withdraw", f"plans.plan:{one.pk}") for one in more
    ]
    take_each([], "withdraw", by=by, facts=PlanFacts())


def test_the_database_refuses_a_state_that_is_none(plan: Plan) -> None:
    """The last invariant holds whoever writes."""
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(state="finished")


def test_no_other_code_assigns_the_state_of_a_case() -> None:
    """In the whole cloud, ``x.state = …`` of a case stands in the gate alone."""
    cloud = Path(take.__code__.co_filename).parents[1]
    gated = {"plans", "targets", "organisations"}
    found = [
        f"{path.relative_to(cloud)}:{node.lineno}"
        for path in sorted(cloud.rglob("*.py"))
        if path.relative_to(cloud).parts[0] in gated and "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assign | ast.AugAssign) and _assigns_state(node)
    ]
    assert found == []


def _assigns_state(node: ast.Assign | ast.AugAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    flat = [part for one in targets for part in (one.elts if isinstance(one, ast.Tuple) else [one])]
    return any(isinstance(one, ast.Attribute) and one.attr == "state" for one in flat)
