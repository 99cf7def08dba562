"""May this step be taken? One function answers, for every life cycle."""

from collections.abc import Collection, Iterator
from typing import TypeVar

import msgspec

from biaozhun.core.lifecycle.machine import Machine, Transition, Visibility
from biaozhun.core.lifecycle.rules import UNREGULATED, Circumstances

F = TypeVar("F")


class Unmet(msgspec.Struct, frozen=True):
    """One thing that stands against a step.

    Codes: ``not_from_here`` (the state allows no such action), ``not_for_you`` (the role),
    ``document_missing`` (``subject`` is its kind), and those of the guards and limits of the table
    (``subject`` is the id of the rule).
    """

    code: str
    subject: str = ""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """Yes: where the step leads.

    Attributes:
        action: the verb.
        source: the state it was taken from.
        target: the state it leads to.
        visibility: who may see that it happened.
        basis: the rule it stands on.
        advice: limits that do not hold and do not bind, since nobody signed them.
        starts: ids of the rules whose periods begin.
        stops: ids of the rules whose periods end.
    """

    action: str
    source: str
    target: str
    visibility: Visibility
    basis: str
    advice: tuple[Unmet, ...] = ()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """No, with everything that stands against it, so that it can be put right in one go.

    Attributes:
        action: the verb.
        source: the state it would be taken from.
        unmet: what stands against it.
        advice: limits that do not hold and do not bind, as of a :class:`Decision`.
    """

    action: str
    source: str
    unmet: tuple[Unmet, ...]
    advice: tuple[Unmet, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """What stands against it, in the order of the table."""
        return tuple(one.code for one in self.unmet)


def decide(
    machine: Machine[F],
    *,
    state: str,
    action: str,
    roles: Collection[str],
    facts: F,
    circumstances: Circumstances = UNREGULATED,
) -> Decision | Refusal:
    """Whether somebody in these roles may take the action on a case in this state.

    Args:
        machine: the table.
        state: the state of the case.
        action: the verb.
        roles: what the person is to the case; any of them that the row names is enough.
        facts: what the guards ask about.
        circumstances: the documents that lie on the case and the rules that hold for it; a limit
            whose rule is not among them asks nothing.
    """
    row = machine.row(state, action)
    if row is None:
        return Refusal(action=action, source=state, unmet=(Unmet("not_from_here"),))
    broken = tuple(_broken(row, facts, circumstances))
    held = circumstances.documents
    missing = (Unmet("document_missing", one) for one in row.documents if one not in held)
    binding = (one for one, binds in broken if binds)
    unmet = (*_unmet(row, roles, facts), *missing, *binding)
    advice = tuple(one for one, binds in broken if not binds)
    if unmet:
        return Refusal(action=action, source=state, unmet=unmet, advice=advice)
    return _taken(row, action, state, advice)


def _taken(row: Transition[F], action: str, state: str, advice: tuple[Unmet, ...]) -> Decision:
    return Decision(
        action=action,
        source=state,
        target=row.target,
        visibility=row.visibility,
        basis=row.basis,
        advice=advice,
        starts=row.starts,
        stops=row.stops,
    )


def _unmet(row: Transition[F], roles: Collection[str], facts: F) -> Iterator[Unmet]:
    if row.roles.isdisjoint(roles):
        yield Unmet("not_for_you")
    yield from (Unmet(guard.code) for guard in row.guards if not guard.holds(facts))


def _broken(
    row: Transition[F], facts: F, circumstances: Circumstances
) -> Iterator[tuple[Unmet, bool]]:
    """The limits of a row that do not hold, and whether their rules bind."""
    for limit in row.limits:
        rule = circumstances.rules.get(limit.rule)
        if rule is not None and not limit.holds(facts, rule):
            yield Unmet(limit.code, limit.rule), rule.binding


def open_actions(machine: Machine[F], *, state: str, roles: Collection[str]) -> tuple[str, ...]:
    """What somebody in these roles may try from a state, guards aside, in the table's order."""
    rows = (one for one in machine.transitions if state in one.sources)
    return tuple(one.action for one in rows if not one.roles.isdisjoint(roles))
