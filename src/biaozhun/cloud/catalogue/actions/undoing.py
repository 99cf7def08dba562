"""Taking a whole run back: the catalogue is then as if it had never been.

What is left follows from the runs that remain. A row is what the first of them brought, with the
facts and the day of the latest that saw it; an edition is merged from the rows that are left.
Nothing of the run's own history goes: its account, its findings and its rejected rows stay.
"""

import datetime as dt
import itertools
from collections.abc import Collection, Iterable, Sequence

import msgspec
from django.db import transaction
from django.db.models import F, Prefetch

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.actions.bulk import one_batch_at_a_time, written_through_at_the_end
from biaozhun.cloud.catalogue.actions.removing import remove_bare
from biaozhun.cloud.catalogue.actions.sources import merge_source_again
from biaozhun.cloud.catalogue.actions.storing import merge_again
from biaozhun.cloud.catalogue.actions.telling import untell
from biaozhun.cloud.catalogue.actions.tracing import note_changed_facts
from biaozhun.cloud.catalogue.models import (
    Announcement,
    Edition,
    ImportRun,
    RunUndo,
    Sighting,
    SourceRecord,
)
from biaozhun.cloud.catalogue.queries.undoing import Refusal, editions_of, refusal
from biaozhun.cloud.foundation.clock import day_of, now, today
from biaozhun.core.bibliography import OPERATOR
from biaozhun.core.errors import BiaozhunError

BATCH = 200  # editions in one transaction

_SENTENCE = {
    Refusal.RUNNING: ("this run is still going on", "stop it first"),
    Refusal.UNDONE: ("this run has been taken back already", ""),
    Refusal.BY_HAND: (
        "these are decisions of keepers and no import",
        "withdraw the decisions one by one on the pages of their editions",
    ),
    Refusal.NOT_TRACED: (
        "which rows this run saw was not written down yet when it was made",
        "take the whole source out, and import what is to stay again",
    ),
    Refusal.THINNED: (
        "too many imports of this source came after it; what it saw is no longer known row by row",
        "take the whole source out, and import what is to stay again",
    ),
}


class UndoRefusedError(BiaozhunError):
    """A run that cannot be taken back."""

    default_code = "undo_refused"


def stop_run(run: ImportRun, *, actor: Person | None) -> None:
    """End a run where it stands; what it brought so far is in and can be taken back.

    A process that still works on it writes nothing more.
    """
    with transaction.atomic():
        going = ImportRun.objects.filter(pk=run.pk, state=ImportRun.State.RUNNING)
        if going.update(state=ImportRun.State.DONE, finished=now()):
            record("catalogue.run_stopped", subject=f"run:{run.pk}", actor=actor)


def order_undo(run: ImportRun, *, actor: Person | None, reason: str) -> RunUndo:
    """Write down that a run is to be taken back; :func:`undo` does it.

    Raises:
        UndoRefusedError: it cannot be taken back, or that was ordered already.
    """
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        refused = refusal(run)
        if refused is not None:
            message, hint = _SENTENCE[refused]
            raise UndoRefusedError(message, code=f"undo_{refused}", fragment=str(run.pk), hint=hint)
        if RunUndo.objects.filter(run=run).exists():  # whoever ordered it held the run until then
            raise UndoRefusedError(
                "somebody has ordered that already", code="undo_ordered", fragment=str(run.pk)
            )
        ordered = RunUndo.objects.create(
            run=run,
            person=str(actor or "")[:150],
            reason=reason,
            ordered=now(),
            editions=len(editions_of(run)),
        )
        facts = {"reason": reason, "editions": ordered.editions, "file": run.file_name}
        record("catalogue.undo_ordered", subject=f"run:{run.pk}", actor=actor, facts=facts)
    return ordered


def undo(ordered: RunUndo) -> None:
    """Take the run back, in transactions of bounded size; killed anywhere it goes on from there."""
    run = ordered.run
    if ordered.finished:
        return
    ids = iter(editions_of(run))
    with written_through_at_the_end():
        while batch := list(itertools.islice(ids, BATCH)):
            with transaction.atomic():
                gone = _take_out(run, batch)
                RunUndo.objects.filter(pk=ordered.pk).update(
                    done=F("done") + len(batch), gone=F("gone") + gone
                )
    with transaction.atomic():
        had_rank = untell(run)
    if had_rank:
        run.source.refresh_from_db()
        merge_source_again(run.source)
    _finish(ordered)


def _finish(ordered: RunUndo) -> None:
    with transaction.atomic():
        run, instant = ordered.run, now()
        ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.UNDONE)
        RunUndo.objects.filter(pk=ordered.pk).update(finished=instant)
        if run.announcement_id and run.told.get("announcement", {}).get("new"):
            unused = Announcement.objects.filter(pk=run.announcement_id, rows=None, filings=None)
            others = ImportRun.objects.filter(announcement_id=run.announcement_id)
            if not others.exclude(pk=run.pk).exclude(state=ImportRun.State.UNDONE).exists():
                unused.delete()
        record(
            "catalogue.run_undone",
            subject=f"run:{run.pk}",
            facts={"person": ordered.person, "file": run.file_name, "reason": ordered.reason},
        )


def _take_out(run: ImportRun, edition_ids: Sequence[int]) -> int:
    """Give the rows of these editions the state they have without the run."""
    one_batch_at_a_time()
    rows = (
        SourceRecord.objects.filter(edition_id__in=edition_ids, source_id=run.source_id)
        .defer("raw")
        .prefetch_related(Prefetch("sightings", Sighting.objects.order_by("run_id")))
    )
    bare, restored = [], []
    for row in rows:
        left = _left_of(row, run)
        if left is None:
            continue
        if not left:
            bare.append(row.pk)
        elif _restore(row, left):
            restored.append(row)
    SourceRecord.objects.bulk_update(restored, _RESTORED)
    SourceRecord.objects.filter(pk__in=bare).delete()
    Sighting.objects.filter(run=run, record__edition_id__in=edition_ids).delete()
    gone = remove_bare(edition_ids)
    left_over = set(edition_ids) - gone
    _restore_first_days(left_over, run)
    merge_again(left_over, day=today())
    return len(gone)


class Look(msgspec.Struct, frozen=True, order=True):
    """One sighting of a row: which run, and what it read."""

    run: int
    seen: dt.date
    position: int
    announcement: int | None
    facts: str


def _left_of(row: SourceRecord, run: ImportRun) -> list[Look] | None:
    """The sightings by other runs in their order; ``None`` where this run did not see the row."""
    looks = {
        each.run_id: Look(
            each.run_id, each.seen, each.position, each.announcement_id, each.facts or row.facts
        )
        for each in row.sightings.all()
    }
    first = Look(row.run_id, row.first_seen, row.position, row.announcement_id, row.facts)
    looks.setdefault(row.run_id, first)
    if looks.pop(run.pk, None) is None:
        return None
    return [looks[key] for key in sorted(looks)]


_RESTORED = ("run", "first_seen", "last_seen", "position", "announcement", "facts")


def _restore(row: SourceRecord, looks: Iterable[Look]) -> bool:
    """The row as the runs that remain made it, one after the other; tells whether it changed."""
    first, *others = looks
    facts, last = first.facts, first.seen
    for look in others:
        if last < look.seen:
            facts, last = look.facts, look.seen
    before = (row.run_id, row.first_seen, row.last_seen, row.position, row.announcement_id)
    after = (first.run, first.seen, last, first.position, first.announcement)
    if before == after and row.facts == facts:
        return False
    if row.facts != facts:
        note_changed_facts(row, facts)
    row.run_id, row.first_seen, row.last_seen, row.position, row.announcement_id = after
    row.facts = facts
    return True


def _restore_first_days(edition_ids: Collection[int], run: ImportRun) -> None:
    """Editions that the run was the first to bring are recorded since the first that remains."""
    began = day_of(run.started)
    since: dict[int, dt.date] = {}
    standing = SourceRecord.objects.filter(
        edition_id__in=edition_ids, edition__first_recorded=began
    ).values_list("edition_id", "source__slug", "first_seen", "run__started")
    for edition_id, source, seen, started in standing:
        day = seen if source == OPERATOR else day_of(started)
        since[edition_id] = min(day, since.get(edition_id, day))
    for edition_id, day in since.items():
        if day != began:
            Edition.objects.filter(pk=edition_id).update(first_recorded=day)
