"""Standards in force that take over an international edition which has a newer one."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from biaozhun.cloud.adoption.models import Assessment
from biaozhun.cloud.catalogue.models import Edition, Relation
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.core.bibliography import Degree, RelationKind
from biaozhun.core.succession import ENDED, HOLDS

PAGE = 50  # standards
_AT_ONCE = 400  # relations whose editions are looked at together
_ADOPTING = tuple(str(degree) for degree in Degree if degree.is_adoption)


class Place(msgspec.Struct, frozen=True):
    """Where a list goes on: behind this relation."""

    sort_key: str
    pk: int


class Newer(msgspec.Struct, frozen=True, kw_only=True):
    """A standard, what it takes over, and the newer edition of that.

    Attributes:
        row: our edition with its standing.
        adopted: number of the international edition taken over.
        adopted_slug: its slug.
        degree: of correspondence.
        newer: the newest edition of it that is published.
        assessment: what was decided last; ``None`` while nothing was.
        place: in the list.
    """

    row: Row
    adopted: str
    adopted_slug: str
    degree: str
    newer: Edition
    assessment: Assessment | None
    place: Place


def newer_page(
    on: dt.date, *, is_open: bool, after: Place | None
) -> tuple[list[Newer], Place | None]:
    """Fifty standards behind a place, and where the next page begins."""
    found = list(islice(in_order(on, is_open=is_open, after=after), PAGE + 1))
    shown = found[:PAGE]
    return shown, shown[-1].place if len(found) > PAGE else None


def in_order(on: dt.date, *, is_open: bool, after: Place | None = None) -> Iterator[Newer]:
    """All of them by number; of ``is_open`` those nobody has assessed."""
    while rows := list(_behind(_relations(on), after)[:_AT_ONCE]):
        last = rows[-1]
        after = Place(last.edition.sort_key, last.pk)
        for found in _looked_at(rows, on):
            if found.assessment is None or not is_open:
                yield found
        if len(rows) < _AT_ONCE:
            return


def newer_of(edition: Edition, on: dt.date) -> list[Newer]:
    """What one edition takes over that has a newer edition."""
    return list(_looked_at(list(_relations(on).filter(edition=edition)), on))


def _relations(on: dt.date) -> QuerySet[Relation]:
    """Adoptions by editions, each with the key of the newest edition behind the one adopted."""
    held = Edition.objects.filter(slug=OuterRef("object"))
    later = Edition.objects.filter(
        standard_id=OuterRef("adopted_standard"),
        kind=Edition.Kind.EDITION,
        year__gt=OuterRef("adopted_year"),
        published__lte=on,
    )
    stated = Relation.objects.filter(
        kind=str(RelationKind.CORRESPONDS),
        degree__in=_ADOPTING,
        subject=F("edition__slug"),
        edition__kind=Edition.Kind.EDITION,
    )
    annotated = stated.annotate(
        adopted_standard=Subquery(held.values("standard_id")[:1]),
        adopted_year=Subquery(held.values("year")[:1]),
    ).annotate(newer_id=Subquery(later.order_by("-year", "-pk").values("pk")[:1]))
    return annotated.filter(newer_id__isnull=False).select_related("edition__standard")


def _behind(relations: QuerySet[Relation], after: Place | None) -> QuerySet[Relation]:
    if after is not None:
        behind = Q(edition__sort_key__gt=after.sort_key) | Q(
            edition__sort_key=after.sort_key, pk__gt=after.pk
        )
        relations = relations.filter(behind)
    return relations.order_by("edition__sort_key", "pk")


def _looked_at(relations: Sequence[Relation], on: dt.date) -> Iterator[Newer]:
    """Those of our editions that are in force, and whose newer edition has not ended itself."""
    ids = {relation.pk: int(relation.newer_id) for relation in relations}  # type: ignore[attr-defined]  # annotated above
    newest = Edition.objects.select_related("standard").in_bulk(set(ids.values()))
    ours = {relation.edition_id: relation.edition for relation in relations}
    rows = with_standings([*ours.values(), *newest.values()], on)
    standing = {row.edition.pk: row for row in rows}
    slugs = {edition.slug for edition in ours.values()}
    decided = {
        (one.slug, one.newer_slug): one
        for one in Assessment.objects.filter(slug__in=slugs)
        .select_related("person")
        .order_by("assessed")
    }
    for relation in relations:
        row, newer = standing[relation.edition_id], standing[ids[relation.pk]]
        if row.standing.status not in HOLDS or newer.standing.status in ENDED:
            continue
        yield Newer(
            row=row,
            adopted=relation.other_number,
            adopted_slug=relation.object,
            degree=relation.degree,
            newer=newer.edition,
            assessment=decided.get((relation.edition.slug, newer.edition.slug)),
            place=Place(relation.edition.sort_key, relation.pk),
        )
