"""What is asked of a cited standard, and the answer.

Editions and standards are named by keys (slugs: ``GB/T-1.1-2020``, ``GB/T-1.1``) and carry their
number beside, so that an answer can be printed without asking anybody again.
"""

import datetime as dt

import msgspec

from biaozhun.core.bibliography.record import Degree, Extent
from biaozhun.core.number import StandardNumber
from biaozhun.core.validity.outcomes import Consequence, Outcome


class Asked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a citation says.

    Attributes:
        text: as printed.
        number: ``None`` where what is printed is no number; then ``fault`` is its code.
        title: the title printed beside it.
        clauses: the clauses printed beside it.
        all_parts: all parts of the standard are meant.
        fault: code of the number's error.
    """

    text: str
    number: StandardNumber | None = None
    title: str = ""
    clauses: tuple[str, ...] = ()
    all_parts: bool = False
    fault: str = ""


class Seen(msgspec.Struct, frozen=True):
    """A source that shows the edition, and the last day on which it was read."""

    source: str
    last: dt.date


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What takes the place of an edition; ``depth`` counts from 1 along the chain.

    ``inferred``: no source says so, a newer edition of the same standard is held.
    """

    key: str
    number: str
    title: str = ""
    since: dt.date | None = None
    extent: Extent | None = None
    basis: str = ""
    renumbered: bool = False
    inferred: bool = False
    depth: int = 1


class Amendment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An amendment or corrigendum that applies on the day."""

    key: str
    number: str
    since: dt.date | None = None


class Adopted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The international document taken over, and the newer edition of it where one is held."""

    key: str
    number: str
    degree: Degree | None = None
    newer: str = ""


class ClauseWithdrawal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """That single clauses of an edition are withdrawn by an announcement.

    ``clauses`` as the announcement numbers them (``3.1.2``, ``4.2.1(2)``); empty where it names
    none and means all mandatory ones. ``by`` is the number of the standard in whose announcement
    it stands.
    """

    key: str
    clauses: tuple[str, ...]
    since: dt.date | None
    basis: str
    by: str = ""


class Holding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How much is held of a code such as ``GB/T``.

    Attributes:
        code: the code.
        editions: how many editions are held.
        last_seen: the last day on which a source showed one.
        share: in force here to published in all; ``None`` where that is not known.
        complete_to: the serial up to which every number is held, by a keeper's word with a source;
            ``None`` where nobody says so.
        complete_by: who says so, and from which source.
        record: address of the official record of this code.
    """

    code: str
    editions: int = 0
    last_seen: dt.date | None = None
    share: float | None = None
    complete_to: int | None = None
    complete_by: str = ""
    record: str = ""


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How what is cited stands on the day, and what follows.

    Attributes:
        outcome: how it stands.
        consequence: what follows for who cites.
        rule: code of the rule that decided.
        reason: the rule and what it rests on in one English sentence.
        certain: nothing contradicts it and no inference carries it.
        key: the edition meant; empty where none is held.
        number: its number.
        title: its title as held.
        mandatory: whether the edition is mandatory on the day; ``None`` where it does not tell.
        since: first day of the outcome where that day is known.
        until: first day on which it will no longer hold, where that is known.
        successors: what takes its place, branch after branch to the end of the chain.
        newest: number of the edition to use on the day; empty where none is known.
        amendments: those that apply on the day.
        adopted: international documents it takes over.
        candidates: numbers that may be meant (ambiguous, title-mismatch, edition-unknown).
        withdrawn_by: the announcement that ended it.
        clauses_withdrawn: single clauses that are withdrawn on the day.
        may_follow_until: day up to which (not included) the old edition may be followed.
        must_follow_from: day from which the new edition holds alone.
        holding: how much is held of its code.
        seen: the sources that show it, the latest first.
        status_rule: code of the rule of ``core.succession`` behind the edition's status.
        clashes: codes of the contradictions between sources that bear on the day.
    """

    outcome: Outcome
    consequence: Consequence
    rule: str
    reason: str
    certain: bool
    key: str = ""
    number: str = ""
    title: str = ""
    mandatory: bool | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    successors: tuple[Step, ...] = ()
    newest: str = ""
    amendments: tuple[Amendment, ...] = ()
    adopted: tuple[Adopted, ...] = ()
    candidates: tuple[str, ...] = ()
    withdrawn_by: str = ""
    clauses_withdrawn: tuple[ClauseWithdrawal, ...] = ()
    may_follow_until: dt.date | None = None
    must_follow_from: dt.date | None = None
    holding: Holding | None = None
    seen: tuple[Seen, ...] = ()
    status_rule: str = ""
    clashes: tuple[str, ...] = ()

    @property
    def verified(self) -> dt.date | None:
        """The last day on which any source showed it."""
        return max((seen.last for seen in self.seen), default=None)
