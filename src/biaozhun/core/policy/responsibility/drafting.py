"""A charge while it is read: who has been named, with which role, and who waits for one."""

from enum import StrEnum
from typing import Final

import msgspec

from biaozhun.core.policy.deadlines import Clause, together
from biaozhun.core.policy.passages import Passage
from biaozhun.core.policy.responsibility.charge import Charge, mode_of
from biaozhun.core.policy.responsibility.units import (
    Name,
    is_collective,
    is_generic,
    is_strongly_unit,
    is_surely_unit,
    is_unit,
    may_be_unit,
    names,
)
from biaozhun.core.policy.value import Deadline, Role, UnitMention

_KNOWN_TO_ODD: Final = 2  # units that vouch for one whose name does not tell: 中国信保


class Part(StrEnum):
    """What the label before a stretch says of it."""

    FREE = "free"
    LEAD = "lead"
    CHARGE = "charge"
    COOPERATE = "cooperate"
    DEADLINE = "deadline"
    PERSON = "person"


class _Named(msgspec.Struct):
    """A unit and its role; None while it waits for one."""

    name: Name
    clause: int
    part: Part | None = None
    odd: bool = False  # its last word is none of a unit's


class Draft:
    """What has been read of one bracket or line."""

    def __init__(self) -> None:
        self.part = Part.FREE
        self.first_leads = False
        self._named: list[_Named] = []
        self._clause = 0
        self._helping = False
        self._said = False  # a word says that units are charged
        self._labelled = False  # a label does
        self._division = False
        self._open_ended = False
        self._odd = False  # something is neither unit, role nor time
        self._times: list[tuple[Clause, int]] = []

    def open_part(self, part: Part) -> None:
        """A stretch begins; a label says that units are charged."""
        self.part = part
        self._labelled = self._labelled or part in (Part.LEAD, Part.CHARGE, Part.COOPERATE)
        self.end_clause()

    def close_part(self) -> None:
        """A stretch ends: who waits gets the role of its label."""
        self._settle(Part.CHARGE if self.part is Part.FREE else self.part)
        self.end_clause()

    def end_clause(self) -> None:
        """A comma or more: 会同 no longer holds."""
        self._clause += 1
        self._helping = False

    def take_time(self, time: Clause, start: int) -> None:
        """A time is set."""
        self._times.append((time, start))

    def take_marked(self, text: str, start: int, end: int, *, leads: bool) -> None:
        """A unit that carries its role in a bracket."""
        self._said = True
        self._take(text, start, end, Part.LEAD if leads else Part.COOPERATE)

    def take_units(self, text: str, start: int, end: int) -> None:
        """A stretch of units, which wait for their role unless they stand behind 会同."""
        self._take(text, start, end, Part.COOPERATE if self._helping else None)

    def take_rest(self, text: str, start: int, end: int) -> None:
        """What stands behind a role: units, or what they are to do (牵头制定办法)."""
        if is_unit(text[start:end]) or "的" in text[start:end]:
            self.take_units(text, start, end)

    def _take(self, text: str, start: int, end: int, part: Part | None) -> None:
        found, open_ended = names(text, start, end)
        self._open_ended = self._open_ended or open_ended
        for name in found:
            written = text[name.start : name.end]
            if may_be_unit(written):
                self._named.append(_Named(name, self._clause, part, not is_unit(written)))
            elif self.part is Part.FREE:
                self._odd = True

    def apply(self, role: str) -> None:
        """A role stands behind the units that wait for one."""
        self._said = True
        if role == "with":
            self._settle(Part.LEAD)
            self._helping = True
            return
        self._division = self._division or role == "division"
        if role == "cooperate":
            for named in self._named:
                if named.part is None and named.clause == self._clause:
                    named.part = Part.COOPERATE
        self._settle(Part.LEAD if role == "lead" else Part.CHARGE)

    def _settle(self, part: Part) -> None:
        for named in self._named:
            named.part = named.part or part

    def finished(self, passage: Passage, *, bare: bool) -> Charge | None:
        """The charge; None where the string is no list of units."""
        if not self._believable(passage.folded, bare=bare):
            return None
        parts = {named.part for named in self._named}
        plain = not parts & {Part.LEAD, Part.COOPERATE}
        units = tuple(
            self._mention(named, passage, led=Part.LEAD in parts) for named in self._named
        )
        charge = Charge(
            units=units,
            mode=mode_of(units, plain=plain, division=self._division),
            open_ended=self._open_ended,
            deadline=self._deadline(passage),
            plain=plain,
        )
        return charge.with_first_leading() if self.first_leads else charge

    def _believable(self, text: str, *, bare: bool) -> bool:
        units = [text[named.name.start : named.name.end] for named in self._named]
        if self._odd:
            return False
        if not units:
            return self.first_leads or any(time.dated for time, _ in self._times)
        if all(is_generic(unit) for unit in units):
            return self._labelled and all(is_strongly_unit(unit) for unit in units)
        if self._labelled:
            return True
        odd = sum(named.odd for named in self._named)
        if self._said:
            return odd * _KNOWN_TO_ODD <= len(units) - odd
        unsure = sum(not is_surely_unit(unit) for unit in units)
        known = unsure * _KNOWN_TO_ODD <= len(units) - unsure
        many = len(units) > 1 and all(is_collective(unit) for unit in units)
        return bare and known and (many or any(is_strongly_unit(unit) for unit in units))

    def _mention(self, named: _Named, passage: Passage, *, led: bool) -> UnitMention:
        helps = named.part is Part.COOPERATE or (led and named.part is not Part.LEAD)
        start, end = named.name.start, named.name.end
        first, last = passage.span(start, end)
        folded = passage.folded[start:end]
        return UnitMention(
            text=passage.text[start:end],
            name=simple_name(passage.text[start:end], folded),
            role=Role.COOPERATE if helps else Role.LEAD,
            collective=is_collective(folded),
            start=first,
            end=last,
        )

    def _deadline(self, passage: Passage) -> Deadline | None:
        days = together(time for time, _ in self._times)
        if days is None:
            return None
        start = min(start for time, start in self._times if time.dated)
        end = max(time.end for time, _ in self._times if time.dated)
        first, last = passage.span(start, end)
        return Deadline(
            day=days[1], since=days[0], text=passage.text[start:end], start=first, end=last
        )


def simple_name(text: str, folded: str) -> str:
    """The name in Simplified characters, its marks in ASCII.

    Folding goes further: it writes 规划 as 规画. What GB/T 2312 has is Simplified and stays.
    """
    pairs = zip(text, folded, strict=True)
    return "".join(own if _is_simplified(own) else sign for own, sign in pairs)


def _is_simplified(sign: str) -> bool:
    if sign.isascii():
        return sign.isalpha()
    return "\u4e00" <= sign <= "\u9fff" and len(sign.encode("gb2312", "ignore")) > 0
