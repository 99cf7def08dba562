"""The timelines of editions: their own dated facts and what their neighbours do to them.

A constant number of queries, however many editions are asked for.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import msgspec

from biaozhun.cloud.catalogue.models import Edition, Relation, Standard
from biaozhun.cloud.catalogue.queries.lookup import Lookup, read_day, read_list
from biaozhun.core.bibliography import Extent, RelationKind, StatusWord
from biaozhun.core.succession import (
    SUCCEEDING,
    EditionFacts,
    Renumbering,
    Replacement,
    StatusStatement,
    Timeline,
    came_out_after,
    inferred_replacements,
    timeline,
)


class Neighbour(msgspec.Struct, frozen=True):
    """The days of another edition, as far as they decide about this one."""

    slug: str
    standard: str
    kind: str
    year: int | None
    published: dt.date | None
    in_force: dt.date | None
    statements: list[dict[str, str]]

    @property
    def key(self) -> str:
        """The slug is the key under which succession knows an edition."""
        return self.slug

    @property
    def is_sheet(self) -> bool:
        """Whether it is an amendment or a corrigendum."""
        return self.kind != Edition.Kind.EDITION

    @property
    def is_draft(self) -> bool:
        """Whether its sources know it as a draft or a project."""
        return any(said["word"] == StatusWord.DRAFT for said in self.statements)


class Dated(Protocol):
    """What a timeline needs of an edition: the model has it, and so has a row of the index."""

    @property
    def id(self) -> int:
        """Its id."""

    @property
    def slug(self) -> str:
        """Its address form."""

    @property
    def standard_id(self) -> int:
        """Its standard."""

    @property
    def kind(self) -> str:
        """Edition, amendment or corrigendum."""

    @property
    def year(self) -> int | None:
        """Year of its number."""

    @property
    def published(self) -> dt.date | None:
        """Day of publication."""

    @property
    def in_force(self) -> dt.date | None:
        """Day of entry into force."""

    @property
    def withdrawn(self) -> dt.date | None:
        """Stated day of withdrawal."""

    @property
    def suspended(self) -> dt.date | None:
        """First day of a suspension."""

    @property
    def resumed(self) -> dt.date | None:
        """First day after it."""

    @property
    def statements(self) -> list[dict[str, str]]:
        """Status words with source and day."""


def timelines(editions: Iterable[Dated]) -> dict[int, Timeline]:
    """The timeline of each edition, by its id.

    Needs of an edition: its slug, dates, statements, kind, year and standard.
    """
    editions = list(editions)
    family = _family(editions)
    links = _links(editions, family)
    successors = _neighbours({link.subject for found in links.values() for link in found})
    return {
        edition.id: _timeline(edition, links[edition.slug], family, successors)
        for edition in editions
    }


_NEIGHBOUR = ("slug", "standard", "kind", "year", "published", "in_force", "statements")
_BY_STANDARD = Lookup(Edition, ("standard", *_NEIGHBOUR), key="standard")
_BY_SLUG = Lookup(Edition, _NEIGHBOUR, key="slug")
_STANDARDS = Lookup(Standard, ("id", "slug"), key="id")


def _family(editions: Sequence[Dated]) -> dict[int, list[Neighbour]]:
    """All editions of the standards asked for, by the standard's id."""
    ids = {edition.standard_id for edition in editions}
    slugs = dict(_STANDARDS(ids))
    found = defaultdict(list)
    for standard_id, *values in _BY_STANDARD(ids):
        found[standard_id].append(_neighbour(values, slugs[standard_id]))
    return found


def _neighbour(values: Sequence[Any], standard: str) -> Neighbour:
    slug, _, kind, year, published, in_force, statements = values
    return Neighbour(
        slug=slug,
        standard=standard,
        kind=kind,
        year=year,
        published=read_day(published),
        in_force=read_day(in_force),
        statements=read_list(statements),
    )


class StatedSuccession(msgspec.Struct, frozen=True):
    """A stated relation between two editions, as far as it decides about either's status."""

    kind: str
    subject: str
    object: str
    extent: str
    date: dt.date | None
    basis: str


_LINK = StatedSuccession.__struct_fields__
_STATED = Lookup(Relation, _LINK, key="object", only=("kind", SUCCEEDING))
_GIVEN = Lookup(Relation, _LINK, key="subject", only=("kind", (RelationKind.RENUMBERED_FROM,)))


def _read_links(rows: Iterable[Sequence[Any]]) -> Iterator[StatedSuccession]:
    for kind, subject, object_, extent, date, basis in rows:
        yield StatedSuccession(kind, subject, object_, extent, read_day(date), basis)


def _links(
    editions: Sequence[Dated], family: Mapping[int, Sequence[Neighbour]]
) -> dict[str, list[StatedSuccession]]:
    """The replacements and renumberings that bear on each edition, by its slug.

    One that names only the standard is among those of all its editions; which of them it bears on
    is told by their days.
    """
    standard_of = {edition.slug: family[edition.standard_id][0].standard for edition in editions}
    stated, given = defaultdict(list), defaultdict(list)
    for link in _read_links(_STATED(standard_of.keys() | standard_of.values())):
        stated[link.object].append(link)
    for link in _read_links(_GIVEN(standard_of.keys())):
        given[link.subject].append(link)
    return {
        slug: [
            *stated.get(slug, ()),
            *(stated.get(standard, ()) if standard != slug else ()),
            *given.get(slug, ()),
        ]
        for slug, standard in standard_of.items()
    }


def _neighbours(slugs: set[str]) -> dict[str, Neighbour]:
    """Editions by slug; their standard is not asked for and stays empty."""
    return {values[0]: _neighbour(values, "") for values in _BY_SLUG(slugs)}


def _timeline(
    edition: Dated,
    links: Sequence[StatedSuccession],
    family: Mapping[int, Sequence[Neighbour]],
    successors: Mapping[str, Neighbour],
) -> Timeline:
    replaced_by = [
        _replacement(edition, link, successors.get(link.subject))
        for link in links
        if link.kind == RelationKind.REPLACES
        and link.subject != edition.slug
        and _bears(link, edition, successors.get(link.subject))
    ]
    renumbered = [
        _renumbering(edition, link, successors.get(link.subject))
        for link in links
        if link.kind == RelationKind.RENUMBERED_FROM
    ]
    siblings = family[edition.standard_id]
    if len(siblings) > 1:
        named = {replacement.successor for replacement in replaced_by}
        replaced_by += inferred_replacements(neighbour_of(edition), siblings, named=named)
    facts = facts_of(edition, siblings[0].standard)
    return timeline(facts, replaced_by=replaced_by, renumbered=renumbered)


def _bears(link: StatedSuccession, edition: Dated, successor: Neighbour | None) -> bool:
    """Whether it names the edition, or its standard when the edition was out already."""
    return link.object == edition.slug or not came_out_after(
        edition.slug,
        edition.published,
        stating=link.subject,
        stated=successor.published if successor else None,
    )


def facts_of(edition: Dated, standard: str) -> EditionFacts:
    """What is stated about the edition by itself; ``standard`` is its standard's slug."""
    return EditionFacts(
        key=edition.slug,
        standard=standard,
        published=edition.published,
        in_force=edition.in_force,
        withdrawn=edition.withdrawn,
        suspended=edition.suspended,
        resumed=edition.resumed,
        statements=tuple(
            StatusStatement(
                StatusWord(said["word"]),
                dt.date.fromisoformat(said["seen"]) if said.get("seen") else None,
                said.get("source", ""),
            )
            for said in edition.statements
        ),
        draft=any(said["word"] == StatusWord.DRAFT for said in edition.statements),
    )


def _replacement(
    edition: Dated, link: StatedSuccession, successor: Neighbour | None
) -> Replacement:
    return Replacement(
        predecessor=edition.slug,
        successor=link.subject,
        extent=Extent(link.extent) if link.extent else None,
        stated=link.date,
        successor_in_force=successor.in_force if successor else None,
        successor_published=successor.published if successor else None,
        successor_draft=successor.is_draft if successor else False,
        basis=link.basis,
    )


def _renumbering(edition: Dated, link: StatedSuccession, latter: Neighbour | None) -> Renumbering:
    former = edition.slug if link.subject != edition.slug else link.object
    day = link.date or (latter.in_force if latter else None)
    return Renumbering(former=former, latter=link.subject, date=day, basis=link.basis)


def neighbour_of(edition: Dated) -> Neighbour:
    """The edition as its siblings see it; its standard is not read."""
    return Neighbour(
        slug=edition.slug,
        standard="",
        kind=edition.kind,
        year=edition.year,
        published=edition.published,
        in_force=edition.in_force,
        statements=edition.statements,
    )
