"""Taking rows back that their own installation no longer gives."""

from collections.abc import Collection

from django.db import transaction

from biaozhun.cloud.catalogue.actions.bulk import one_batch_at_a_time
from biaozhun.cloud.catalogue.actions.changes import note_gone
from biaozhun.cloud.catalogue.actions.statements import tell_the_index
from biaozhun.cloud.catalogue.actions.storing import merge_again
from biaozhun.cloud.catalogue.models import Edition, SourceRecord, Standard
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.search.outbox import enqueue

BATCH = 500  # rows in one transaction


def drop_rows(ids: Collection[int]) -> int:
    """Remove kept rows and merge their editions anew; return how many rows went.

    An edition of which nobody speaks any more goes with them.
    """
    wanted = sorted(ids)
    dropped = 0
    for start in range(0, len(wanted), BATCH):
        dropped += _drop(wanted[start : start + BATCH])
    return dropped


def _drop(ids: Collection[int]) -> int:
    with transaction.atomic():
        one_batch_at_a_time()
        rows = SourceRecord.objects.filter(id__in=ids)
        touched = set(rows.values_list("edition_id", flat=True))
        count = len(rows.values_list("id", flat=True))
        rows.delete()
        bare = Edition.objects.filter(id__in=touched, source_records=None)
        gone = dict(bare.values_list("id", "slug"))
        standards = set(bare.values_list("standard__slug", flat=True))
        tell_the_index(gone.values(), standards)
        Edition.objects.filter(id__in=gone).delete()
        Standard.objects.filter(slug__in=standards, editions=None).delete()
        enqueue(gone)
        note_gone(gone.values())
        merge_again(touched - gone.keys(), day=today())
    return count
