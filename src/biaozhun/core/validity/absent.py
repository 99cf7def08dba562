"""What can be said of a number of which no edition is held."""

from typing import Final

from biaozhun.core.number import Family
from biaozhun.core.succession.facts import is_edition_of
from biaozhun.core.validity.answer import Holding
from biaozhun.core.validity.following import newest_of
from biaozhun.core.validity.naming import edition_keys, printed
from biaozhun.core.validity.outcomes import Outcome
from biaozhun.core.validity.rules import ValidityRule
from biaozhun.core.validity.shelf import ShelfEdition
from biaozhun.core.validity.titles import Agreement, agreement
from biaozhun.core.validity.verdict import Case, Verdict

COUNTED: Final = frozenset(
    {
        Family.NATIONAL,
        Family.SECTOR,
        Family.LOCAL,
        Family.CONSTRUCTION,
        Family.METROLOGY,
        Family.MILITARY,
    }
)
"""Families whose serials one body gives in order: only there can a number be told not to exist.

Not the international ones: ISO, ISO/IEC, ISO/TS and others share their serials, and IEC added
60000 to its own in 1997.
"""


def absent(case: Case) -> Verdict:
    """No edition of the number is held: kin, parts, beyond what is held, or no such number."""
    return near_kin(case) or _parts(case) or _no_such(case) or _not_held(case)


def near_kin(case: Case) -> Verdict | None:
    """A standard whose number differs by nature or prefix, of the year cited where one is."""
    held = [e for standard in kin_of(case) for e in case.editions(standard)]
    year = case.number.year
    if year is not None:
        near = [edition for edition in held if edition.year == year]
    else:
        newest = [newest_of(standard, case.shelf, case.on) for standard in kin_of(case)]
        near = [edition for edition in newest if edition is not None] or held
    near = [edition for edition in near if title_of(case, edition) is not Agreement.DIFFERS]
    if not near:
        return None
    return Verdict(
        outcome=Outcome.AMBIGUOUS,
        rule=ValidityRule.KIN_HELD,
        certain=False,
        candidates=tuple(edition.number for edition in near),
    )


def kin_of(case: Case) -> tuple[str, ...]:
    """The standards held whose number differs from the one cited by nature or prefix alone."""
    found = [key for standard in case.standards for key in case.shelf.kin.get(standard, ())]
    return tuple(dict.fromkeys(found))


def title_of(case: Case, edition: ShelfEdition) -> Agreement:
    """How the title printed stands to that of an edition."""
    if not case.asked.title:
        return Agreement.UNTOLD
    return agreement(case.asked.title, edition.title_zh, edition.title_en)


def _parts(case: Case) -> Verdict | None:
    """The undivided number of a standard that is held in parts."""
    parts = [key for standard in case.standards for key in case.shelf.parts.get(standard, ())]
    if not parts:
        return None
    undated = case.number.year is None
    return Verdict(
        outcome=Outcome.AMBIGUOUS if undated else Outcome.EDITION_UNKNOWN,
        rule=ValidityRule.PARTS_HELD if undated else ValidityRule.EDITION_BEFORE_PARTS,
        certain=False,
        candidates=tuple(printed(key) for key in dict.fromkeys(parts)),
    )


def _no_such(case: Case) -> Verdict | None:
    """Only where a keeper says that every number up to a higher serial is held.

    Serials are what is counted: of a part, a section or an amendment that is not held, of a number
    like one that is held, and of one that another standard names, nothing of the kind follows.
    """
    holding = holding_of(case)
    number = case.number
    whole = not (number.part or number.section or number.amendment)
    if holding is None or holding.complete_to is None or not whole:
        return None
    if kin_of(case) or _is_named(case):
        return None
    if number.family not in COUNTED or not (number.serial.isascii() and number.serial.isdecimal()):
        return None
    if not 1 <= int(number.serial) <= holding.complete_to:
        return None
    return Verdict(
        outcome=Outcome.NO_SUCH_NUMBER,
        rule=ValidityRule.NO_SUCH_NUMBER,
        certain=True,
        detail=(f"{holding.code} held up to {holding.complete_to}: {holding.complete_by}",),
    )


def _is_named(case: Case) -> bool:
    """Whether a sheet of it is held, or an edition is said to have been replaced or renumbered."""
    if any(case.held(standard) for standard in case.standards):
        return True
    links = case.shelf.links
    own = (*edition_keys(case.number), *case.standards)
    if any(key in links for key in own):
        return True
    return any(is_edition_of(key, one) for key in links for one in case.standards)


def _not_held(case: Case) -> Verdict:
    kin = [printed(key) for key in kin_of(case)]
    return Verdict(
        outcome=Outcome.NOT_HELD,
        rule=ValidityRule.NOT_HELD,
        certain=False,
        candidates=tuple(kin),
    )


def holding_of(case: Case) -> Holding | None:
    """How much is held of the code cited."""
    return case.shelf.holdings.get(case.number.code)
