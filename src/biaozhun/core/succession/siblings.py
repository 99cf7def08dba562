"""Editions of one standard as each other's successors, where no source says a word.

Editions of one standard follow one another: the standard keeps its number, and a later year under
it is a later text. That is weaker than anything a source states, so a replacement found this way is
marked as inferred and is never made where a source names the successor.
"""

import datetime as dt
from collections.abc import Container, Iterable
from typing import Protocol

from biaozhun.core.succession.facts import Replacement
from biaozhun.core.succession.newest import year_of


class Sibling(Protocol):
    """What an edition has to tell to be compared with another of its standard."""

    @property
    def key(self) -> str:
        """The edition's key."""

    @property
    def year(self) -> int | None:
        """The year in its number."""

    @property
    def is_sheet(self) -> bool:
        """Whether it is an amendment or corrigendum, which succeeds no edition."""

    @property
    def is_draft(self) -> bool:
        """Whether it is known as a draft or a project."""

    @property
    def published(self) -> dt.date | None:
        """Its day of publication."""

    @property
    def in_force(self) -> dt.date | None:
        """Its day of entry into force."""


def is_later(other: Sibling, edition: Sibling) -> bool:
    """Whether the other is a later edition of the same standard, and no sheet to either."""
    if other.is_sheet or edition.is_sheet:
        return False
    return other.year is not None and edition.year is not None and other.year > edition.year


def inferred_replacements(
    edition: Sibling, siblings: Iterable[Sibling], *, named: Container[str]
) -> list[Replacement]:
    """The later editions among the siblings as replacements of the edition.

    ``siblings`` are editions of the same standard, the edition itself among them or not; those in
    ``named`` are left out, for a source tells of them.
    """
    return [
        Replacement(
            predecessor=edition.key,
            successor=other.key,
            successor_in_force=other.in_force,
            successor_published=other.published,
            successor_draft=other.is_draft,
            inferred=True,
        )
        for other in siblings
        if is_later(other, edition) and other.key not in named
    ]


def came_out_after(
    edition: str, published: dt.date | None, *, stating: str, stated: dt.date | None
) -> bool:
    """Whether an edition came out after the one that says that it replaces its standard.

    Such a statement names the standard without a year: it means what stood when it was made.
    ``published`` and ``stated`` are the days of publication of the two; where one is not known, the
    years in their keys tell, and without those nothing is taken to have come after.
    """
    if published is not None and stated is not None:
        return published > stated
    year = year_of(stating)
    return year > 0 and year_of(edition) > year


def next_replacement(edition: Sibling, siblings: Iterable[Sibling]) -> Replacement | None:
    """The next later edition of the same standard as its replacement; ``None`` where it is last."""
    family = list(siblings)
    years = {other.key: other.year or 0 for other in family}
    later = inferred_replacements(edition, family, named=())
    return min(later, key=lambda link: (years[link.successor], link.successor), default=None)
