"""How one edition is tied to other publications, held here or not."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import msgspec
from django.db.models import Q

from biaozhun.cloud.catalogue.models import Edition, Relation, Standard
from biaozhun.cloud.catalogue.queries.announcements import announcements_named
from biaozhun.cloud.catalogue.queries.lookup import Lookup
from biaozhun.core.bibliography import RelationKind


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """The other end of a relation.

    Attributes:
        number: for reading.
        slug: for the address.
        title: where it is held, else empty.
        held: whether the library has it.
        degree: of correspondence; else empty.
        extent: of a replacement; else empty.
        date: the day of the relation as ISO text; empty where none is stated.
        basis: what the source gives as ground.
        announcement: slug of the announcement that the basis names, where it is held; else empty.
    """

    number: str
    slug: str
    title: str = ""
    held: bool = False
    degree: str = ""
    extent: str = ""
    date: str = ""
    basis: str = ""
    announcement: str = ""


class _Held(NamedTuple):
    """What the library holds of what relations name.

    Attributes:
        titles: slug → title of editions and standards; a standard's is empty.
        announcements: basis → slug of the announcement it names.
    """

    titles: dict[str, str]
    announcements: dict[str, str]


Links = dict[str, list[Link]]
"""Kind → links; ``kind`` where the edition is the subject, ``kind:of`` where it is the object."""

_READ = (
    *("edition__slug", "edition__number", "kind", "subject", "object", "other_number"),
    *("extent", "degree", "date", "basis"),
)
_STANDARDS = Lookup(Standard, ("slug",), key="slug")
_EDITIONS = Lookup(Edition, ("slug", "title_zh", "title_en"), key="slug")

UNDATED_TOO = (RelationKind.CITES, RelationKind.CORRESPONDS)
"""Relations that may name a standard instead of an edition."""


def links_of(edition: Edition) -> Links:
    """Every relation of the edition, each other end once, in four questions."""
    relations = list(_relations(edition))
    others = {_other(relation, edition)[0] for relation in relations}
    held = _Held(_titles(others), _announcements(relations))
    found: dict[str, dict[str, Link]] = defaultdict(dict)
    for relation in relations:
        slug, number = _other(relation, edition)
        link = _link(relation, slug=slug, number=number, held=held)
        known = found[_kind(relation, edition)]
        known[slug] = link if slug not in known else _joined(known[slug], link)
    return {kind: list(links.values()) for kind, links in found.items()}


def _relations(edition: Edition) -> Iterable[Relation]:
    undated = Q(object=edition.standard.slug, kind__in=[str(kind) for kind in UNDATED_TOO])
    either = Q(subject=edition.slug) | Q(object=edition.slug) | undated
    return Relation.objects.filter(either).select_related("edition").only(*_READ)


def _is_subject(relation: Relation, edition: Edition) -> bool:
    return relation.subject == edition.slug


def _kind(relation: Relation, edition: Edition) -> str:
    return relation.kind if _is_subject(relation, edition) else f"{relation.kind}:of"


def _other(relation: Relation, edition: Edition) -> tuple[str, str]:
    """Slug and number of the other end.

    ``other_number`` is written from the side of the edition that states the relation; where that
    is the other end itself, its own number is read.
    """
    slug = relation.object if _is_subject(relation, edition) else relation.subject
    if relation.edition_id == edition.pk:
        return slug, relation.other_number
    return slug, relation.edition.number if relation.edition.slug == slug else slug


def _announcements(relations: Iterable[Relation]) -> dict[str, str]:
    """Basis → slug of the announcement it names; both ends may be what the announcement lists."""
    grounded = [relation for relation in relations if relation.basis]
    ends = {end for relation in grounded for end in (relation.subject, relation.object)}
    return announcements_named({relation.basis for relation in grounded}, ends)


def _titles(slugs: set[str]) -> dict[str, str]:
    """Slug → title of the editions and standards that are held; a standard's is empty."""
    held: dict[str, str] = dict.fromkeys((slug for (slug,) in _STANDARDS(slugs)), "")
    return held | {slug: zh or en for slug, zh, en in _EDITIONS(slugs)}


def _link(relation: Relation, *, slug: str, number: str, held: _Held) -> Link:
    return Link(
        number=number,
        slug=slug,
        title=held.titles.get(slug, ""),
        held=slug in held.titles,
        degree=relation.degree,
        extent=relation.extent,
        date=relation.date.isoformat() if relation.date else "",
        basis=relation.basis,
        announcement=held.announcements.get(relation.basis, ""),
    )


def _joined(one: Link, other: Link) -> Link:
    """Two statements of one relation; the first speaks, the second fills what it leaves out."""
    return msgspec.structs.replace(
        one,
        degree=one.degree or other.degree,
        extent=one.extent or other.extent,
        date=one.date or other.date,
        basis=one.basis or other.basis,
        announcement=one.announcement if one.basis else other.announcement,
    )
