"""The nature of the text of an edition over time, under all the numbers it has borne.

Asks the database nothing: what the line of the edition has read is enough.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from biaozhun.cloud.catalogue.models import Edition, Relation
from biaozhun.cloud.catalogue.queries.addresses import readable
from biaozhun.core.bibliography import (
    OPERATOR,
    NatureStatement,
    NatureWord,
    RelationKind,
    StatusWord,
)
from biaozhun.core.bibliography.natures import nature_of_number
from biaozhun.core.number import NumberError
from biaozhun.core.succession import NatureHistory, Numbered, Renumbering, natures


def nature_history(
    edition: Edition,
    ties: Iterable[Relation],
    *,
    held: Mapping[str, Edition],
    numbers: Mapping[str, str],
) -> NatureHistory:
    """The history of the nature of one text.

    Args:
        edition: the edition asked about.
        ties: relations of its line; only renumberings count.
        held: the editions of the line that are held, by slug.
        numbers: slug → number for reading, of what is named by a relation.
    """
    held = {**held, edition.slug: edition}
    changes = [tie for tie in ties if tie.kind == RelationKind.RENUMBERED_FROM]
    borne = _same_text(edition.slug, changes)
    return natures(
        edition.slug,
        {slug: _numbered(slug, held.get(slug), numbers.get(slug, "")) for slug in borne},
        renumbered=[
            # The stated day alone: an entry into force says nothing of when the number changed.
            Renumbering(former=tie.object, latter=tie.subject, date=tie.date, basis=tie.basis)
            for tie in changes
        ],
        published=min(
            (day for slug in borne if slug in held and (day := held[slug].published)),
            default=None,
        ),
        year=edition.year,
    )


def _same_text(slug: str, changes: Iterable[Relation]) -> set[str]:
    """The slugs under which the text is or was known, as far as renumberings tell."""
    beside: dict[str, set[str]] = defaultdict(set)
    for tie in changes:
        beside[tie.subject].add(tie.object)
        beside[tie.object].add(tie.subject)
    found, waiting = {slug}, [slug]
    while waiting:
        fresh = beside[waiting.pop()] - found
        found |= fresh
        waiting += fresh
    return found


def _numbered(slug: str, edition: Edition | None, number: str) -> Numbered:
    """One number of the text, with the day by which it is known to have borne it."""
    if edition is None:
        number = number or readable(slug)
        return Numbered(key=slug, number=number, nature=_nature(number))
    return Numbered(
        key=slug,
        number=edition.number,
        nature=NatureWord(edition.nature) if edition.nature else None,
        seen=_first_borne(edition),
        statements=tuple(_statement(one) for one in edition.natures),
    )


def _first_borne(edition: Edition) -> dt.date | None:
    """The first day on which a source showed the number as that of a text in being.

    One shown as 即将实施 or as that of a draft may be what a change has still to give. No proof is
    what the same source said of the nature on that day either, and the day of the first record may
    have been that of such a showing. The day on which a keeper decided the nature shows nothing.
    """
    ahead = {_sighting(said) for said in edition.statements if said["word"] in _NOT_YET}
    seen_so = [said for said in edition.natures if said.get("decided") != OPERATOR]
    words = [*edition.statements, *seen_so]
    days = [seen for said in words if (seen := said.get("seen")) and _sighting(said) not in ahead]
    known = [dt.date.fromisoformat(day) for day in days]
    return min(known if ahead else [edition.first_recorded, *known], default=None)


_NOT_YET = (StatusWord.UPCOMING, StatusWord.DRAFT)


def _sighting(said: Mapping[str, str]) -> tuple[str, str]:
    """Source and day of a statement."""
    return said.get("source", ""), said.get("seen", "")


def _statement(stored: Mapping[str, str]) -> NatureStatement:
    seen = stored.get("seen")
    return NatureStatement(
        NatureWord(stored["word"]),
        dt.date.fromisoformat(seen) if seen else None,
        stored.get("source", ""),
        stored.get("decided", ""),
    )


def _nature(number: str) -> NatureWord | None:
    """What the mark of a number says; a source may name what is no number."""
    try:
        return nature_of_number(number)
    except NumberError:
        return None
