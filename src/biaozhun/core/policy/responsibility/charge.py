"""What a bracket or line says of who does a task."""

import datetime as dt

import msgspec

from biaozhun.core.policy.value import Deadline, Mode, Role, UnitMention


class Charge(msgspec.Struct, frozen=True, kw_only=True):
    """Units with their roles, and a deadline.

    Attributes:
        units: in the order of the text.
        mode: how they share the task; None where none is named.
        open_ended: the list ends in 等.
        deadline: until when, if said.
        plain: nobody is said to lead or to cooperate, so that a rule stated once may decide.
        text: the bracket or line as written.
        start: its first character in the passage.
        end: behind it.
        offset: its first character in the text.
        closed: its bracket is closed.
        tells_work: its stretch goes on with what is to be done, and is text of the task too.
    """

    units: tuple[UnitMention, ...] = ()
    mode: Mode | None = None
    open_ended: bool = False
    deadline: Deadline | None = None
    plain: bool = True
    text: str = ""
    start: int = 0
    end: int = 0
    offset: int = 0
    closed: bool = True
    tells_work: bool = False

    def with_first_leading(self) -> "Charge":
        """Read by the rule that the first unit named leads and the others cooperate."""
        if not self.plain or not self.units:
            return self
        roles = [Role.LEAD] + [Role.COOPERATE] * (len(self.units) - 1)
        units = (
            msgspec.structs.replace(unit, role=role)
            for unit, role in zip(self.units, roles, strict=True)
        )
        return msgspec.structs.replace(self, units=tuple(units), mode=Mode.LEAD, plain=False)


def mode_of(units: tuple[UnitMention, ...], *, plain: bool, division: bool) -> Mode | None:
    """How units share a task."""
    if not units:
        return None
    if not plain:
        return Mode.LEAD
    if all(unit.collective for unit in units):
        return Mode.COLLECTIVE
    return Mode.DIVISION if division else Mode.JOINT


def combined(first: Charge, second: Charge) -> Charge:
    """Two that stand side by side, as one: ``(牵头单位:A)(配合单位:B)``, lines below each other."""
    plain = first.plain and second.plain
    units = _beside(first, second) + _beside(second, first)
    division = Mode.DIVISION in (first.mode, second.mode)
    return Charge(
        units=units,
        mode=mode_of(units, plain=plain, division=division),
        open_ended=first.open_ended or second.open_ended,
        deadline=_later(first.deadline, second.deadline),
        plain=plain,
        text="\n".join(text for text in (first.text, second.text) if text),
        start=first.start,
        end=second.end,
        offset=first.offset,
        closed=first.closed and second.closed,
    )


def _beside(charge: Charge, other: Charge) -> tuple[UnitMention, ...]:
    """The units of one of two: they help where only the other says who leads."""
    led = not other.plain and any(unit.role is Role.LEAD for unit in other.units)
    if not charge.plain or not led:
        return charge.units
    return tuple(msgspec.structs.replace(unit, role=Role.COOPERATE) for unit in charge.units)


def _later(first: Deadline | None, second: Deadline | None) -> Deadline | None:
    """The deadline that ends the work: the later day; a day before 持续推进."""
    known = [deadline for deadline in (first, second) if deadline]
    dated = [deadline for deadline in known if deadline.day]
    if dated:
        return max(dated, key=lambda deadline: deadline.day or dt.date.min)
    return known[0] if known else None
