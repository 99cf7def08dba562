"""Whether a run can be taken back, and what that would do."""

from enum import StrEnum

import msgspec

from biaozhun.cloud.catalogue.models import ImportRun, RunUndo, Sighting, SourceRecord
from biaozhun.core.bibliography import OPERATOR


class Refusal(StrEnum):
    """Why a run cannot be taken back."""

    RUNNING = "running"
    UNDONE = "undone"
    BY_HAND = "by_hand"
    NOT_TRACED = "not_traced"
    THINNED = "thinned"


def refusal(run: ImportRun) -> Refusal | None:
    """Why the run cannot be taken back, ``None`` where it can.

    A run from before sightings were noted can be, if it is the only one of its source: all rows
    are then its own.
    """
    if run.state == ImportRun.State.RUNNING:
        return Refusal.RUNNING
    if run.state == ImportRun.State.UNDONE:
        return Refusal.UNDONE
    if run.source.slug == OPERATOR:
        return Refusal.BY_HAND
    runs = ImportRun.objects.filter(source=run.source).exclude(state=ImportRun.State.UNDONE)
    if run.thinned:
        return Refusal.THINNED
    if runs.filter(traced=False).exists() and runs.exclude(pk=run.pk).exists():
        return Refusal.NOT_TRACED
    return None


def editions_of(run: ImportRun) -> list[int]:
    """The editions of which the run brought a row or saw one, in the order of their ids."""
    brought = SourceRecord.objects.filter(run=run).order_by().values_list("edition_id", flat=True)
    seen = Sighting.objects.filter(run=run).order_by().values_list("record__edition_id", flat=True)
    return sorted({*brought.iterator(), *seen.iterator()})


class Consequences(msgspec.Struct, frozen=True, kw_only=True):
    """What taking a run back does, counted.

    Attributes:
        rows: kept rows that only this run brought; they go.
        seen_again: rows that other runs brought or saw too; they stay.
        editions: editions the run speaks of.
        gone: of these, those that nothing else speaks of; they go.
        later: runs of the same source that came after and stay.
    """

    rows: int
    seen_again: int
    editions: int
    gone: int
    later: int

    @property
    def merged(self) -> int:
        """Editions that stay and are merged again."""
        return self.editions - self.gone


def consequences(run: ImportRun) -> Consequences:
    """Count what would happen; nothing is changed."""
    brought = SourceRecord.objects.filter(run=run)
    shared = brought.filter(pk__in=Sighting.objects.exclude(run=run).values("record_id"))
    seen = Sighting.objects.filter(run=run).exclude(record__run=run).count()
    kept = set(shared.values_list("pk", flat=True))
    rows = brought.count() - len(kept)
    ids = editions_of(run)
    staying = (
        SourceRecord.objects.exclude(run=run)
        .filter(edition_id__in=SourceRecord.objects.filter(run=run).values("edition_id"))
        .order_by()
        .values_list("edition_id", flat=True)
    )
    seen_editions = Sighting.objects.filter(run=run).values_list("record__edition_id", flat=True)
    stays = {*staying, *seen_editions}
    stays |= set(shared.values_list("edition_id", flat=True))
    later = ImportRun.objects.filter(source=run.source, pk__gt=run.pk)
    return Consequences(
        rows=rows,
        seen_again=len(kept) + seen,
        editions=len(ids),
        gone=sum(edition not in stays for edition in ids),
        later=later.exclude(state=ImportRun.State.UNDONE).count(),
    )


def undo_of(run: ImportRun) -> RunUndo | None:
    """The order to take the run back, where there is one."""
    return RunUndo.objects.filter(run=run).first()
