"""A life cycle as a table: from which states an action leads where, for whom, under what guards."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import ClassVar, Generic, TypeVar

import msgspec

from biaozhun.core.errors import BiaozhunError
from biaozhun.core.lifecycle.rules import Applied

F = TypeVar("F")


class Visibility(StrEnum):
    """Who may see that a step happened, from the widest to the narrowest circle."""

    PUBLIC = "public"  # everybody, at once
    AFTER_STAGE = "after_stage"  # everybody, once the stage is over
    PARTIES = "parties"  # who takes part in the case
    INTERNAL = "internal"  # the authority


class MachineError(BiaozhunError):
    """A table that contradicts itself.

    Codes: ``transition_twice``, ``unreachable_state``.
    """

    default_code: ClassVar[str] = "machine_wrong"


class Guard(msgspec.Struct, Generic[F], frozen=True):
    """Something that must be true of the case before a step.

    Attributes:
        code: what it is called; where it does not hold, the refusal names it.
        holds: whether it does, told from the facts of the case alone.
    """

    code: str
    holds: Callable[[F], bool]


class Limit(msgspec.Struct, Generic[F], frozen=True):
    """Something a rule of the region's pack asks before a step.

    Where the rule binds, a limit that does not hold refuses the step; where it does not, the
    decision carries it as advice.

    Attributes:
        code: what it is called; the refusal or the advice names it.
        rule: the id of the rule.
        holds: whether it does, told from the facts of the case and the rule as it applies.
    """

    code: str
    rule: str
    holds: Callable[[F, Applied], bool]


class Transition(msgspec.Struct, Generic[F], frozen=True, kw_only=True):
    """One row of the table.

    Attributes:
        action: the verb.
        sources: the states it may be taken from.
        target: the state it leads to; may be the same.
        roles: who may take it; one of them is enough.
        guards: what must be true, all of it.
        limits: what the rules of the region ask, all of it.
        documents: kinds of documents that must lie on the case.
        starts: ids of the rules whose periods begin with this step.
        stops: ids of the rules whose periods end with it.
        visibility: who may see that it happened.
        basis: the rule it stands on, as printed in law or plan; empty for an order of the house.
    """

    action: str
    sources: tuple[str, ...]
    target: str
    roles: frozenset[str]
    guards: tuple[Guard[F], ...] = ()
    limits: tuple[Limit[F], ...] = ()
    documents: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    visibility: Visibility = Visibility.PARTIES
    basis: str = ""


class Machine(msgspec.Struct, Generic[F], frozen=True, kw_only=True):
    """A life cycle: its table and the state everything begins in.

    Attributes:
        name: ``slice.case``, which the kinds of its events begin with.
        initial: the first state.
        transitions: the table; of one action from one state there is one row.
    """

    name: str
    initial: str
    transitions: tuple[Transition[F], ...]

    def __post_init__(self) -> None:
        """Refuse a table that contradicts itself.

        Raises:
            MachineError: ``transition_twice``, ``unreachable_state``.
        """
        seen: set[tuple[str, str]] = set()
        for one in self.transitions:
            for source in one.sources:
                if (source, one.action) in seen:
                    fragment = f"{source}: {one.action}"
                    raise MachineError("Twice", code="transition_twice", fragment=fragment)
                seen.add((source, one.action))
        lost = sorted({s for s, _ in seen} - set(self.states_reached()))
        if lost:
            raise MachineError("Out of reach", code="unreachable_state", fragment=", ".join(lost))

    def states_reached(self) -> Iterator[str]:
        """Every state something can come to from the first one, in the order of finding."""
        found = [self.initial]
        for state in found:
            yield state
            leads_to = [one.target for one in self.transitions if state in one.sources]
            found.extend(target for target in dict.fromkeys(leads_to) if target not in found)

    @property
    def states(self) -> tuple[str, ...]:
        """All states."""
        return tuple(self.states_reached())

    def row(self, state: str, action: str) -> Transition[F] | None:
        """The row of an action from a state, if it may be taken from there."""
        rows = (t for t in self.transitions if t.action == action and state in t.sources)
        return next(rows, None)
