"""Number and title that disagree: which of the two is meant is not decided, both are shown."""

from typing import Final

import msgspec

from biaozhun.core.succession import Status
from biaozhun.core.validity.absent import kin_of, title_of
from biaozhun.core.validity.following import following
from biaozhun.core.validity.outcomes import Outcome
from biaozhun.core.validity.rules import ValidityRule
from biaozhun.core.validity.shelf import ShelfEdition
from biaozhun.core.validity.titles import Agreement
from biaozhun.core.validity.verdict import Case, Verdict

TO_COME: Final = (Status.UPCOMING, Status.NOT_YET_PUBLISHED)


def with_title(found: Verdict, case: Case) -> Verdict:
    """The verdict, unless the title printed is clearly that of another text."""
    edition = found.edition
    if edition is None or edition.is_sheet:
        return found
    if title_of(case, edition) is not Agreement.DIFFERS:
        return found
    kin = [e for standard in kin_of(case) for e in case.editions(standard) if _agrees(case, e)]
    if kin:
        numbers = (edition.number, *(other.number for other in kin))
        return _doubt(found, Outcome.AMBIGUOUS, ValidityRule.TITLE_OF_KIN, numbers)
    others = [e for e in case.editions(edition.standard) if _agrees(case, e)]
    undated = case.number.year is None
    if undated and any(_leads(e, edition, case) for e in others):
        return found
    coming = [e for e in others if case.standing(e).status in TO_COME]
    if undated and coming:
        return _of_coming(found, coming[0])
    reused = others and undated
    rule = ValidityRule.NUMBER_USED_AGAIN if reused else ValidityRule.TITLE_DISAGREES
    return _doubt(found, Outcome.TITLE_MISMATCH, rule, tuple(e.number for e in others))


def _agrees(case: Case, edition: ShelfEdition) -> bool:
    return title_of(case, edition) is Agreement.AGREES


def _leads(earlier: ShelfEdition, later: ShelfEdition, case: Case) -> bool:
    """Whether the one gave way to the other; no text is inferred to give way to clearly another."""
    return any(step.key == later.key for step in following(earlier, case.shelf).steps)


def _of_coming(found: Verdict, edition: ShelfEdition) -> Verdict:
    """The title is that of an edition to come: the one in force is still the one to use."""
    return msgspec.structs.replace(
        found,
        detail=(*found.detail, f"the title is that of {edition.number}, which is to come"),
        candidates=tuple(dict.fromkeys((*found.candidates, edition.number))),
    )


def _doubt(
    found: Verdict, outcome: Outcome, rule: ValidityRule, candidates: tuple[str, ...]
) -> Verdict:
    edition = found.edition
    held = f"held: {edition.title_zh or edition.title_en}" if edition else ""
    return msgspec.structs.replace(
        found,
        outcome=outcome,
        rule=rule,
        certain=False,
        detail=(held,),
        since=None,
        until=None,
        candidates=candidates,
        cuts=(),
    )
