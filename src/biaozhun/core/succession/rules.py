"""The rules by which a status is decided, each with its code, its meaning and where it comes from.

The codes are stable and stand in every answer; pages print the meaning in the reader's language by
the code. Two sources are meant where ``basis`` names them shortly: *announcement first* is the rank
of sources in the architecture (standards are published, withdrawn and renumbered by announcement);
*wrong "withdrawn"* is the rule that doubt never makes an edition withdrawn.
"""

import datetime as dt
from enum import StrEnum
from typing import Self

import msgspec


class Explained(StrEnum):
    """A code that carries what it means in a sentence."""

    meaning: str

    def __new__(cls, code: str, meaning: str) -> Self:
        """Make a member that is its code and carries its meaning."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member


class Rule(StrEnum):
    """The rule that decided a status on a day."""

    meaning: str
    basis: str

    def __new__(cls, code: str, meaning: str, basis: str) -> Self:
        """Make a member that is its code and carries its meaning and its basis."""
        rule = str.__new__(cls, code)
        rule._value_ = code
        rule.meaning = meaning
        rule.basis = basis
        return rule

    DRAFT = (
        "draft",
        "only a draft or a project is known",
        "GB/T 16733: before stage 60 nothing is published",
    )
    NOT_PUBLISHED = (
        "not_published",
        "the day lies before publication",
        "standards exist from the announcement that publishes them",
    )
    PUBLISHED = (
        "published",
        "published, and its entry into force lies ahead",
        "a standard is published with a day of entry into force",
    )
    NOTHING_STATED = (
        "nothing_stated",
        "no source states a day or a status that was seen on a day",
        "an absent value means that nothing is said",
    )
    START_STATED = (
        "start_stated",
        "in force from the stated day of entry into force",
        "dated facts come before words",
    )
    START_SEEN = (
        "start_seen",
        "no day of entry into force is stated; a source showed it in force",
        "a status word is true at most on the day it was seen",
    )
    START_RENUMBERED = (
        "start_renumbered",
        "in force under this number from the day of the renumbering",
        "announcement first: a renumbering gives an existing text a new number",
    )
    START_UNKNOWN = (
        "start_unknown",
        "published, but no source tells when or whether it entered into force",
        "an absent value means that nothing is said",
    )
    START_DISAGREES = (
        "start_disagrees",
        "the stated entry into force lies before publication; from publication it counts",
        "nobody can follow a text before it is published",
    )
    END_STATED = (
        "end_stated",
        "ended on the day stated for its withdrawal",
        "announcement first: the day the withdrawing announcement states",
    )
    END_RENUMBERED = (
        "end_renumbered",
        "the text goes on under another number",
        "announcement first: a renumbering shows the text alive on its day",
    )
    END_REPLACED = (
        "end_replaced",
        "ended when the edition that replaces it wholly entered into force",
        "the successor's entry into force ends its predecessor, not its publication",
    )
    END_INFERRED = (
        "end_inferred",
        "a newer edition of the same standard is in force; no source says that it replaces this",
        "editions of one standard follow one another; weaker than any source's word",
    )
    END_SEEN = (
        "end_seen",
        "the day of its end is unknown; a source showed it ended",
        "a status word is true at most on the day it was seen; an end does not pass",
    )
    END_DAY_UNKNOWN = (
        "end_day_unknown",
        "a source says that it ended, and none tells when",
        'wrong "withdrawn": without a day the status is unknown, and that is said',
    )
    END_DOUBTED = (
        "end_doubted",
        "another standard is stated to replace it, and later a source still showed it in force",
        'wrong "withdrawn": another standard may take over single clauses only (GB 55xxx)',
    )
    SIGHTINGS_DISAGREE = (
        "sightings_disagree",
        "on one day one source showed it in force and another ended",
        'wrong "withdrawn": two words of one day decide nothing',
    )
    PARTLY = (
        "partly",
        "a part is replaced by an edition in force; the rest holds",
        "部分代替: the successor's entry into force takes only the part it names",
    )
    SUSPENDED = (
        "suspended",
        "its application is suspended",
        "announcement first: 暂缓实施 holds from its day until the day of resumption",
    )


class Clash(Explained):
    """Two statements that cannot both be true; what was decided stands in ``meaning``."""

    IN_FORCE_BEFORE_PUBLISHED = (
        "in_force_before_published",
        "entry into force is stated before publication; the days between are unknown",
    )
    ENDED_BEFORE_PUBLISHED = (
        "ended_before_published",
        "an end is stated that is not after publication; its day is not believed",
    )
    ENDED_BEFORE_START = (
        "ended_before_start",
        "an end is stated before entry into force",
    )
    IN_FORCE_SEEN_EARLY = (
        "in_force_seen_early",
        "a source showed it in force before the stated day; the stated day counts",
    )
    IN_FORCE_SEEN_LATE = (
        "in_force_seen_late",
        "a source showed it in force after its dated end; the dated end counts",
    )
    ENDED_SEEN_EARLY = (
        "ended_seen_early",
        "a source showed it ended before its dated end; the dated end counts",
    )
    UPCOMING_SEEN_LATE = (
        "upcoming_seen_late",
        "a source showed it upcoming after the stated entry into force; the stated day counts",
    )
    ENDED_SEEN_BEFORE_ALIVE = (
        "ended_seen_before_alive",
        "one source showed it ended and a later sighting showed it alive; the later one counts",
    )
    SEEN_BOTH_WAYS = (
        "seen_both_ways",
        "sources of one day showed it in force and ended; the status is unknown",
    )
    NEWER_EDITION_HELD = (
        "newer_edition_held",
        "a source showed it in force although a newer edition is; the source's word counts",
    )
    SUCCESSORS_DIFFER = (
        "successors_differ",
        "several successors take over on different days; until the last it is partly replaced",
    )
    REPLACEMENT_DAYS_DIFFER = (
        "replacement_days_differ",
        "the replacement is stated before its successor is in force; the later day counts",
    )
    PARTLY_UNDATED = (
        "partly_undated",
        "a partial replacement has no day and is shown without one",
    )
    SUCCEEDS_ITSELF = (
        "succeeds_itself",
        "an edition is stated to replace or renumber itself; that is left out",
    )
    ENDED_BEFORE_RENUMBERED = (
        "ended_before_renumbered",
        "an end is stated before the renumbering; the renumbering counts",
    )
    RESUMED_BEFORE_SUSPENDED = (
        "resumed_before_suspended",
        "resumption is stated without or before suspension; that day is left out",
    )
    IN_FORCE_SEEN_SUSPENDED = (
        "in_force_seen_suspended",
        "a source showed it in force during its dated suspension; the suspension counts",
    )


class Contradiction(msgspec.Struct, frozen=True, omit_defaults=True):
    """A clash met in the facts of one edition, with the values that clash.

    From ``settled`` on the clash no longer bears on the status: two days stated for an entry into
    force leave no doubt once both have passed. ``None`` means that it always does.
    """

    clash: Clash
    detail: str = ""
    settled: dt.date | None = None

    def bears_on(self, day: dt.date) -> bool:
        """Whether the status on a day is less certain for it."""
        return self.settled is None or day < self.settled
