"""Importing a file: a run with an account in which every row appears.

The run's position is written in the transaction of the rows it stands behind, so a run that is
killed anywhere goes on where it stood, and none of its rows goes in twice.
"""

import datetime as dt
import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
from django.db import transaction
from django.db.models import Count, F

from biaozhun.cloud.catalogue.actions.announcing import record_announcement
from biaozhun.cloud.catalogue.actions.bulk import Insert, written_through_at_the_end
from biaozhun.cloud.catalogue.actions.orders import ImportOrder, digest_of, run_of
from biaozhun.cloud.catalogue.actions.sources import register_source
from biaozhun.cloud.catalogue.actions.storing import (
    BatchAccount,
    Incoming,
    announcement_numbers,
    store,
)
from biaozhun.cloud.catalogue.actions.telling import standing_before, told_by
from biaozhun.cloud.catalogue.actions.thinning import thin
from biaozhun.cloud.catalogue.importers import Importer, Row
from biaozhun.cloud.catalogue.models import ImportRun, RejectedRow, RunFinding
from biaozhun.cloud.catalogue.queries.runs import codes_of
from biaozhun.cloud.foundation.clock import now
from biaozhun.core.errors import BiaozhunError

BATCH = 1000  # rows in the first transaction
SMALLEST_BATCH = 100  # where waiting for the disk or the network costs more than the rows
LARGEST_BATCH = 2000
BATCH_SECONDS = 0.25  # aimed at for a transaction; half a second is the limit
BATCH_CHARACTERS = 16_000_000  # of rows in one transaction, which are in memory together
RAW_KEPT = 1_000_000  # characters of a rejected row that are kept


class ImportInUseError(BiaozhunError):
    """Another process is importing the same file."""

    default_code = "import_in_use"


class FileChangedError(BiaozhunError):
    """The file is no longer the one that the run began with."""

    default_code = "import_file_changed"


class Account(msgspec.Struct, kw_only=True):
    """What became of every row of the input; rows = stored + merged + rejected.

    Attributes:
        run: id of the run.
        resumed_at: rows that an interrupted run had already taken.
        findings: values that were not taken, by ``code:field``; their rows went in.
        rejections: rejected rows by code.
        codes: the codes (GB/T, DB44 …) whose holdings the run touched.
        stages: seconds this process spent in each; the index is built by another one meanwhile.
    """

    run: int
    rows: int
    stored: int
    merged: int
    rejected: int
    resumed_at: int
    findings: dict[str, int]
    rejections: dict[str, int]
    codes: list[str]
    stages: dict[str, float]


class Step(msgspec.Struct, frozen=True):
    """How far a run has come: rows behind it, and what share of the input where that is known."""

    rows: int
    share: float | None


def import_file(order: ImportOrder, *, report: Callable[[Step], None]) -> Account:
    """Bring the rows of a file into the catalogue, from where an interrupted run stood.

    Args:
        order: the file and how to read it.
        report: told after each batch.

    Raises:
        ImportFormatError: no importer can read the file.
        ImportInUseError: another process works on the same run.
        ResumedDifferentlyError: the interrupted run was begun with other options.
        FileChangedError: the file was written to meanwhile; what was read is in.
    """
    importer = order.open()
    description = order.described_source(importer)
    before = standing_before(description, importer.announcement)
    source = register_source(description)
    run = run_of(importer, order, source)
    resumed_at = run.position
    run.announcement = record_announcement(importer.announcement)
    run.told = run.told or told_by(before, source, run.announcement)
    run.save(update_fields=["announcement", "told"])
    numbers = announcement_numbers()
    if run.announcement:
        numbers[run.announcement.number] = run.announcement.id
    batches = Batches(importer.rows(start=run.position))
    with written_through_at_the_end():
        for batch in batches:
            began = time.perf_counter()
            _take(batch, run, numbers)
            batches.written(len(batch), time.perf_counter() - began)
            report(Step(run.position, importer.progress))
    _note_unknown_columns(importer, run)
    still_going = ImportRun.objects.filter(id=run.id, state=ImportRun.State.RUNNING)
    still_going.update(state=ImportRun.State.DONE, finished=now())  # else somebody stopped it
    _check_unchanged(order, run)
    thin(source)
    stages = {"reading": batches.reading, "database": batches.writing}
    return _account(run, resumed_at, stages)


def _check_unchanged(order: ImportOrder, run: ImportRun) -> None:
    if digest_of(order.path) != run.file_digest:
        raise FileChangedError(
            "the file was written to while it was read",
            fragment=order.path.name,
            hint="import it again; rows that went in are known and cost nothing",
        )


class Batches:
    """The rows in portions for one transaction each, as large as the machine takes in time.

    Attributes:
        reading: seconds spent on getting rows.
        writing: seconds spent on writing them.
    """

    def __init__(self, rows: Iterator[Row]) -> None:
        self.reading = 0.0
        self.writing = 0.0
        self._rows = rows
        self._size = BATCH

    def __iter__(self) -> Iterator[list[Row]]:
        while batch := self._next():
            yield batch

    def _next(self) -> list[Row]:
        began = time.perf_counter()
        batch: list[Row] = []
        left = BATCH_CHARACTERS
        for row in itertools.islice(self._rows, self._size):
            batch.append(row)
            left -= len(row.raw)
            if left <= 0:
                break
        self.reading += time.perf_counter() - began
        return batch

    def written(self, rows: int, seconds: float) -> None:
        """Make the next portion larger or smaller by how long the last one took."""
        self.writing += seconds
        fitting = int(rows * BATCH_SECONDS / max(seconds, 0.001))
        self._size = min(LARGEST_BATCH, max(SMALLEST_BATCH, min(fitting, 2 * self._size)))


def _take(batch: Sequence[Row], run: ImportRun, announcements: dict[str, int]) -> None:
    """Write one batch and the run's new position, all of it or nothing."""
    taken = incoming_of(batch, run.seen)
    with transaction.atomic():
        result = store(taken, run, announcements) if taken else BatchAccount()
        rejected = len(batch) - len(taken)
        behind = ImportRun.objects.filter(
            id=run.id, position=run.position, state=ImportRun.State.RUNNING
        ).update(
            position=F("position") + len(batch),
            stored=F("stored") + result.stored,
            merged=F("merged") + result.merged,
            rejected=F("rejected") + rejected,
        )
        if not behind:
            raise ImportInUseError(
                "another process is importing this file",
                hint="wait for it to end; nothing of this batch was written twice",
            )
        _reject((row for row in batch if row.record is None), run)
        _count_findings(batch, run)
    run.position += len(batch)
    run.stored += result.stored
    run.merged += result.merged
    run.rejected += rejected


def incoming_of(batch: Iterable[Row], seen: dt.date) -> list[Incoming]:
    """The rows of a batch that state an edition.

    Nobody saw a source later than it was read, so a row that says so is taken as seen on ``seen``,
    as is one that says nothing.
    """
    return [
        Incoming(
            position=row.position,
            raw=raw_text(row),
            record=row.record,
            seen=min(row.record.seen or seen, seen),
        )
        for row in batch
        if row.record is not None
    ]


def raw_text(row: Row) -> str:
    """The row as it came, as text both databases take (PostgreSQL knows no NUL)."""
    text = row.raw if isinstance(row.raw, str) else row.raw.decode("utf-8", "replace")
    return text.replace("\x00", "\N{REPLACEMENT CHARACTER}")


_INSERT_REJECTED = Insert(RejectedRow, ("run", "position", "code", "message", "fragment", "raw"))


def _reject(rows: Iterable[Row], run: ImportRun) -> None:
    _INSERT_REJECTED(
        (
            run.id,
            row.position,
            row.error.code,
            row.error.message,
            row.error.fragment,
            raw_text(row)[:RAW_KEPT],
        )
        for row in rows
        if row.error is not None
    )


def _count_findings(batch: Sequence[Row], run: ImportRun) -> None:
    found: dict[tuple[str, str], RunFinding] = {}
    for row in batch:
        for finding in row.record.findings if row.record else ():
            key = (finding.code, finding.field[:100])
            if key not in found:
                found[key] = RunFinding(
                    run=run,
                    code=finding.code,
                    field=finding.field[:100],
                    count=0,
                    example=finding.fragment,
                    example_position=row.position,
                )
            found[key].count += 1
    for (code, field), counted in found.items():
        standing = RunFinding.objects.filter(run=run, code=code, field=field)
        if not standing.update(count=F("count") + counted.count):
            counted.save()


def _note_unknown_columns(importer: Importer, run: ImportRun) -> None:
    """Columns no field is provided for are known when all rows have been read."""
    for column, count in importer.unknown_columns.items():
        RunFinding.objects.update_or_create(
            run=run,
            code="unknown_column",
            field=column[:100],
            defaults={"count": count, "example_position": 0},
        )


def _account(run: ImportRun, resumed_at: int, stages: dict[str, float]) -> Account:
    rejected = run.rejected_rows.order_by("code").values_list("code").annotate(n=Count("pk"))
    return Account(
        run=run.id,
        rows=run.position,
        stored=run.stored,
        merged=run.merged,
        rejected=run.rejected,
        resumed_at=resumed_at,
        findings={f"{f.code}:{f.field}": f.count for f in run.findings.all()},
        rejections=dict(rejected),
        codes=codes_of(run),
        stages=stages,
    )
