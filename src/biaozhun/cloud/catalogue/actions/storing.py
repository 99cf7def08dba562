"""Putting one batch of records into the catalogue: rows kept, editions merged, index told.

Everything of a batch is written in the transaction of the caller or not at all. The edition that
results depends on the rows kept for it and on nothing else, so sources may come in any order and a
row may come any number of times.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

import msgspec

from biaozhun.cloud.catalogue.actions.bulk import Insert
from biaozhun.cloud.catalogue.actions.editions import write_editions
from biaozhun.cloud.catalogue.actions.statements import write_statements
from biaozhun.cloud.catalogue.actions.targets import Target, edition_number, text_of
from biaozhun.cloud.catalogue.models import (
    Announcement,
    Edition,
    ImportRun,
    Source,
    SourceRecord,
)
from biaozhun.core.bibliography import BibliographicRecord, Sourced
from biaozhun.core.number import StandardNumber

_facts = msgspec.json.Decoder(BibliographicRecord)


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
        """The row's identity within its source."""
        return blake2b(self.raw.encode(errors="surrogatepass"), digest_size=16).hexdigest()


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
    keyed = {incoming.digest: incoming for incoming in reversed(batch)}
    known = _known_rows(run.source, keyed)
    fresh = {digest: row for digest, row in keyed.items() if digest not in known}
    refreshed = {
        digest: row for digest, row in keyed.items() if digest in known and known[digest] < row.seen
    }
    numbers = {digest: edition_number(row.record.number) for digest, row in keyed.items()}
    touched = [numbers[digest] for digest in (*fresh, *refreshed)]
    held = _held({number.slug for number in touched})
    account = BatchAccount(stored=len({n.slug for n in touched} - held.keys()))
    account.merged = len(batch) - account.stored
    _see_again(run.source, refreshed)
    targets = _targets(touched, held)
    for digest, row in fresh.items():
        targets[numbers[digest].slug].rows.append(_sourced(row, run.source))
    write_editions(targets.values(), day=run.started.date())
    _keep_rows(fresh, numbers, targets, run, announcements)
    write_statements(targets.values(), announcements)
    return account


def merge_again(edition_ids: Iterable[int], *, day: dt.date) -> None:
    """Merge editions anew from the rows kept for them, after a precedence has changed."""
    slugs = Edition.objects.filter(id__in=list(edition_ids)).values_list("slug", "number", "id")
    held = {slug: edition_id for slug, _, edition_id in slugs}
    targets = _targets([edition_number(number) for _, number, _ in slugs], held)
    write_editions(targets.values(), day=day)
    write_statements(targets.values(), {})


def _known_rows(source: Source, keyed: Mapping[str, Incoming]) -> dict[str, dt.date]:
    kept = SourceRecord.objects.filter(source=source, digest__in=list(keyed))
    return dict(kept.values_list("digest", "last_seen"))


def _held(slugs: set[str]) -> dict[str, int]:
    return dict(Edition.objects.filter(slug__in=slugs).values_list("slug", "id"))


def _see_again(source: Source, refreshed: Mapping[str, Incoming]) -> None:
    by_day = defaultdict(list)
    for digest, row in refreshed.items():
        by_day[row.seen].append(digest)
    for seen, digests in by_day.items():
        SourceRecord.objects.filter(source=source, digest__in=digests).update(last_seen=seen)


def _sourced(row: Incoming, source: Source) -> Sourced:
    return Sourced(
        record=row.record, source=source.slug, rank=source.rank, seen=row.seen, order=row.position
    )


def _targets(numbers: Iterable[StandardNumber], held: Mapping[str, int]) -> dict[str, Target]:
    """Each edition touched, with the rows already kept for it, by slug."""
    targets = {
        number.slug: Target(number=number, edition_id=held.get(number.slug), rows=[])
        for number in numbers
    }
    slug_of = {target.edition_id: slug for slug, target in targets.items()}
    kept = SourceRecord.objects.filter(edition_id__in=[key for key in slug_of if key]).values_list(
        "edition_id", "facts", "source__slug", "source__rank", "last_seen", "position"
    )
    for edition_id, facts, source, rank, seen, position in kept:
        targets[slug_of[edition_id]].rows.append(
            Sourced(
                record=_facts.decode(facts), source=source, rank=rank, seen=seen, order=position
            )
        )
    return targets


_INSERT_ROW = Insert(
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
)


def _keep_rows(
    fresh: Mapping[str, Incoming],
    numbers: Mapping[str, StandardNumber],
    targets: Mapping[str, Target],
    run: ImportRun,
    announcements: Mapping[str, int],
) -> None:
    _INSERT_ROW(
        (
            run.source_id,
            digest,
            targets[numbers[digest].slug].edition_id,
            announcements.get(row.record.announcement),
            row.position,
            row.raw,
            text_of(row.record),
            row.seen.isoformat(),
            row.seen.isoformat(),
            run.id,
        )
        for digest, row in fresh.items()
    )


def announcement_numbers() -> dict[str, int]:
    """Number → id of the announcements whose number is borne by one only."""
    ids: dict[str, list[int]] = defaultdict(list)
    for number, announcement_id in Announcement.objects.values_list("number", "id"):
        ids[number].append(announcement_id)
    return {number: found[0] for number, found in ids.items() if len(found) == 1}
