"""A collection built from a search, found afresh."""

import datetime as dt
from collections.abc import Mapping

import msgspec
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.forms.asking import asked
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.reading import reader
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.search.port import MAX_DEPTH, Request, SearchIndex
from biaozhun.cloud.search.query_parser import parse as parse_query
from biaozhun.cloud.special_collections.actions.items import Cause, Way, log
from biaozhun.cloud.special_collections.actions.locking import lock
from biaozhun.cloud.special_collections.actions.refusing import RefusedError
from biaozhun.cloud.special_collections.models import Collection, Item


class Refreshed(msgspec.Struct, frozen=True):
    """How many the search finds, and how many came in and went out."""

    found: int
    came: int
    went: int


def refresh(collection: Collection, on: dt.date, *, actor: Person | None = None) -> Refreshed:
    """Ask the search afresh and let its members follow; what is held by hand stays as it is.

    Args:
        collection: one with a query.
        on: the day on which the status of editions is told.
        actor: who ordered it; ``None`` for the timetable.

    Raises:
        RefusedError: there is no query, or it finds more than can be gone through.
        RebuildRequiredError: there is no index yet.
    """
    if not collection.query:
        raise RefusedError(_("这个专题库不是由检索建成的。"))
    return _follow(collection, _found(collection.query, on, reader()), actor)


def _found(query: str, on: dt.date, index: SearchIndex) -> dict[str, str]:
    """Ids of all editions found, by slug."""
    asking = asked(QueryDict(query), on).question
    result = index.search(
        Request(
            query=parse_query(asking.text),
            on=on,
            filters=asking.filters,
            sort="date",  # needs no scores
            size=MAX_DEPTH,  # at once: between two pages the index may become another
            facets=(),
        )
    )
    if result.total > MAX_DEPTH:
        sentence = _("检索得到 {n} 项，专题库最多收 {most} 项，请先缩小范围。")
        raise RefusedError(sentence.format(n=result.total, most=MAX_DEPTH))
    return {hit.slug: hit.id for hit in result.hits}


@transaction.atomic
def _follow(collection: Collection, found: Mapping[str, str], actor: Person | None) -> Refreshed:
    lock(collection)
    items = list(Item.objects.filter(collection=collection, kind=Item.Kind.STANDARD))
    here = {item.slug for item in items}
    gone = [item for item in items if item.held == Item.Held.FOUND and item.slug not in found]
    new = _new_items(collection, [pk for slug, pk in found.items() if slug not in here])
    Item.objects.filter(pk__in=[item.pk for item in gone]).delete()
    Item.objects.bulk_create(new, batch_size=500)
    log(collection, new, Way.IN, Cause.SEARCH)
    log(collection, gone, Way.OUT, Cause.SEARCH)
    collection.refreshed = now()
    collection.save(update_fields=["refreshed"])
    record(
        "special_collections.collection_refreshed",
        subject=f"collection:{collection.slug}",
        actor=actor,
        facts={"found": len(found), "came": len(new), "went": len(gone)},
    )
    return Refreshed(len(found), len(new), len(gone))


def _new_items(collection: Collection, ids: list[str]) -> list[Item]:
    editions = Edition.objects.in_bulk([int(pk) for pk in ids])
    return [
        Item(
            collection=collection,
            kind=Item.Kind.STANDARD,
            slug=edition.slug,
            number=edition.number,
            title=edition.title_zh or edition.title_en,
            held=Item.Held.FOUND,
            sort_key=edition.sort_key,
        )
        for edition in editions.values()
    ]
