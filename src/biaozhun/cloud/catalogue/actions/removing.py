"""Taking a source out again: its rows go, and what rested on them is merged anew or goes too."""

import itertools
from collections.abc import Collection

from django.db import transaction

from biaozhun.cloud.catalogue.actions.bulk import one_batch_at_a_time
from biaozhun.cloud.catalogue.actions.changes import note_gone
from biaozhun.cloud.catalogue.actions.statements import tell_the_index
from biaozhun.cloud.catalogue.actions.storing import merge_again
from biaozhun.cloud.catalogue.models import (
    Announcement,
    Edition,
    RejectedRow,
    Source,
    SourceRecord,
    Standard,
)
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.search.outbox import enqueue

BATCH = 300  # editions in one transaction
REJECTED_BATCH = 5_000  # rejected rows in one transaction


def remove_source(source: Source) -> int:
    """Remove a source with every row it gave, and return how many editions went with it.

    Editions that other sources speak of stay and are merged from those. It can be interrupted and
    called again.
    """
    gone = 0
    while batch := list(
        itertools.islice(
            SourceRecord.objects.filter(source=source)
            .values_list("edition_id", flat=True)
            .order_by("edition_id")
            .distinct(),
            BATCH,
        )
    ):
        gone += _remove_from(source, batch)
    _remove_rejected(source)
    with transaction.atomic():
        source.delete()
        Announcement.objects.filter(rows=None, filings=None, runs=None).delete()
        Standard.objects.filter(editions=None).delete()
    return gone


def _remove_rejected(source: Source) -> None:
    """Remove the rows that could not go in; a file read with a wrong mapping has nothing else."""
    rejected = RejectedRow.objects.filter(run__source=source).order_by()
    while batch := list(rejected.values_list("pk", flat=True)[:REJECTED_BATCH]):
        with transaction.atomic():
            RejectedRow.objects.filter(pk__in=batch).delete()


def _remove_from(source: Source, edition_ids: list[int]) -> int:
    with transaction.atomic():
        one_batch_at_a_time()
        SourceRecord.objects.filter(source=source, edition_id__in=edition_ids).delete()
        gone = remove_bare(edition_ids)
        merge_again(set(edition_ids) - gone, day=today())
    return len(gone)


def remove_bare(edition_ids: Collection[int]) -> set[int]:
    """Remove those of the editions for which no row is kept any more; returns their ids.

    The caller holds the transaction and has called ``one_batch_at_a_time``.
    """
    bare = Edition.objects.filter(id__in=edition_ids, source_records=None)
    gone = dict(bare.values_list("id", "slug"))
    if not gone:
        return set()
    standards = dict(bare.values_list("standard_id", "standard__slug"))
    tell_the_index(gone.values(), set(standards.values()))
    Edition.objects.filter(id__in=gone).delete()
    Standard.objects.filter(id__in=standards, editions=None).delete()
    enqueue(gone)
    note_gone(gone.values())
    return set(gone)
