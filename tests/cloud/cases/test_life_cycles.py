"""Every life cycle is held to its table, and the manual says what the tables say."""

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import msgspec
import pytest
from django.apps import apps

from biaozhun.cloud.cases.models import Case
from biaozhun.core.lifecycle import Decision, Guard, Limit, Machine, Refusal, Unmet, decide
from biaozhun.core.lifecycle.rules import Circumstances, model_rule
from biaozhun.core.lifecycle.stages import code_of, stages_of
from biaozhun.core.reference import table

ROOT = Path(__file__).resolve().parents[3]
KINDS = [kind for kind in apps.get_models() if issubclass(kind, Case)]
MACHINES: dict[str, Machine[Any]] = {kind.machine.name: kind.machine for kind in KINDS}
PAIRS = [
    pytest.param(machine, state, action, id=f"{machine.name}-{state}-{action}")
    for machine in MACHINES.values()
    for state in machine.states
    for action in sorted({row.action for row in machine.transitions})
]


class Anything:
    """Facts that no guard may ask: what is decided before any guard needs none."""

    def __getattr__(self, name: str) -> NoReturn:
        raise AssertionError(name)


def eased(machine: Machine[Any]) -> Machine[Any]:
    """The same table whose guards and limits always hold."""
    rows = tuple(msgspec.structs.replace(row, guards=(), limits=()) for row in machine.transitions)
    return Machine[Any](name=machine.name, initial=machine.initial, transitions=rows)


@pytest.mark.parametrize(("machine", "state", "action"), PAIRS)
def test_every_pair_of_state_and_action_is_legal_or_refused_by_its_table(
    machine: Machine[Any], state: str, action: str
) -> None:
    """With nothing against it a row leads to its target; where there is no row, the state refuses.

    A stranger without papers is told of the role and of every paper at once.
    """
    row = machine.row(state, action)
    if row is None:
        answer = decide(machine, state=state, action=action, roles={"anybody"}, facts=Anything())
        assert answer == Refusal(action=action, source=state, unmet=(Unmet("not_from_here"),))
        return
    held = eased(machine)
    papers = Circumstances(documents=frozenset(row.documents))
    for role in row.roles:
        answer = decide(
            held, state=state, action=action, roles={role}, facts=None, circumstances=papers
        )
        assert isinstance(answer, Decision)
        assert (answer.target, answer.visibility) == (row.target, row.visibility)
    refused = decide(held, state=state, action=action, roles={"nobody"}, facts=None)
    papers_missing = tuple(Unmet("document_missing", one) for one in row.documents)
    assert refused == Refusal(
        action=action, source=state, unmet=(Unmet("not_for_you"), *papers_missing)
    )


@pytest.mark.parametrize("machine", MACHINES.values(), ids=list(MACHINES))
def test_every_rule_a_table_names_is_one_that_is_shipped(machine: Machine[Any]) -> None:
    """A misspelt id would never ask for anything."""
    named = {
        rule
        for row in machine.transitions
        for rule in (*(limit.rule for limit in row.limits), *row.starts, *row.stops)
    }
    assert {rule for rule in named if model_rule(rule) is None} == set()


@pytest.mark.parametrize("machine", MACHINES.values(), ids=list(MACHINES))
def test_every_code_of_a_table_is_a_plain_word(machine: Machine[Any]) -> None:
    """Codes are part of the interface: lower case, joined by lines."""
    asked: list[Guard[Any] | Limit[Any]] = []
    for row in machine.transitions:
        asked += [*row.guards, *row.limits]
    codes = {one.code for one in asked}
    assert {
        code for code in codes if not code.replace("_", "").isalpha() or code != code.lower()
    } == (set())


@pytest.mark.parametrize(
    "machine",
    [name for name in dict.fromkeys(row["machine"] for row in table("stage_code")) if "." in name],
)
def test_every_state_of_a_life_that_has_stages_is_a_stage(machine: str) -> None:
    """None is left out, and none is listed that the table does not know."""
    assert {one.state for one in stages_of(machine)} == set(MACHINES[machine].states)
    assert code_of(machine, MACHINES[machine].initial) is not None


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """What writes the page of life cycles."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    return importlib.import_module("life_cycles")


def test_the_manual_says_what_the_tables_say(script: ModuleType) -> None:
    """Run tools/life_cycles.py after a change of any table."""
    assert script.PAGE.read_text("utf-8") == script.page()
