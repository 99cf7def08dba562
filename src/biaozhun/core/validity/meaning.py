"""Which edition a citation means, and how that one stands."""

import msgspec

from biaozhun.core.succession import ENDED, Status, age_of, newest_in_force
from biaozhun.core.succession import Rule as SuccessionRule
from biaozhun.core.validity.absent import absent, near_kin
from biaozhun.core.validity.naming import edition_keys
from biaozhun.core.validity.outcomes import Outcome
from biaozhun.core.validity.rules import ValidityRule
from biaozhun.core.validity.shelf import ShelfEdition
from biaozhun.core.validity.stating import never_held, state
from biaozhun.core.validity.unheld import ended_unheld
from biaozhun.core.validity.verdict import Case, Verdict


def dated(case: Case) -> Verdict:
    """A dated citation: that edition, or what is known where it is not held."""
    meant = edition_of(case)
    if meant is not None:
        return state(meant, case)
    return ended_unheld(case) or near_kin(case) or _edition_not_held(case) or absent(case)


def edition_of(case: Case) -> ShelfEdition | None:
    """The edition or sheet of the year cited, also under a joint number of it."""
    for key in edition_keys(case.number):
        held = case.shelf.editions.get(key)
        if held is not None:
            return held
    for standard in case.standards:
        for held in case.held(standard):
            if _is_meant(held, case):
                return held
    return None


def _is_meant(held: ShelfEdition, case: Case) -> bool:
    """Whether it is of the year cited; a sheet also by its number without a year."""
    amendment = case.number.amendment
    if not amendment:
        return not held.is_sheet and held.year == case.number.year
    if not held.is_sheet:
        return False
    _, _, sheet = held.number.rpartition("/")
    same = sheet == amendment or sheet.startswith((f"{amendment}-", f"{amendment}:"))
    return same and f"-{case.number.year}/" in held.number.replace(":", "-")


def _edition_not_held(case: Case) -> Verdict | None:
    """The standard is held, the edition or the sheet is not."""
    standard = next((key for key in case.standards if case.held(key)), None)
    if standard is None:
        return None
    editions = case.editions(standard)
    year = case.number.year or 0
    years = [edition.year for edition in editions if edition.year is not None]
    same = [edition for edition in editions if edition.year == year]
    if not editions:
        rule, editions = ValidityRule.SHEET_ONLY, case.held(standard)
    elif case.number.amendment and same:
        rule, editions = ValidityRule.SHEET_NOT_HELD, same
    elif years and year > max(years):
        rule = ValidityRule.EDITION_NEWER
    elif years and year < min(years):
        rule = ValidityRule.EDITION_OLDER
    else:
        rule = ValidityRule.EDITION_BETWEEN
    return Verdict(
        outcome=Outcome.EDITION_UNKNOWN,
        rule=rule,
        certain=False,
        standard=standard,
        candidates=tuple(edition.number for edition in editions),
    )


def undated(case: Case) -> Verdict:
    """An undated citation: the newest edition in force then, else how the standard stands."""
    for standard in case.standards:
        if case.editions(standard):
            return newest_edition(case, standard)
    return ended_unheld(case) or near_kin(case) or _edition_not_held(case) or absent(case)


def newest_edition(case: Case, standard: str) -> Verdict:
    """The newest edition of a standard that is held, in force then, else how it stands."""
    editions = {edition.key: edition for edition in case.editions(standard)}
    rows = [(edition.key, edition.timeline) for edition in editions.values()]
    newest = newest_in_force(rows, case.on)
    if newest.key is None:
        return _none_in_force(case, list(editions.values()))
    found = state(editions[newest.key], case, newest.standing)
    beside = [editions[key].number for key in (*newest.also, *newest.undecided)]
    return msgspec.structs.replace(
        found,
        rule=_if_plain(found, ValidityRule.NEWEST_EDITION),
        certain=found.certain and newest.certain,
        detail=(*found.detail, *_beside(beside)),
        candidates=tuple(dict.fromkeys((*found.candidates, *beside))),
    )


def _beside(numbers: list[str]) -> list[str]:
    return [f"also in force or of unknown status: {', '.join(numbers)}"] if numbers else []


def _if_plain(found: Verdict, rule: ValidityRule) -> ValidityRule:
    """The rule of undated citations, unless another one has decided."""
    return rule if found.rule is ValidityRule.DATED_EDITION else found.rule


def _none_in_force(case: Case, editions: list[ShelfEdition]) -> Verdict:
    """No edition is in force: one is suspended, in doubt, to come, or the last one has ended."""
    by_age = sorted(editions, key=lambda e: age_of(e.key, e.timeline))
    by_age = [e for e in by_age if not never_held(e, case)] or by_age
    status = {edition.key: case.standing(edition).status for edition in editions}
    waiting = [e for e in by_age if status[e.key] is Status.NOT_YET_PUBLISHED]
    coming = [e for e in by_age if status[e.key] is Status.UPCOMING]
    doubtful = [e for e in by_age if status[e.key] is Status.UNKNOWN]
    suspended = [e for e in by_age if status[e.key] is Status.SUSPENDED]
    ended = [e for e in by_age if status[e.key] in ENDED]
    open_doubt = [e for e in doubtful if not ended or _may_be_newer(e, ended[-1])]
    if suspended:
        return _as(state(suspended[-1], case), ValidityRule.SUSPENDED_EDITION)
    if open_doubt:
        return _as(state(open_doubt[-1], case), ValidityRule.DOUBTFUL_EDITION)
    if coming:
        return _as(state(coming[0], case), ValidityRule.COMING_EDITION)
    if ended:
        found = _last_ended(ended[-1], case)
        return msgspec.structs.replace(found, certain=found.certain and not doubtful)
    published = [e for e in waiting if not e.timeline.draft]
    return state((published or waiting)[0], case)


def _last_ended(edition: ShelfEdition, case: Case) -> Verdict:
    """How a standard stands whose last edition held has ended.

    Lists say of an edition that a newer one has taken the place of what they say of a standard that
    goes for good (废止, 作废). So the standard has ended with it only where an announcement, a day
    or a successor is named; else a newer edition may be in force that is not held.
    """
    found = state(edition, case)
    if found.outcome is Outcome.UNKNOWN:
        return _as(found, ValidityRule.DOUBTFUL_EDITION)
    ended = found.standing
    if ended is None or edition.withdrawn_by or ended.by:
        return _as(found, ValidityRule.LAST_EDITION)
    if ended.rule is SuccessionRule.END_STATED:
        return msgspec.structs.replace(_as(found, ValidityRule.LAST_EDITION), certain=False)
    return Verdict(
        outcome=Outcome.EDITION_UNKNOWN,
        rule=ValidityRule.LAST_HELD_ENDED,
        certain=False,
        detail=(f"{edition.number}: {ended.reason}",),
        standard=edition.standard,
        candidates=(edition.number,),
    )


def _as(found: Verdict, rule: ValidityRule) -> Verdict:
    return msgspec.structs.replace(found, rule=_if_plain(found, rule))


def _may_be_newer(edition: ShelfEdition, ended: ShelfEdition) -> bool:
    """Whether it may be newer than the last one that ended: by its days, or by its year."""
    later = age_of(edition.key, edition.timeline) > age_of(ended.key, ended.timeline)
    return later or (edition.year or 0) > (ended.year or 0)
