"""Editions that are not held and of whose end the editions that are held tell.

A foreword names what it takes the place of, an announcement names both numbers: that an edition
has ended can be known of one whose own record no source has.
"""

from collections.abc import Iterator

import msgspec

from biaozhun.core.succession import ENDED, EditionFacts, Renumbering, Replacement, timeline
from biaozhun.core.succession.chain import target
from biaozhun.core.succession.facts import is_edition_of
from biaozhun.core.succession.newest import year_of
from biaozhun.core.validity.absent import kin_of
from biaozhun.core.validity.naming import edition_keys, printed
from biaozhun.core.validity.rules import ValidityRule
from biaozhun.core.validity.shelf import ShelfEdition
from biaozhun.core.validity.stating import state
from biaozhun.core.validity.verdict import Case, Verdict


def ended_unheld(case: Case) -> Verdict | None:
    """How an edition ended that others name; ``None`` where none tells of an end by the day."""
    for key in _named(case):
        edition = _as_told(key, case)
        if edition is not None and case.standing(edition).status in ENDED:
            found = state(edition, case)
            plain = found.rule is ValidityRule.DATED_EDITION
            return msgspec.structs.replace(
                found, rule=ValidityRule.NAMED_ONLY if plain else found.rule
            )
    return None


def _named(case: Case) -> Iterator[str]:
    """The keys of the edition cited; undated those that kin had before, the latest first."""
    if case.number.year is not None:
        yield from edition_keys(case.number)
        return
    kin = [edition for standard in kin_of(case) for edition in case.editions(standard)]
    former = {key for edition in kin for key in edition.timeline.formerly}
    own = [key for key in former if any(is_edition_of(key, one) for one in case.standards)]
    yield from sorted(own, key=lambda key: (-year_of(key), key))


def _as_told(key: str, case: Case) -> ShelfEdition | None:
    """The edition with the days that what follows it tells, shown by the sources of that."""
    links = case.shelf.links.get(key, ())
    if not links:
        return None
    standard = case.standards[0]
    life = timeline(
        EditionFacts(key=key, standard=standard),
        replaced_by=[link for link in links if isinstance(link, Replacement)],
        renumbered=[link for link in links if isinstance(link, Renumbering)],
    )
    heirs = [case.shelf.editions.get(target(link)) for link in links]
    return ShelfEdition(
        key=key,
        number=printed(key),
        standard=standard,
        year=year_of(key) or None,
        timeline=life,
        seen=tuple(seen for heir in heirs if heir is not None for seen in heir.seen),
    )
