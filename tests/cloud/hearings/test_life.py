"""The tables of hearings, registrations, opinions and invitations: every state and action."""

import datetime as dt
from itertools import product
from typing import Any

import pytest

from biaozhun.cloud.hearings import life
from biaozhun.core.lifecycle import Decision, Machine, decide

TODAY = dt.date(2026, 10, 20)
EVERYBODY = frozenset({"desk", "participant", "invitee"})
HEARD = life.HearingFacts(
    today=TODAY,
    day=TODAY,
    reason="理由",
    chosen=2,
    present=2,
    has_minutes=True,
    report="报告",
)
"""On the day of a hearing, with everything there."""
AHEAD = life.HearingFacts(
    today=TODAY,
    day=dt.date(2026, 11, 30),
    day_now=dt.date(2026, 11, 29),
    register_until=dt.date(2026, 11, 1),
    reason="理由",
    has_place=True,
    seats=2,
    papers=1,
)
"""Before the hearing, likewise."""
CHOOSING = life.HearingFacts(
    today=TODAY, day=dt.date(2026, 11, 30), register_until=dt.date(2026, 10, 19), chosen=2
)
"""Once registration is over, likewise."""
OF_ACTION = {"announce": AHEAD, "postpone": AHEAD, "select": CHOOSING}


def _facts(machine: Machine[Any], action: str) -> object:
    """Facts with which nothing stands against a step."""
    told: dict[str, object] = {
        "hearings.hearing": OF_ACTION.get(action, HEARD),
        "hearings.registration": life.RegistrationFacts(reason="理由"),
        "hearings.opinion": life.OpinionFacts(disposition="accepted", reason="理由"),
        "hearings.invitation": life.InvitationFacts(today=TODAY, reason="理由"),
    }
    return told[machine.name]


@pytest.mark.parametrize(
    "machine",
    [life.HEARING, life.REGISTRATION, life.OPINION, life.INVITATION],
    ids=lambda one: one.name,
)
def test_every_state_and_action_is_legal_or_refused(machine: Machine[Any]) -> None:
    """With everything there a step is taken exactly where the table has a row, by its roles."""
    rows = {(source, one.action): one for one in machine.transitions for source in one.sources}
    actions = sorted({action for _source, action in rows})
    for state, action in product(sorted(machine.states), actions):
        row, facts = rows.get((state, action)), _facts(machine, action)
        answer = decide(machine, state=state, action=action, roles=EVERYBODY, facts=facts)
        if row is None:
            assert not isinstance(answer, Decision)
            assert answer.codes == ("not_from_here",)
            continue
        assert isinstance(answer, Decision), (state, action, answer)
        assert answer.target == row.target
        nobody = decide(machine, state=state, action=action, roles=frozenset(), facts=facts)
        assert not isinstance(nobody, Decision)
        assert nobody.codes == ("not_for_you",)
