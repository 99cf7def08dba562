"""Every code that the work on tasks can meet has its words."""

from biaozhun.cloud.audit.wording import kinds
from biaozhun.cloud.plans.life import DATE_CHANGE, DUTY, LETTER, REPORT, TASK
from biaozhun.cloud.plans.queries.task import NOT_OFFERED
from biaozhun.cloud.plans.queries.work import OF_AUTHORITY, OF_UNIT
from biaozhun.cloud.plans.views.steps import KINDS, STEPS
from biaozhun.cloud.plans.wording import TASK_STATE
from biaozhun.cloud.plans.wording import work as wording

MACHINES = {
    TASK: TASK_STATE,
    DUTY: wording.DUTY_STATE,
    REPORT: wording.REPORT_STATE,
    DATE_CHANGE: wording.DATE_STATE,
    LETTER: wording.LETTER_STATE,
}


def test_every_state_has_words_and_nothing_else() -> None:
    """The tables and the life cycles are the same sets."""
    for machine, words in MACHINES.items():
        assert set(words) == set(machine.states), machine.name


def test_every_step_has_words_a_form_and_an_event() -> None:
    """But those that are taken with another, which have an event alone."""
    events = dict(kinds())
    for machine in MACHINES:
        actions = {row.action for row in machine.transitions}
        kind = wording.MACHINE_KIND[machine.name]
        for action in actions - NOT_OFFERED:
            assert (kind, action) in wording.STEP
            assert (kind, action) in STEPS
        assert {f"{machine.name}_{action}" for action in actions} <= set(events), machine.name
    assert set(wording.STEP) == set(STEPS)
    assert set(KINDS) == set(wording.MACHINE_KIND.values())


def test_every_refusal_has_its_sentence() -> None:
    """Those of the guards, and those of the actions."""
    guards = {guard.code for one in MACHINES for row in one.transitions for guard in row.guards}
    codes = sorted(guards | {"not_from_here", "not_for_you"} | set(wording.WORK_REFUSAL))
    assert len(wording.work_refusals(codes)) == len(codes)


def test_every_kind_of_what_waits_has_a_heading() -> None:
    """And no other."""
    assert set(wording.WAITING) == {*OF_UNIT, *OF_AUTHORITY}
