"""Writing what sources state beside an edition: relations, documents, filings, conflicts."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from biaozhun.cloud.catalogue.actions.bulk import Insert, Value
from biaozhun.cloud.catalogue.actions.rereading import Readings
from biaozhun.cloud.catalogue.actions.targets import Target, day_of, slug_of
from biaozhun.cloud.catalogue.models import (
    Announcement,
    Conflict,
    Document,
    Edition,
    Filing,
    Relation,
    SourceRecord,
    Standard,
)
from biaozhun.cloud.catalogue.queries.lookup import Lookup
from biaozhun.cloud.search.outbox import enqueue
from biaozhun.core.bibliography import StatedRelation
from biaozhun.core.succession import SUCCEEDING

_INSERT_RELATION = Insert(
    Relation,
    (
        "edition",
        "kind",
        "subject",
        "object",
        "other_number",
        "extent",
        "degree",
        "date",
        "basis",
    ),
    key=("edition", "kind", "subject", "object"),
)
_INSERT_DOCUMENT = Insert(
    Document, ("edition", "kind", "language", "medium", "reading", "reason", "address")
)
_INSERT_FILING = Insert(
    Filing, ("edition", "number", "announcement", "date"), key=("edition", "number")
)
_CONFLICT = ("edition", "field", "chosen", "chosen_source", "other", "other_source", "decided")
_INSERT_CONFLICT = Insert(Conflict, _CONFLICT)


def write_statements(targets: Iterable[Target], readings: Readings) -> None:
    """Relations, documents, filings and conflicts of the editions, in the place of the old ones.

    Args:
        targets: the editions, merged.
        readings: relations follow a number that is read as another one.
    """
    targets = list(targets)
    ids = [target.edition_id for target in targets if target.is_held and target.edition_id]
    stale = Relation.objects.filter(edition_id__in=ids)
    affected = set(stale.filter(kind__in=SUCCEEDING).values_list("object", flat=True))
    for model in (Relation, Document, Filing):
        model._default_manager.filter(edition_id__in=ids).delete()  # noqa: SLF001  -- the name Django gives it
    _INSERT_RELATION(row for target in targets for row in _relation_values(target, readings))
    _INSERT_DOCUMENT(row for target in targets for row in _document_values(target))
    _INSERT_FILING(_filing_values([t for t in targets if t.result.record.filing_number]))
    _write_conflicts(ids, [row for target in targets for row in _conflict_values(target)])
    tell_the_index(
        [target.slug for target in targets],
        affected.union(target.standard for target in targets if target.standard_is_held),
        ids={target.edition_id for target in targets if target.edition_id is not None},
    )


def _relation_values(target: Target, readings: Readings) -> Iterator[tuple[Value, ...]]:
    own = target.slug
    for stated in target.result.record.relations:
        other = slug_of(stated.number)
        if readings:
            other = readings.slug(other)
            if other == own:  # to a number that is read as this very one
                continue
        subject, object_ = (other, own) if stated.inverse else (own, other)
        yield (target.edition_id, str(stated.kind), subject, object_, *_details(stated))


def _details(stated: StatedRelation) -> tuple[Value, ...]:
    return (
        stated.number,
        str(stated.extent or ""),
        str(stated.degree or ""),
        day_of(stated.date),
        stated.basis,
    )


def _document_values(target: Target) -> Iterator[tuple[Value, ...]]:
    for document in target.result.record.documents:
        yield (
            target.edition_id,
            document.kind,
            document.language,
            document.medium,
            document.reading,
            document.reason,
            document.url,
        )


_ANNOUNCED = Lookup(SourceRecord, ("edition", "announcement"), key="edition")


def _filing_values(targets: Sequence[Target]) -> Iterator[tuple[Value, ...]]:
    """The filings, each with the announcement that lists it, where a row of one is kept."""
    ids = [target.edition_id for target in targets if target.edition_id is not None]
    named = [row for row in _ANNOUNCED(ids) if row[1]]
    announcements = Announcement.objects.filter(kind=Announcement.Kind.FILING).in_bulk(
        {announcement for _, announcement in named}
    )
    listed: dict[int, Announcement] = {}
    for edition, announcement_id in named:
        announcement = announcements.get(announcement_id)
        standing = listed.get(edition, announcement)
        if announcement and standing:  # of several the same one, whatever the order of the rows
            listed[edition] = min(announcement, standing, key=lambda each: each.slug)
    for target in targets:
        announcement = listed.get(target.edition_id or 0)
        yield (
            target.edition_id,
            target.result.record.filing_number,
            announcement.id if announcement else None,
            day_of(announcement.date) if announcement else None,
        )


def _write_conflicts(ids: Collection[int], wanted: Iterable[tuple[Value, ...]]) -> None:
    """Leave those that are as they were: keepers look at them, and a form names one by its id."""
    held: dict[tuple[Value, ...], list[int]] = {}
    for pk, *row in Conflict.objects.filter(edition_id__in=ids).values_list("pk", *_CONFLICT):
        held.setdefault(tuple(row), []).append(pk)
    new = []
    for values in wanted:
        if same := held.get(values):
            same.pop()
        else:
            new.append(values)
    Conflict.objects.filter(pk__in=[pk for gone in held.values() for pk in gone]).delete()
    _INSERT_CONFLICT(new)


def _conflict_values(target: Target) -> Iterator[tuple[Value, ...]]:
    for conflict in target.result.conflicts:
        yield (
            target.edition_id,
            conflict.field,
            conflict.chosen,
            conflict.chosen_source,
            conflict.other,
            conflict.other_source,
            conflict.decided,
        )


_SUCCEEDED_BY = Lookup(Relation, ("object",), key="subject", only=("kind", SUCCEEDING))
_STANDARDS = Lookup(Standard, ("id",), key="slug")
_EDITIONS_OF = Lookup(Edition, ("id",), key="standard")
_EDITIONS = Lookup(Edition, ("id",), key="slug")


def tell_the_index(
    editions: Collection[str], standards: Collection[str], *, ids: Collection[int] = ()
) -> None:
    """Queue editions that change, and those whose status may change with them.

    These are the other editions of the same standards (a newer one may replace them) and the
    editions that one of those that change replaces or renumbers, by whatever source.

    Args:
        editions: slugs of the editions that change.
        standards: slugs of their standards that may have other editions, and of whatever else is to
            be looked at again.
        ids: of the editions that change, as far as they are held.
    """
    affected = {str(object_) for (object_,) in _SUCCEEDED_BY(editions)}
    named = affected.union(standards)
    standard_ids = [row[0] for row in _STANDARDS(named)]
    others = (row[0] for row in (*_EDITIONS_OF(standard_ids), *_EDITIONS(named)))
    enqueue(sorted({*ids, *others}))
