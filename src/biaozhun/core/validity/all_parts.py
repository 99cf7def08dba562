"""All parts of a standard cited: how they stand together."""

from typing import Final

from biaozhun.core.validity.meaning import newest_edition
from biaozhun.core.validity.outcomes import Outcome
from biaozhun.core.validity.rules import ValidityRule
from biaozhun.core.validity.stating import state
from biaozhun.core.validity.verdict import Case, Verdict

_HOLDING: Final = frozenset({Outcome.IN_FORCE, Outcome.PARTLY_REPLACED, Outcome.CLAUSES_WITHDRAWN})
_ENDED: Final = frozenset({Outcome.REPLACED, Outcome.WITHDRAWN, Outcome.RENUMBERED})
_OVER: Final = _ENDED | {Outcome.EDITION_UNKNOWN}
_NO_PART_YET: Final = frozenset({ValidityRule.NOT_PUBLISHED, ValidityRule.DRAFT_ONLY})
_WITHOUT_ANY_IN_FORCE: Final = (
    Outcome.AMBIGUOUS,
    Outcome.UNKNOWN,
    Outcome.EDITION_UNKNOWN,
    Outcome.SUSPENDED,
    Outcome.UPCOMING,
    Outcome.RENUMBERED,
    Outcome.REPLACED,
    Outcome.WITHDRAWN,
)
"""What is said of several parts none of which is in force: the first of these that any has.

What is in doubt comes first and *withdrawn* last.
"""


def all_parts(case: Case) -> Verdict | None:
    """The parts held, undated or of the year cited; ``None`` where none is held.

    Undated, the standard holds while one part does: a part that has ended is none of its parts any
    more. Dated, the parts of that year are meant: where some have ended, the whole is replaced in
    part.
    """
    held = [found for found in _each(case) if _number(found)]
    if not held:
        return None
    each = [found for found in held if found.rule not in _NO_PART_YET] or held
    holding = [found for found in each if found.outcome in _HOLDING]
    outcome = _together(each, is_dated=case.number.year is not None)
    listed = holding or each
    lead = next((f for f in each if f.outcome is outcome), listed[0])
    doubtful = [f for f in each if not f.certain and not (holding and f.outcome in _OVER)]
    return Verdict(
        outcome=outcome,
        rule=ValidityRule.ALL_PARTS,
        certain=not doubtful,
        detail=tuple(f"{_number(found)}: {found.outcome}" for found in each),
        standard=case.standards[0],
        since=lead.since if len(each) == 1 else None,
        candidates=tuple(_number(found) for found in listed),
    )


def _number(found: Verdict) -> str:
    """The edition of a part; of one whose newest edition is not held, the last that is."""
    if found.edition is not None:
        return found.edition.number
    return next(iter(found.candidates), "") if found.outcome is Outcome.EDITION_UNKNOWN else ""


def _each(case: Case) -> list[Verdict]:
    shelf = case.shelf
    keys = [*case.standards, *(key for s in case.standards for key in shelf.parts.get(s, ()))]
    held = [key for key in dict.fromkeys(keys) if case.editions(key)]
    if case.number.year is None:
        return [newest_edition(case, key) for key in held]
    editions = [edition for key in held for edition in case.editions(key)]
    return [state(edition, case) for edition in editions if edition.year == case.number.year]


def _together(each: list[Verdict], *, is_dated: bool) -> Outcome:
    outcomes = {found.outcome for found in each}
    if is_dated and outcomes & _HOLDING and outcomes & _ENDED:
        return Outcome.PARTLY_REPLACED
    if outcomes & _HOLDING:
        alone = len(each) == 1
        return each[0].outcome if alone else Outcome.IN_FORCE
    return next(outcome for outcome in _WITHOUT_ANY_IN_FORCE if outcome in outcomes)
