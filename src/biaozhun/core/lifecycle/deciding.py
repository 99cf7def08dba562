"""May this step be taken? One function answers, for every life cycle."""

from collections.abc import Collection, Iterator
from typing import TypeVar

import msgspec

from biaozhun.core.lifecycle.machine import Machine, Transition, Visibility

F = TypeVar("F")


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """Yes: where the step leads."""

    action: str
    source: str
    target: str
    visibility: Visibility
    basis: str


class Unmet(msgspec.Struct, frozen=True):
    """One thing that stands against a step.

    Codes: ``not_from_here`` (the state allows no such action), ``not_for_you`` (the role), and
    those of the guards of the table.
    """

    code: str


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """No, with everything that stands against it, so that it can be put right in one go."""

    action: str
    source: str
    unmet: tuple[Unmet, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """What stands against it, in the order of the table."""
        return tuple(one.code for one in self.unmet)


def decide(
    machine: Machine[F], *, state: str, action: str, roles: Collection[str], facts: F
) -> Decision | Refusal:
    """Whether somebody in these roles may take the action on a case in this state.

    Args:
        machine: the table.
        state: the state of the case.
        action: the verb.
        roles: what the person is to the case; any of them that the row names is enough.
        facts: what the guards ask about.
    """
    row = machine.row(state, action)
    if row is None:
        return Refusal(action=action, source=state, unmet=(Unmet("not_from_here"),))
    unmet = tuple(_unmet(row, roles, facts))
    if unmet:
        return Refusal(action=action, source=state, unmet=unmet)
    return Decision(
        action=action, source=state, target=row.target, visibility=row.visibility, basis=row.basis
    )


def _unmet(row: Transition[F], roles: Collection[str], facts: F) -> Iterator[Unmet]:
    if row.roles.isdisjoint(roles):
        yield Unmet("not_for_you")
    yield from (Unmet(guard.code) for guard in row.guards if not guard.holds(facts))


def open_actions(machine: Machine[F], *, state: str, roles: Collection[str]) -> tuple[str, ...]:
    """What somebody in these roles may try from a state, guards aside, in the table's order."""
    rows = (one for one in machine.transitions if state in one.sources)
    return tuple(one.action for one in rows if not one.roles.isdisjoint(roles))
