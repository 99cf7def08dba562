"""The shelf of a check: what the library holds of everything that is asked, read at once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.timelines import timelines
from biaozhun.cloud.validity.queries import stated_facts
from biaozhun.cloud.validity.queries.gathering import Gathered, gather
from biaozhun.cloud.validity.queries.holdings import holdings
from biaozhun.cloud.validity.queries.neighbours import Neighbours, neighbours
from biaozhun.cloud.validity.queries.succession import binding_on, links_of
from biaozhun.core.number import StandardNumber
from biaozhun.core.validity import Asked, Shelf, ShelfEdition, edition_keys, standard_keys


def shelf_for(asked: Sequence[Asked], on: dt.date) -> Shelf:
    """Everything a check of the citations needs to know, as of a day.

    The number of questions does not depend on how many citations there are; it grows by four for
    each change of number that the longest line of succession goes through, and ends after twelve.
    Editions of a demonstration are on the shelf like others: their sources say what they are.
    """
    numbers = {one.number for one in asked if one.number is not None}
    beside = neighbours(numbers)
    found = gather(_to_begin_with(asked, beside))
    editions = _editions(found, on)
    standards = {slug: tuple(keys) for slug, keys in found.standards.items() if keys}
    for number, keys in _under_other_names(numbers, beside, found).items():
        slug = number.undated().slug
        standards[slug] = tuple(dict.fromkeys((*standards.get(slug, ()), *keys)))
        for key in edition_keys(number)[-1:]:
            editions.setdefault(key, editions[keys[0]])
    return Shelf(
        editions=editions,
        standards=standards,
        links=links_of(found),
        kin=_kin(beside, found),
        parts=beside.parts,
        adopted=stated_facts.adopted(editions.keys(), on),
        holdings=holdings(_not_met(numbers, editions, standards), on),
    )


def _to_begin_with(asked: Sequence[Asked], beside: Neighbours) -> set[str]:
    """The slugs that are read first.

    Parts are among them where all of them are meant; else their numbers alone are told.
    """
    found: set[str] = set()
    for one in asked:
        if one.number is not None:
            found.update(edition_keys(one.number), standard_keys(one.number))
    for many in (beside.kin, beside.heirs, beside.other_names):
        for slugs in many.values():
            found.update(slugs)
    series = {one.number.undated().slug for one in asked if one.number and one.all_parts}
    for slug in series:
        found.update(beside.parts.get(slug, ()))
    return found


def _under_other_names(
    numbers: Iterable[StandardNumber], beside: Neighbours, found: Gathered
) -> Mapping[StandardNumber, list[str]]:
    """Number asked for → editions held that are meant by it and bear another."""
    keys: dict[StandardNumber, list[str]] = defaultdict(list)
    for number in numbers:
        for slug in (*edition_keys(number), number.undated().slug):
            for other in beside.other_names.get(slug, ()):
                if other in found.editions:
                    keys[number].append(other)
    return keys


def _kin(beside: Neighbours, found: Gathered) -> Mapping[str, tuple[str, ...]]:
    """Standards that a number may be meant for: another nature, or what it was renumbered to."""
    kin = dict(beside.kin)
    for slug, heirs in beside.heirs.items():
        held = [found.editions[heir].standard_id for heir in heirs if heir in found.editions]
        others = (found.slug_of[standard] for standard in held)
        kin[slug] = tuple(dict.fromkeys((*kin.get(slug, ()), *others)))
    return {slug: standards for slug, standards in kin.items() if standards}


def _not_met(
    numbers: Iterable[StandardNumber],
    editions: Collection[str],
    standards: Collection[str],
) -> set[StandardNumber]:
    """Numbers of which nothing, or not that edition, is held: for them it counts how much is."""

    def is_met(number: StandardNumber) -> bool:
        if number.year is not None:
            return any(key in editions for key in edition_keys(number))
        return any(key in standards for key in standard_keys(number))

    return {number for number in numbers if not is_met(number)}


def _editions(found: Gathered, on: dt.date) -> dict[str, ShelfEdition]:
    """Each edition with its days and with what sources say of it."""
    held = found.editions.values()
    of_days = timelines(held)
    binding = binding_on(found, on)
    records = stated_facts.records_of(held)
    seen = stated_facts.sightings(records)
    ended = stated_facts.ended_by(records, {one.pk: one for one in held})
    clauses = stated_facts.withdrawn_clauses(found.editions.keys())
    return {
        slug: ShelfEdition(
            key=slug,
            number=one.number,
            standard=found.slug_of[one.standard_id],
            year=one.year,
            timeline=of_days[one.pk],
            is_sheet=one.kind != Edition.Kind.EDITION,
            title_zh=one.title_zh,
            title_en=one.title_en,
            mandatory=binding[slug],
            withdrawn_by=ended.get(one.pk, ""),
            clauses_withdrawn=clauses.get(slug, ()),
            seen=seen.get(one.pk, ()),
        )
        for slug, one in found.editions.items()
    }
