"""The days on which the status of an edition changes.

A timeline is worked out once from the facts; afterwards the status on any day follows from its days
alone (see :mod:`biaozhun.core.succession.standing`).
"""

import datetime as dt
from collections.abc import Sequence

import msgspec

from biaozhun.core.bibliography.record import StatusWord
from biaozhun.core.succession.beginning import Beginning, beginning
from biaozhun.core.succession.ending import Ending, ending
from biaozhun.core.succession.facts import EditionFacts, Renumbering, Replacement, Status
from biaozhun.core.succession.rules import Clash, Contradiction, Rule
from biaozhun.core.succession.sightings import Sightings, sightings


class Timeline(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When one edition was published, in force, suspended, partly replaced and ended.

    Each ``…_from`` is the first day of something, each end the first day on which it is over. From
    ``start_doubt_from`` to ``start`` and from ``end_doubt_from`` to ``end`` the status is unknown
    (without end where ``start`` or ``end`` is ``None``); ``date.min`` means always.

    ``ended_by`` and ``partly_by`` name successors, ``formerly`` the numbers the text had before.
    From ``sure_from`` the end no longer rests on an inference; on ``alive_seen`` a source last
    showed the edition alive. ``contradictions`` lists statements that cannot all be true, decided
    as their clash says.
    """

    published: dt.date | None = None
    start: dt.date | None = None
    start_rule: Rule = Rule.NOTHING_STATED
    start_doubt_from: dt.date | None = None
    end: dt.date | None = None
    end_kind: Status | None = None
    end_rule: Rule | None = None
    ended_by: tuple[str, ...] = ()
    end_doubt_from: dt.date | None = None
    sure_from: dt.date | None = None
    alive_seen: dt.date | None = None
    partly_from: dt.date | None = None
    partly_by: tuple[str, ...] = ()
    suspended_from: dt.date | None = None
    suspended_to: dt.date | None = None
    formerly: tuple[str, ...] = ()
    draft: bool = False
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def ended(self) -> dt.date | None:
        """The day on which it ended, where it is known.

        Where the end is in doubt before, as when a source merely showed it ended, ``end`` is the
        latest day it can have been and nothing happened on it.
        """
        return None if self.end_doubt_from else self.end

    @property
    def unknown(self) -> bool:
        """Whether the status is unknown on every day."""
        nothing = self.published is None and self.start is None and self.end is None
        return nothing and not self.draft and self.suspended_from is None

    @property
    def unknown_reason(self) -> str:
        """Why the status is unknown after the last day that is known; empty where it is not."""
        if self.end_doubt_from is not None and self.end is None and self.end_rule:
            return self.end_rule.meaning
        if self.start is None and self.end is None and not self.draft:
            return self.start_rule.meaning
        return ""


def timeline(
    facts: EditionFacts,
    *,
    replaced_by: Sequence[Replacement] = (),
    renumbered: Sequence[Renumbering] = (),
) -> Timeline:
    """Work out the days of one edition.

    ``replaced_by`` are the links whose predecessor this edition is; ``renumbered`` those in which
    it is the former or the latter. The order of links and statements does not matter. Nothing is
    refused: facts that cannot all be true are decided by the written rules and listed.
    """
    if _is_draft(facts):
        return Timeline(draft=True, start_rule=Rule.DRAFT, end_rule=None)
    clashes: list[Contradiction] = []
    sight = sightings(facts, clashes)
    begin = beginning(facts, sight, renumbered=renumbered, clashes=clashes)
    end = ending(
        facts,
        begin,
        sight=sight,
        replaced_by=replaced_by,
        renumbered=renumbered,
        clashes=clashes,
    )
    suspended = _suspension(facts, sight, clashes)
    formerly = tuple(sorted({r.former for r in renumbered if r.latter == facts.key} - {facts.key}))
    found = _compose(begin, end, suspended=suspended, clashes=clashes)
    if not formerly and sight.alive_last is None:
        return found
    return msgspec.structs.replace(found, formerly=formerly, alive_seen=sight.alive_last)


def _is_draft(facts: EditionFacts) -> bool:
    """Whether nothing but a draft is known: neither published nor seen in any later state."""
    drafts = all(said.word is StatusWord.DRAFT for said in facts.statements)
    return facts.draft and facts.published is None and drafts


def _suspension(
    facts: EditionFacts, sight: Sightings, clashes: list[Contradiction]
) -> tuple[dt.date | None, dt.date | None]:
    """From when to when application is suspended; the stated days before the words."""
    start, stop = facts.suspended, facts.resumed
    if start is None:
        start = sight.suspended_from
        stop = stop or sight.suspended_to
    if stop is not None and (start is None or stop <= start):
        clashes.append(Contradiction(Clash.RESUMED_BEFORE_SUSPENDED, f"{stop} / {start}"))
        stop = None
    seen = sight.in_force_first
    if facts.suspended and seen and facts.suspended <= seen < (stop or dt.date.max):
        clashes.append(Contradiction(Clash.IN_FORCE_SEEN_SUSPENDED, f"{seen} / {start}"))
    return start, stop


def _compose(
    begin: Beginning,
    end: Ending,
    *,
    suspended: tuple[dt.date | None, dt.date | None],
    clashes: list[Contradiction],
) -> Timeline:
    doubt = end.doubt_from
    return Timeline(
        published=begin.published,
        start=begin.start,
        start_rule=begin.rule,
        start_doubt_from=begin.doubt_from,
        end=end.end,
        end_kind=end.kind,
        end_rule=end.rule,
        ended_by=end.by,
        end_doubt_from=None if doubt and end.end and doubt >= end.end else doubt,
        sure_from=end.sure_from,
        partly_from=end.partly_from,
        partly_by=end.partly_by,
        suspended_from=suspended[0],
        suspended_to=suspended[1],
        contradictions=_listed(clashes) if clashes else (),
    )


def _listed(clashes: list[Contradiction]) -> tuple[Contradiction, ...]:
    """Each contradiction once, in an order that does not depend on that of the statements."""
    return tuple(sorted(set(clashes), key=lambda found: (found.clash, found.detail)))
