"""Work on a whole source that the background does: merging it again, removing it."""

from django.db import transaction
from django.db.models import F

from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.actions.removing import remove_source
from biaozhun.cloud.catalogue.actions.sources import MERGED_AT_ONCE
from biaozhun.cloud.catalogue.actions.storing import merge_again
from biaozhun.cloud.catalogue.models import Source, SourceRecord
from biaozhun.cloud.desk.models import SourceWork
from biaozhun.cloud.foundation.clock import now, today


def work(work_id: int) -> None:
    """Go on with the work from where it stood, to its end."""
    ordered = SourceWork.objects.filter(id=work_id, finished=None).first()
    if ordered is None:
        return
    source = Source.objects.filter(slug=ordered.slug).first()
    if source is not None and ordered.kind == SourceWork.Kind.MERGE:
        _merge(source, ordered)
    elif source is not None:
        remove_source(source)
    with transaction.atomic():
        SourceWork.objects.filter(id=work_id).update(finished=now(), done=F("total"))
        kind = "merged" if ordered.kind == SourceWork.Kind.MERGE else "removed"
        record(f"desk.source_{kind}", subject=f"source:{ordered.slug}")


def _merge(source: Source, ordered: SourceWork) -> None:
    """Merge every edition the source speaks of anew, noting how far it is with each portion."""
    after = ordered.after
    spoken_of = SourceRecord.objects.filter(source=source).order_by("edition_id")
    while batch := list(
        spoken_of.filter(edition_id__gt=after)
        .values_list("edition_id", flat=True)
        .distinct()[:MERGED_AT_ONCE]
    ):
        after = batch[-1]
        with transaction.atomic():
            merge_again(batch, day=today())
            SourceWork.objects.filter(id=ordered.pk).update(
                after=after, done=F("done") + len(batch)
            )
