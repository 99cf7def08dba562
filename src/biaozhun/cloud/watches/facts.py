"""What is kept of how a thing stands, and what is told where that changes.

They stand as JSON in the database and are worded when they are shown, in the reader's language.
"""

import datetime as dt

import msgspec

from biaozhun.core.number import NumberError, parse
from biaozhun.core.validity import Answer, Asked, Place


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A number that is watched, as it was read, and where it stood.

    Attributes:
        text: as printed.
        number: in its one writing; empty where what is printed is no number.
        place: where in its document it stood; nothing of what was pasted.
    """

    text: str
    number: str = ""
    title: str = ""
    clauses: tuple[str, ...] = ()
    all_parts: bool = False
    fault: str = ""
    place: Place | None = None

    @property
    def key(self) -> str:
        """What tells it from the others of its watch."""
        return "|".join((self.number or self.text, *self.clauses))

    @property
    def asked(self) -> Asked:
        """What is asked of the library."""
        number = None
        if self.number:
            try:
                number = parse(self.number)
            except NumberError:  # a number that a newer version reads no more
                return Asked(text=self.text, fault=self.fault or "number_unreadable")
        return Asked(
            text=self.text,
            number=number,
            title=self.title,
            clauses=self.clauses,
            all_parts=self.all_parts,
            fault=self.fault,
        )


class Standing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a watched number stands, as far as a change of it is worth telling."""

    outcome: str
    consequence: str = ""
    number: str = ""
    newest: str = ""
    until: str = ""
    successors: tuple[str, ...] = ()
    amendments: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    newer_adopted: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()

    @classmethod
    def of(cls, answer: Answer, editions: tuple[str, ...] = ()) -> "Standing":
        """What is kept of an answer."""
        return cls(
            outcome=str(answer.outcome),
            consequence=str(answer.consequence),
            number=answer.number,
            newest=answer.newest,
            until=answer.until.isoformat() if answer.until else "",
            successors=tuple(step.number for step in answer.successors),
            amendments=tuple(sorted(sheet.number for sheet in answer.amendments)),
            clauses=tuple(
                sorted({each for one in answer.clauses_withdrawn for each in one.clauses})
            ),
            newer_adopted=tuple(sorted(one.newer for one in answer.adopted if one.newer)),
            editions=editions,
        )

    def tells_more_than(self, before: "Standing") -> bool:
        """Whether anything is to be told; what merely went from a list is not."""
        same = ("outcome", "consequence", "number", "newest", "until")
        return (
            any(getattr(self, name) != getattr(before, name) for name in same)
            or set(self.successors) != set(before.successors)
            or any(added(getattr(self, name), getattr(before, name)) for name in GROWING)
        )


GROWING = ("amendments", "clauses", "newer_adopted", "editions")
"""What is told where something comes to it."""


def added(now: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    """What is there now and was not before."""
    return tuple(one for one in now if one not in before)


class Change(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """That something watched stands otherwise than before.

    Attributes:
        number: what it is about.
        before: outcome of a number, or status of an edition that a search finds; empty where it
            was not there.
        after: likewise, now.
        title: its title.
        since: the day from which it stands so, where that is known.
        was: how a number stood; nothing of an edition that a search finds.
        now: how it stands.
        rule: code of the rule behind the outcome.
        basis: the announcement or other basis of it.
        source: the source that shows it, and the day on which it was last read.
        place: where in the watched document the number stands.
    """

    number: str
    before: str
    after: str
    title: str = ""
    since: dt.date | None = None
    was: Standing | None = None
    now: Standing | None = None
    rule: str = ""
    basis: str = ""
    source: str = ""
    seen: dt.date | None = None
    place: Place | None = None


def change_of(item: Item, before: Standing, answer: Answer, now: Standing) -> Change | None:
    """What is to be told of a number; nothing where nothing that matters has changed."""
    if not now.tells_more_than(before):
        return None
    seen = answer.seen[0] if answer.seen else None
    bases = [answer.withdrawn_by, *(step.basis for step in answer.successors)]
    return Change(
        number=answer.number or item.number or item.text,
        before=before.outcome,
        after=now.outcome,
        title=answer.title,
        since=answer.since,
        was=before,
        now=now,
        rule=answer.rule,
        basis=next(filter(None, bases), ""),
        source=seen.source if seen else "",
        seen=seen.last if seen else None,
        place=item.place,
    )
