"""How one edition stands on the day: its status, its withdrawn clauses, its other numbers."""

from collections.abc import Iterator
from typing import Final

import msgspec

from biaozhun.core.succession import ENDED, HOLDS, Renumbering, Rule, Standing, Status
from biaozhun.core.validity.answer import ClauseWithdrawal
from biaozhun.core.validity.clauses import Touch, touched
from biaozhun.core.validity.following import is_other_text
from biaozhun.core.validity.naming import later_keys, printed
from biaozhun.core.validity.outcomes import Outcome
from biaozhun.core.validity.rules import ValidityRule
from biaozhun.core.validity.shelf import ShelfEdition
from biaozhun.core.validity.verdict import Case, Verdict

_OUTCOME: Final = {
    Status.NOT_YET_PUBLISHED: Outcome.UPCOMING,
    Status.UPCOMING: Outcome.UPCOMING,
    Status.IN_FORCE: Outcome.IN_FORCE,
    Status.PARTLY_REPLACED: Outcome.PARTLY_REPLACED,
    Status.REPLACED: Outcome.REPLACED,
    Status.WITHDRAWN: Outcome.WITHDRAWN,
    Status.SUSPENDED: Outcome.SUSPENDED,
    Status.RENUMBERED: Outcome.RENUMBERED,
    Status.UNKNOWN: Outcome.UNKNOWN,
}


def state(edition: ShelfEdition, case: Case, found: Standing | None = None) -> Verdict:
    """How an edition stands on the day, by the rule of dated citations.

    ``found`` is its standing, where that is known already. No announcement ends a sheet: it is part
    of the edition that it amends and has ended, or is suspended, with that.
    """
    found = found or case.standing(edition)
    whole = whole_of(edition, case)
    if whole is not edition and found.status in HOLDS and case.standing(whole).status not in HOLDS:
        return msgspec.structs.replace(state(whole, case), edition=edition)
    plain = _plain(edition, found)
    return (
        _before_publication(plain, found)
        or _by_what_never_held(plain, found, case)
        or _without_basis(plain, found, case)
        or _under_kin(plain, found, case)
        or _other_text(plain, found, case)
        or _with_cuts(plain, found, case)
        or plain
    )


def whole_of(edition: ShelfEdition, case: Case) -> ShelfEdition:
    """The edition that a sheet amends, where it is held; else the edition itself."""
    if not edition.is_sheet:
        return edition
    base, _, _ = edition.key.rpartition("/")
    return case.shelf.editions.get(base, edition)


def _plain(edition: ShelfEdition, found: Standing) -> Verdict:
    doubtful_end = found.status in ENDED and not found.certain
    return Verdict(
        outcome=_OUTCOME[found.status],
        rule=ValidityRule.DATED_EDITION,
        certain=found.certain,
        detail=(found.reason,),
        edition=edition,
        standard=edition.standard,
        standing=found,
        since=None if doubtful_end else found.since,
        until=found.until,
    )


def _before_publication(plain: Verdict, found: Standing) -> Verdict | None:
    if found.status is not Status.NOT_YET_PUBLISHED:
        return None
    draft = found.rule is Rule.DRAFT
    return msgspec.structs.replace(
        plain,
        rule=ValidityRule.DRAFT_ONLY if draft else ValidityRule.NOT_PUBLISHED,
        certain=plain.certain and not draft,
        detail=(),
    )


def _by_what_never_held(plain: Verdict, found: Standing, case: Case) -> Verdict | None:
    """What never entered into force has replaced nothing: whether this one has ended is open."""
    if found.rule not in (Rule.END_REPLACED, Rule.END_INFERRED) or found.status not in ENDED:
        return None
    heirs = [case.shelf.editions[key] for key in found.by if key in case.shelf.editions]
    if not heirs or not all(never_held(heir, case) for heir in heirs):
        return None
    numbers = ", ".join(heir.number for heir in heirs)
    return msgspec.structs.replace(
        plain,
        outcome=Outcome.UNKNOWN,
        certain=False,
        since=None,
        detail=(*plain.detail, f"{numbers} had not entered into force when it was stopped"),
    )


def never_held(edition: ShelfEdition, case: Case) -> bool:
    """Whether it was withdrawn, or suspended until now, before the day of its entry into force."""
    life = edition.timeline
    match case.standing(edition).status:
        case Status.SUSPENDED:
            stopped = life.suspended_from
        case Status.WITHDRAWN:
            stopped = life.ended
        case _:
            stopped = None  # it holds, has held, or is to come
    return stopped is not None and life.start is not None and stopped < life.start


def _without_basis(plain: Verdict, found: Standing, case: Case) -> Verdict | None:
    """A renumbering for which no source names an announcement is a candidate."""
    if found.status is not Status.RENUMBERED or plain.edition is None:
        return None
    links = case.shelf.links.get(plain.edition.key, ())
    stated = [link for link in links if isinstance(link, Renumbering)]
    if not stated or any(link.basis for link in stated):
        return None
    return msgspec.structs.replace(
        plain,
        outcome=Outcome.AMBIGUOUS,
        rule=ValidityRule.RENUMBERED_WITHOUT_BASIS,
        certain=False,
        since=None,
        candidates=tuple(_number(link.latter, case) for link in stated),
    )


def _under_kin(plain: Verdict, found: Standing, case: Case) -> Verdict | None:
    """The same text may go on under another number, and no source says so.

    Where an announcement withdrew it, or a source shows it alive under its own number no earlier
    than under the other, that counts.
    """
    edition = plain.edition
    if edition is None or not _may_live_elsewhere(edition, found):
        return None
    later = [other for other in _same_text(edition, case) if _is_shown_later(other, edition, case)]
    kin = tuple(other.number for other in later)
    if not kin:
        return None
    return msgspec.structs.replace(
        plain,
        outcome=Outcome.AMBIGUOUS,
        rule=ValidityRule.SAME_TEXT_UNDER_KIN,
        certain=False,
        since=None,
        until=None,
        candidates=kin,
    )


def _may_live_elsewhere(edition: ShelfEdition, found: Standing) -> bool:
    if found.status is Status.WITHDRAWN:
        return not edition.withdrawn_by
    return found.status in HOLDS or found.status is Status.UNKNOWN


def _is_shown_later(other: ShelfEdition, edition: ShelfEdition, case: Case) -> bool:
    """Whether the other number is the last under which the text was shown alive."""
    own, seen = edition.timeline.alive_seen, other.timeline.alive_seen
    if own is None or case.standing(edition).status not in HOLDS:
        return True
    return own < case.on and seen is not None and own < seen


def _same_text(edition: ShelfEdition, case: Case) -> Iterator[ShelfEdition]:
    """Editions of the same year in force on the day under the numbers texts went on under."""
    kin = case.shelf.kin
    if not kin or edition.is_sheet:
        return
    held = {key for standard in case.standards for key in kin.get(standard, ())}
    for standard in later_keys(case.number) if held else ():
        for other in case.editions(standard) if standard in held else ():
            same = other.year == edition.year and not is_other_text(edition, other)
            if same and case.standing(other).status in HOLDS:
                yield other


def _other_text(plain: Verdict, found: Standing, case: Case) -> Verdict | None:
    """A newer edition that is another text replaces nothing by inference.

    Where a source showed the older one ended it has ended, and by what is not known.
    """
    edition = plain.edition
    if edition is None or found.rule is not Rule.END_INFERRED:
        return None
    newer = [case.shelf.editions[key] for key in found.by if key in case.shelf.editions]
    if not newer or not all(is_other_text(edition, other) for other in newer):
        return None
    return msgspec.structs.replace(
        plain,
        outcome=plain.outcome if found.certain else Outcome.UNKNOWN,
        rule=ValidityRule.OTHER_TEXT_FOLLOWS,
        certain=False,
        since=None,
        candidates=tuple(other.number for other in newer),
        detail=tuple(f"{other.number} {other.title_zh}".strip() for other in newer),
    )


def _with_cuts(plain: Verdict, found: Standing, case: Case) -> Verdict | None:
    """Single clauses that are withdrawn on the day, of an edition whose rest holds."""
    edition = plain.edition
    doubted = found.status is Status.UNKNOWN and found.rule is Rule.END_DOUBTED
    if edition is None or not (found.status in HOLDS or doubted):
        return None
    cuts = tuple(c for c in edition.clauses_withdrawn if c.since is None or c.since <= case.on)
    if not cuts:
        return None
    return _cut(msgspec.structs.replace(plain, cuts=cuts), case.asked.clauses)


def _cut(plain: Verdict, cited: tuple[str, ...]) -> Verdict:
    hit = [cut for cut in plain.cuts if cited and touched(cited, cut.clauses) is Touch.YES]
    if hit:
        return _clauses(plain, ValidityRule.CITED_CLAUSE_WITHDRAWN, hit, sure=True)
    untold = [cut for cut in plain.cuts if touched(cited, cut.clauses) is Touch.UNTOLD]
    if not cited:
        return _clauses(plain, ValidityRule.CLAUSES_WITHDRAWN, plain.cuts, sure=True)
    if untold:
        return _clauses(plain, ValidityRule.CLAUSES_WITHDRAWN, untold, sure=False)
    return msgspec.structs.replace(plain, rule=ValidityRule.OTHER_CLAUSES_WITHDRAWN)


def _clauses(
    plain: Verdict,
    rule: ValidityRule,
    cuts: "tuple[ClauseWithdrawal, ...] | list[ClauseWithdrawal]",
    *,
    sure: bool,
) -> Verdict:
    days = [cut.since for cut in cuts if cut.since]
    return msgspec.structs.replace(
        plain,
        outcome=Outcome.CLAUSES_WITHDRAWN,
        rule=rule,
        certain=plain.certain and sure and bool(days),
        since=min(days, default=None),
    )


def _number(key: str, case: Case) -> str:
    held = case.shelf.editions.get(key)
    return held.number if held else printed(key)
