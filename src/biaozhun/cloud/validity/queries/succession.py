"""What takes the place of the editions read, and whether their texts bind on a day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from biaozhun.cloud.catalogue.models import Edition, Relation
from biaozhun.cloud.catalogue.queries.natures import nature_history
from biaozhun.cloud.catalogue.queries.timelines import neighbour_of
from biaozhun.cloud.validity.queries.gathering import Gathered, former_numbers
from biaozhun.core.bibliography import Extent, NatureWord, RelationKind, StatusWord
from biaozhun.core.succession import (
    Link,
    Renumbering,
    Replacement,
    nature_on,
    next_replacement,
)

MOST_NUMBERS = 60  # of one text; a wrong source may tie a whole library
_BINDS = {
    NatureWord.MANDATORY: True,
    NatureWord.PARTLY_MANDATORY: True,
    NatureWord.RECOMMENDED: False,
    NatureWord.GUIDANCE: False,
    NatureWord.VOLUNTARY: False,
}


def links_of(found: Gathered) -> dict[str, tuple[Link, ...]]:
    """What takes the place of each edition, by its slug.

    As sources state it, of the edition or of its standard as a whole; where none states that it
    was replaced wholly, the next later edition of the same standard, marked as inferred.
    """
    links: dict[str, tuple[Link, ...]] = {
        slug: tuple(_link(tie, found) for tie in ties) for slug, ties in found.ties.items() if ties
    }
    for standard, keys in found.standards.items():
        family = [neighbour_of(found.editions[key]) for key in keys]
        for one in family:
            stated = (*links.get(one.slug, ()), *links.get(standard, ()))
            later = None if any(map(_is_whole, stated)) else next_replacement(one, family)
            if stated or later:
                links[one.slug] = tuple(dict.fromkeys((*stated, *([later] if later else ()))))
    return links


def _is_whole(link: Link) -> bool:
    return isinstance(link, Renumbering) or link.extent is not Extent.PARTLY


def _link(tie: Relation, found: Gathered) -> Link:
    latter = found.editions.get(tie.subject)
    if tie.kind == RelationKind.RENUMBERED_FROM:
        day = tie.date or (latter.in_force if latter else None)
        return Renumbering(former=tie.object, latter=tie.subject, date=day, basis=tie.basis)
    return Replacement(
        predecessor=tie.object,
        successor=tie.subject,
        extent=Extent(tie.extent) if tie.extent else None,
        stated=tie.date,
        successor_in_force=latter.in_force if latter else None,
        successor_published=latter.published if latter else None,
        successor_draft=latter is not None and _is_draft(latter),
        basis=tie.basis,
    )


def _is_draft(edition: Edition) -> bool:
    return any(said["word"] == StatusWord.DRAFT for said in edition.statements)


def binding_on(found: Gathered, on: dt.date) -> Mapping[str, bool | None]:
    """Whether each edition is mandatory on the day, by its slug; ``None`` where it does not tell.

    A text bears on each day the nature of the number it had then.
    """
    beside = _changes_of_number(found)
    texts = {slug: _text_of(slug, beside) for slug in beside}
    numbers = {
        end: tie.other_number
        for ties in beside.values()
        for tie in ties
        for end in (tie.subject, tie.object)
        if end not in found.editions
    }
    binding = {}
    for slug, edition in found.editions.items():
        ties = texts.get(slug, ())
        span = nature_on(
            nature_history(edition, ties, held=_held(ties, found), numbers=numbers), on
        )
        binding[slug] = _BINDS[span.nature] if span and span.nature else None
    return binding


def _changes_of_number(found: Gathered) -> Mapping[str, list[Relation]]:
    """The renumberings that either end takes part in, by its slug."""
    onward = [tie for ties in found.ties.values() for tie in ties]
    beside: dict[str, list[Relation]] = defaultdict(list)
    for tie in (*onward, *former_numbers(found.editions.keys())):
        if tie.kind == RelationKind.RENUMBERED_FROM:
            beside[tie.subject].append(tie)
            beside[tie.object].append(tie)
    return beside


def _text_of(slug: str, beside: Mapping[str, Sequence[Relation]]) -> list[Relation]:
    """All changes of number of the text that bears the slug, as far as a line can be one text's."""
    met, waiting = {slug}, [slug]
    ties: list[Relation] = []
    while waiting and len(met) < MOST_NUMBERS:
        for tie in beside[waiting.pop()]:
            ties.append(tie)
            fresh = {tie.subject, tie.object} - met
            met |= fresh
            waiting += fresh
    return ties


def _held(ties: Iterable[Relation], found: Gathered) -> dict[str, Edition]:
    ends = {end for tie in ties for end in (tie.subject, tie.object)}
    return {end: found.editions[end] for end in ends if end in found.editions}
