"""The groups of sentences of an item, each with the charge that closes it."""

from collections.abc import Iterator
from typing import Final

import msgspec

from biaozhun.core.policy.passages import Passage
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.periods import Reckoning
from biaozhun.core.policy.responsibility import (
    Charge,
    charges_in,
    combined,
    lead_stated_once,
    sentence_charge,
)
from biaozhun.core.policy.responsibility.squeezing import pairs

_SENTENCE: Final = pattern(r"[^。;]*[。;]?")
_WORD: Final = pattern(r"\w")
_ANNOUNCING: Final = pattern(r"[^。;,]{0,10}(?:措施|如下|任务|内容|举措|工作|包括)[^。;,]{0,4}:")
_RULE_LONGEST: Final = 60
_CHARGED: Final = pattern("牵头|负责")
_CUT_OFF: Final = "、，, \t"
_LEFT_OVER: Final = "、，,；;。.：: \t"


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences and who is charged with them.

    Attributes:
        pieces: of the text, without the charge; empty where the title says it all.
        charge: None where nobody is named and no time is set.
        own: the charge stands in a paragraph of its own.
        ends: it ends where its paragraph ends.
    """

    pieces: tuple[Passage, ...]
    charge: Charge | None = None
    own: bool = False
    ends: bool = True

    @property
    def charged(self) -> bool:
        """Whether units are named."""
        return self.charge is not None and bool(self.charge.units)


class _Step(msgspec.Struct, frozen=True):
    """Text or a charge, and the number of its paragraph."""

    paragraph: int
    text: Passage | None = None
    charge: Charge | None = None
    last: bool = False


class _Gathering:
    """Groups while the steps of an item are gone through."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.leading: Charge | None = None
        self._pieces: list[Passage] = []
        self._time: Charge | None = None
        self._paragraph = -1  # of the last charge
        self._text_paragraph = -1

    def take(self, step: _Step) -> None:
        """One step further."""
        if step.text is not None:
            self._pieces.append(step.text)
            self._text_paragraph = step.paragraph
        elif step.charge is not None and step.charge.units:
            self._charge(step, step.charge)
        elif step.charge is not None:
            self._set_time(step.charge)

    def _charge(self, step: _Step, charge: Charge) -> None:
        self._paragraph = step.paragraph
        if not self._pieces:
            self._join(charge)
            return
        whole = combined(self._time, charge) if self._time else charge
        own = self._text_paragraph != step.paragraph
        self.groups.append(Group(pieces=tuple(self._pieces), charge=whole, own=own, ends=step.last))
        self._pieces, self._time = [], None

    def _join(self, charge: Charge) -> None:
        """A charge behind another one, or before all text."""
        if self.groups:
            last = self.groups[-1]
            whole = combined(last.charge, charge) if last.charge else charge
            self.groups[-1] = msgspec.structs.replace(last, charge=whole)
        else:
            self.leading = combined(self.leading, charge) if self.leading else charge

    def _set_time(self, charge: Charge) -> None:
        if self._pieces or not self.groups:
            self._time = combined(self._time, charge) if self._time else charge
        else:
            self._join(charge)

    def finished(self) -> list[Group]:
        """The groups; what stands behind the last charge goes on with it or belongs to none."""
        if self.groups:
            if self._pieces and self._text_paragraph == self._paragraph:
                last = self.groups[-1]
                pieces = (*last.pieces, *self._pieces)
                self.groups[-1] = msgspec.structs.replace(last, pieces=pieces)
            if self.leading:
                self.groups[0] = _led(self.groups[0], self.leading)
            return self.groups
        charge = self.leading
        if self._time:
            charge = combined(charge, self._time) if charge else self._time
        if self._pieces or charge:
            return [Group(pieces=tuple(self._pieces), charge=charge)]
        return []


def _led(group: Group, charge: Charge) -> Group:
    whole = combined(charge, group.charge) if group.charge else charge
    return msgspec.structs.replace(group, charge=whole)


def groups_of(passages: tuple[Passage, ...], day: Reckoning) -> list[Group]:
    """The groups of the text of one item."""
    gathering = _Gathering()
    for number, passage in enumerate(_whole(passages, day)):
        for step in _steps(number, passage, day):
            gathering.take(step)
    return gathering.finished()


def _whole(passages: tuple[Passage, ...], day: Reckoning) -> Iterator[Passage]:
    """The paragraphs, those that break within a bracket joined."""
    waiting: Passage | None = None
    for passage in passages:
        current = passage
        if waiting is not None:
            both = Passage.joined([waiting, passage])
            if any(charge.closed for charge in _last_charges(both, len(waiting.text), day)):
                current = both
            else:
                yield waiting
        waiting = current if pairs(current.folded)[1] else None
        if waiting is None:
            yield current
    if waiting is not None:
        yield waiting


def _last_charges(both: Passage, seam: int, day: Reckoning) -> list[Charge]:
    """The charges that reach over the seam of two paragraphs."""
    return [c for c in charges_in(both, day) if c.start < seam < c.end and c.units]


def _steps(number: int, passage: Passage, day: Reckoning) -> Iterator[_Step]:
    """Text and charges of a paragraph, in its order; a charge within a sentence is text too."""
    charges = charges_in(passage, day)
    if not charges and _CHARGED.search(passage.folded):
        charges = list(_said_in_sentences(passage, day))
    begins = 0
    for charge in charges:
        behind_comma = charge.start > 0 and passage.text[charge.start - 1] in _CUT_OFF
        within = behind_comma or charge.tells_work
        yield from _text(number, passage, begins, charge.end if within else charge.start)
        last = not _WORD.search(passage.text, charge.end)
        yield _Step(number, charge=charge, last=last)
        begins = charge.end
    yield from _text(number, passage, begins, len(passage.text))


def _text(number: int, passage: Passage, start: int, end: int) -> Iterator[_Step]:
    while start < end and passage.text[start] in _LEFT_OVER:
        start += 1
    while start < end and passage.text[end - 1] in _CUT_OFF:
        end -= 1
    piece = passage.cut(start, end).stripped()
    if _WORD.search(piece.text) and not _says_nothing(piece.folded):
        yield _Step(number, text=piece)


def _says_nothing(folded: str) -> bool:
    """An announcement of what follows, or the rule of who leads, that stands for itself."""
    if _ANNOUNCING.fullmatch(folded):
        return True
    return len(folded) <= _RULE_LONGEST and lead_stated_once(folded) is not None


def _said_in_sentences(passage: Passage, day: Reckoning) -> Iterator[Charge]:
    """The sentences that do nothing but say who leads and who helps, or by whom it is done."""
    for sentence in _SENTENCE.finditer(passage.folded):
        if not _CHARGED.search(sentence.group()):
            continue
        charge = sentence_charge(passage.cut(sentence.start(), sentence.end()), day)
        if charge is not None:
            yield msgspec.structs.replace(
                charge, start=charge.start + sentence.start(), end=charge.end + sentence.start()
            )
