"""From when to when the old and the new edition may both be followed."""

import datetime as dt

import msgspec

from biaozhun.core.bibliography.record import Extent
from biaozhun.core.number import Family
from biaozhun.core.succession import HOLDS, Rule, Status
from biaozhun.core.validity.answer import Step
from biaozhun.core.validity.following import following, newest_of
from biaozhun.core.validity.outcomes import Outcome
from biaozhun.core.validity.shelf import ShelfEdition
from biaozhun.core.validity.verdict import Case, Verdict


class Transition(msgspec.Struct, frozen=True):
    """The first day on which the old edition may no longer be followed, and the new one must be."""

    may_follow_until: dt.date | None = None
    must_follow_from: dt.date | None = None


NO_TRANSITION = Transition()


def transition(found: Verdict, steps: tuple[Step, ...], case: Case) -> Transition:
    """The choice between two editions on the day, where a rule or an announcement gives one.

    Between the publication and the entry into force of a new national standard either may be
    followed (国家标准管理办法 §35, read in a secondary source). A stated end that lies behind the
    successor's entry into force is a choice given by announcement.
    """
    edition = found.edition
    if edition is None or found.standing is None:
        return NO_TRANSITION
    if found.outcome is Outcome.UPCOMING and found.standing.status is Status.UPCOMING:
        return _of_new(edition, case)
    if found.standing.status in HOLDS and found.outcome is not Outcome.AMBIGUOUS:
        return _of_old(edition, steps, case)
    return NO_TRANSITION


def _of_new(edition: ShelfEdition, case: Case) -> Transition:
    old = newest_of(edition.standard, case.shelf, case.on)
    if old is None or old.key == edition.key:
        return NO_TRANSITION
    return _of_old(old, following(old, case.shelf).steps, case)


def _of_old(edition: ShelfEdition, steps: tuple[Step, ...], case: Case) -> Transition:
    life = edition.timeline
    heirs = [step for step in steps if step.depth == 1 and step.extent is not Extent.PARTLY]
    for step in heirs:
        heir = case.shelf.editions.get(step.key)
        if heir is None or step.renumbered:
            continue
        status = case.standing(heir).status
        start = heir.timeline.start
        announced = status is Status.UPCOMING and heir.timeline.published is not None
        if announced and start is not None and case.number.family is Family.NATIONAL:
            day = max(start, life.ended or start)
            return Transition(day, day)
        if status in HOLDS and life.end_rule is Rule.END_STATED and life.end is not None:
            return Transition(life.end, life.end)
    return NO_TRANSITION
