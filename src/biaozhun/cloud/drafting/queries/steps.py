"""What may be done next with a project, and everything that is still missing for it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from biaozhun.cloud.drafting.doors import door_of
from biaozhun.cloud.drafting.life import PROJECT, ProjectFacts
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.queries.documents import documents_of
from biaozhun.cloud.drafting.queries.facts import facts_of
from biaozhun.cloud.rules.queries import rules_for
from biaozhun.core.lifecycle import Applied, Circumstances, Refusal, Transition, Unmet, decide

WRITTEN: Final = "x"  # stands for the reason, which is asked for with the step itself
CASES: Final = frozenset({"chain", "announcement", "takeover", "consultation"})
"""Roles no person has: the steps are taken by cases of other slices."""
TOLD_ELSEWHERE: Final = frozenset(
    {"no_issuing_power", "chain_not_complete", "open_objections", "not_for_you"}
)
"""What only the case of another slice knows before a step."""


class Ahead(msgspec.Struct, frozen=True, kw_only=True):
    """A step that leads on from the present state.

    Attributes:
        action: the verb.
        target: the state it leads to.
        roles: who may take it.
        mine: whether the person who looks may.
        by_case: a case of another slice takes it, no button of the project.
        asks_reason: a reason must be written.
        unmet: everything that stands against it now, a missing reason aside.
        met: the codes of what is asked for and there, documents as ``document_missing``; limits
            only where a rule sets them and they hold.
        advice: what does not bind and does not hold.
        basis: the rule it stands on.
        door: where it is taken together with a step of another case; empty where it is here.
    """

    action: str
    target: str
    roles: tuple[str, ...]
    mine: bool
    by_case: bool
    asks_reason: bool
    unmet: tuple[Unmet, ...]
    met: tuple[Unmet, ...]
    advice: tuple[Unmet, ...]
    basis: str
    door: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nothing stands against it."""
        return not self.unmet


def steps_ahead(
    project: Project,
    roles: frozenset[str],
    today: dt.date,
    rules: Mapping[str, Applied] | None = None,
) -> list[Ahead]:
    """The steps from the present state, in the order of the table: eight questions, one a door.

    Args:
        project: which one.
        roles: what the person who looks is to it.
        today: the day.
        rules: that hold for it, where they were read already; three questions less.
    """
    papers = documents_of(project)
    facts = facts_of(project, papers, today=today, reason=WRITTEN)
    if rules is None:
        rules = rules_for(project.authority, procedure=project.procedure, on=today)
    around = Circumstances(documents=frozenset(papers), rules=rules)
    rows = [one for one in PROJECT.transitions if project.state in one.sources]
    found = [
        _ahead(row, project.state, facts, around, roles)
        for row in rows
        if not row.action.startswith("take_over_as_")
    ]
    return [msgspec.structs.replace(one, door=door_of(project, one.action)) for one in found]


def _ahead(
    row: Transition[ProjectFacts],
    state: str,
    facts: ProjectFacts,
    around: Circumstances,
    roles: frozenset[str],
) -> Ahead:
    answer = decide(
        PROJECT, state=state, action=row.action, roles=row.roles, facts=facts, circumstances=around
    )
    unmet = answer.unmet if isinstance(answer, Refusal) else ()
    by_case = row.roles <= CASES
    if by_case:
        unmet = tuple(one for one in unmet if one.code not in TOLD_ELSEWHERE)
    asks = {guard.code for guard in row.guards}
    return Ahead(
        action=row.action,
        target=row.target,
        roles=tuple(sorted(row.roles - CASES)),
        mine=not row.roles.isdisjoint(roles),
        by_case=by_case,
        asks_reason="reason_missing" in asks,
        unmet=unmet,
        met=tuple(_met(row, facts, around, unmet=unmet)),
        advice=answer.advice,
        basis=row.basis,
    )


def _met(
    row: Transition[ProjectFacts],
    facts: ProjectFacts,
    around: Circumstances,
    *,
    unmet: tuple[Unmet, ...],
) -> Iterator[Unmet]:
    """What is asked for and there."""
    skipped = TOLD_ELSEWHERE | {"reason_missing"}
    asked = [Unmet(guard.code) for guard in row.guards if guard.code not in skipped]
    papers = [Unmet("document_missing", kind) for kind in row.documents]
    limits = [
        Unmet(one.code, one.rule)
        for one in row.limits
        if (rule := around.rules.get(one.rule)) is not None and one.holds(facts, rule)
    ]
    return (one for one in (*asked, *papers, *limits) if one not in unmet)
