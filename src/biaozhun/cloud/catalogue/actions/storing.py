"""Putting one batch of records into the catalogue: rows kept, editions merged, index told.

Everything of a batch is written in the transaction of the caller or not at all. The edition that
results depends on the rows kept for it and on nothing else, so sources may come in any order and a
row may come any number of times.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from biaozhun.cloud.catalogue.actions.bulk import Insert, one_batch_at_a_time
from biaozhun.cloud.catalogue.actions.changes import note_written
from biaozhun.cloud.catalogue.actions.editions import held_editions, write_editions
from biaozhun.cloud.catalogue.actions.rereading import Readings, digest_of, kept_digest
from biaozhun.cloud.catalogue.actions.statements import write_statements
from biaozhun.cloud.catalogue.actions.targets import Target, edition_number, text_of
from biaozhun.cloud.catalogue.actions.tracing import Seen, note_seen
from biaozhun.cloud.catalogue.models import (
    Announcement,
    Edition,
    ImportRun,
    Source,
    SourceRecord,
)
from biaozhun.cloud.catalogue.queries.lookup import Lookup, read_day
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.core.bibliography import OPERATOR, BibliographicRecord, DecidedRecord, Sourced

_facts = msgspec.json.Decoder(BibliographicRecord)
_stated = msgspec.json.Decoder(DecidedRecord)


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """A record on its way in.

    Attributes:
        position: its row in the input, from 1.
        raw: the row as it came.
        record: what was read out of it.
        seen: the day the source said so.
    """

    position: int
    raw: str
    record: BibliographicRecord
    seen: dt.date

    @property
    def digest(self) -> str:
        """The row's identity among those its source gives of an edition."""
        return digest_of(self.raw)


class Arrival(NamedTuple):
    """A row that comes in, the edition it speaks of, and its identity among that one's rows."""

    digest: str
    incoming: Incoming
    target: Target


class BatchAccount(msgspec.Struct):
    """What became of the records of a batch."""

    stored: int = 0
    merged: int = 0


def store(
    batch: Sequence[Incoming], run: ImportRun, announcements: Mapping[str, int]
) -> BatchAccount:
    """Write a batch; the caller holds the transaction.

    Args:
        batch: records in the order of the input.
        run: the run they belong to, with its source.
        announcements: number of an announcement → its id, where that is unambiguous.
    """
    one_batch_at_a_time()
    targets: dict[str, Target] = {}
    readings = Readings.standing()
    arriving = _each_once(batch, targets, source=run.source.slug, readings=readings)
    new = look_up(targets)
    known = _known_rows(run.source_id, targets.values())
    fresh, seen_again = _told_apart(arriving, known)
    note_seen(_seen(arriving, known, announcements), run)
    _keep_rows(seen_again, run, announcements)
    touched = {each.target.slug: each.target for each in (*fresh, *seen_again)}
    add_kept_rows(touched.values())
    for each in fresh:
        each.target.rows.append(_sourced(each, run.source))
    write_editions(touched.values(), day=day_of(run.started))
    _keep_rows(fresh, run, announcements)
    write_statements(touched.values(), readings)
    note_written(touched)
    return BatchAccount(stored=new, merged=len(batch) - new)


def merge_again(edition_ids: Collection[int], *, day: dt.date) -> None:
    """Merge editions anew from the rows kept for them, after rows or a precedence have changed."""
    one_batch_at_a_time()
    numbers = Edition.objects.filter(id__in=edition_ids).values_list("number", flat=True)
    targets = {target.slug: target for target in map(Target.of, map(edition_number, numbers))}
    look_up(targets)
    add_kept_rows(targets.values())
    write_editions(targets.values(), day=day)
    write_statements(targets.values(), Readings.standing())
    note_written(targets)


def _each_once(
    batch: Iterable[Incoming], targets: dict[str, Target], *, source: str, readings: Readings
) -> list[Arrival]:
    """The rows, of equal ones the first; their editions are added to ``targets``."""
    rows: dict[tuple[str, str], Arrival] = {}
    for incoming in batch:
        target = Target.of(edition_number(incoming.record.number))
        digest = incoming.digest
        if readings:
            own, key = target, incoming.record.external_id
            target = readings.home(own, source=source, digest=digest, key=key)
            digest = kept_digest(incoming.raw, own=own.slug, home=target.slug)
        target = targets.setdefault(target.slug, target)
        rows.setdefault((target.slug, digest), Arrival(digest, incoming, target))
    return list(rows.values())


_KNOWN_ROWS = Lookup(
    SourceRecord, ("edition", "digest", "last_seen", "id", "run"), key="edition", within="source"
)
_KEPT_ROWS = Lookup(
    SourceRecord, ("edition", "facts", "source", "last_seen", "position"), key="edition"
)


class Known(NamedTuple):
    """A row that its source has given before: the day it was last seen, its id, who brought it."""

    last_seen: dt.date
    id: int
    run: int


KnownRows = Mapping[tuple[int | None, str], Known]


def _known_rows(source_id: int, targets: Iterable[Target]) -> KnownRows:
    """The rows of these editions that this source has given before, by edition and digest."""
    held = [target.edition_id for target in targets if target.edition_id is not None]
    return {
        (edition_id, digest): Known(read_day(seen), record, run)
        for edition_id, digest, seen, record, run in _KNOWN_ROWS(held, source_id)
    }


def _told_apart(
    arriving: Iterable[Arrival], known: KnownRows
) -> tuple[list[Arrival], list[Arrival]]:
    """The rows that are new, and the known ones that are now seen on a later day."""
    fresh, seen_again = [], []
    for row in arriving:
        before = known.get((row.target.edition_id, row.digest))
        if before is None:
            fresh.append(row)
        elif before.last_seen < row.incoming.seen:
            seen_again.append(row)
    return fresh, seen_again


def _seen(
    arriving: Iterable[Arrival], known: KnownRows, announcements: Mapping[str, int]
) -> Iterator[Seen]:
    """Of the rows that arrive those that are known."""
    for row in arriving:
        before = known.get((row.target.edition_id, row.digest))
        if before is not None:
            yield Seen(
                record=before.id,
                run=before.run,
                position=row.incoming.position,
                seen=row.incoming.seen.isoformat(),
                announcement=announcements.get(row.incoming.record.announcement),
                facts=text_of(row.incoming.record),
                is_later=before.last_seen < row.incoming.seen,
            )


def look_up(targets: Mapping[str, Target]) -> int:
    """Give the targets that are held their ids and return how many are not."""
    held = held_editions(targets.keys())
    for slug, edition_id in held.items():
        targets[slug].edition_id = edition_id
        targets[slug].is_held = True
    return len(targets) - len(held)


def _sourced(arrival: Arrival, source: Source) -> Sourced:
    row = arrival.incoming
    return Sourced(
        record=_as_of(row.record, arrival.target),
        source=source.slug,
        rank=source.rank,
        seen=row.seen,
        order=row.position,
    )


def _as_of(record: BibliographicRecord, target: Target) -> BibliographicRecord:
    """The record under the number of its edition: a keeper may have decided that it means that."""
    if record.number == target.canonical:
        return record
    return msgspec.structs.replace(record, number=target.canonical)


def add_kept_rows(targets: Iterable[Target]) -> None:
    """Give each target the rows that are kept for it already."""
    held = {target.edition_id: target for target in targets if target.edition_id is not None}
    if not held:
        return
    sources = {source.id: source for source in Source.objects.all()}
    for edition_id, facts, source_id, seen, position in _KEPT_ROWS(held.keys()):
        source, target = sources[source_id], held[edition_id]
        target.rows.append(
            kept_row(facts, source, target=target, seen=read_day(seen), position=position)
        )


def kept_row(
    facts: str, source: Source, *, target: Target, seen: dt.date, position: int
) -> Sourced:
    """A kept row as the merge takes it; an operator's is a decision and not a statement."""
    decides = source.slug == OPERATOR
    read = _stated if decides else _facts
    return Sourced(
        record=_as_of(read.decode(facts), target),
        source=source.slug,
        rank=source.rank,
        seen=seen,
        order=position,
        decides=decides,
    )


_UPSERT_ROW = Insert(
    SourceRecord,
    (
        "source",
        "digest",
        "edition",
        "announcement",
        "position",
        "raw",
        "facts",
        "first_seen",
        "last_seen",
        "run",
    ),
    key=("edition", "source", "digest"),
    update=("facts", "last_seen"),
)


def _keep_rows(
    arrived: Iterable[Arrival], run: ImportRun, announcements: Mapping[str, int]
) -> None:
    """Write rows down; of one that is kept already what is read out of it now, and the day."""
    _UPSERT_ROW(
        (
            run.source_id,
            row.digest,
            row.target.edition_id,
            announcements.get(row.incoming.record.announcement),
            row.incoming.position,
            row.incoming.raw,
            text_of(row.incoming.record),
            seen := row.incoming.seen.isoformat(),
            seen,
            run.id,
        )
        for row in arrived
    )


def announcement_numbers() -> dict[str, int]:
    """Number → id of the announcements whose number is borne by one only."""
    ids: dict[str, list[int]] = defaultdict(list)
    for number, announcement_id in Announcement.objects.values_list("number", "id"):
        ids[number].append(announcement_id)
    return {number: found[0] for number, found in ids.items() if len(found) == 1}
