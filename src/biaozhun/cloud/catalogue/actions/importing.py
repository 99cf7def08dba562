"""Importing a file: a run with an account in which every row appears.

The run's position is written in the transaction of the rows it stands behind, so a run that is
killed anywhere goes on where it stood, and none of its rows goes in twice.
"""

import datetime as dt
import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import msgspec
from django.db import transaction
from django.db.models import F

from biaozhun.cloud.catalogue.actions.announcing import record_announcement
from biaozhun.cloud.catalogue.actions.bulk import Insert
from biaozhun.cloud.catalogue.actions.sources import (
    ANNOUNCEMENT_RANK,
    SourceDescription,
    register_source,
    slug_of_file,
)
from biaozhun.cloud.catalogue.actions.storing import (
    BatchAccount,
    Incoming,
    announcement_numbers,
    store,
)
from biaozhun.cloud.catalogue.importers import Importer, Row, open_importer
from biaozhun.cloud.catalogue.models import ImportRun, RejectedRow, RunFinding, Source, Standard
from biaozhun.cloud.foundation.clock import now
from biaozhun.core.bibliography.mapping import read_mapping
from biaozhun.core.errors import BiaozhunError

ANNOUNCEMENTS = "announcements"  # the source announcements come from where none is named
BATCH = 1000  # rows in one transaction; keeps it under half a second on SQLite
RAW_KEPT = 1_000_000  # characters of a rejected row that are kept


class ImportInUseError(BiaozhunError):
    """Another process is importing the same file."""

    default_code = "import_in_use"


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
    """How far a run has come; ``total`` where the input tells."""

    rows: int
    total: int | None


class ImportOrder(msgspec.Struct, frozen=True, kw_only=True):
    """What an operator asks for.

    Attributes:
        path: a file, or a folder of files of one format.
        source: where the rows come from.
        seen: the day the source was read, for rows that do not say it.
        format: name of an importer; empty to choose by content.
        mapping: mapping file that describes the columns of a table no importer knows.
    """

    path: Path
    source: SourceDescription
    seen: dt.date
    format: str = ""
    mapping: Path | None = None

    def open(self) -> Importer:
        """The importer for the file.

        Raises:
            ImportFormatError: no importer can read it.
        """
        described = None
        if self.mapping is not None:
            described = read_mapping(self.mapping_text(), source=str(self.mapping))
        return open_importer(self.path, format=self.format or None, mapping=described)

    def mapping_text(self) -> str:
        """The mapping file as it stands, empty where there is none."""
        return self.mapping.read_text(encoding="utf-8") if self.mapping else ""

    def described_source(self, importer: Importer) -> SourceDescription:
        """The source, its name and rank filled in where the operator left them open.

        Announcements are one source of the first rank; any other file is a source of its own.
        """
        told = self.source
        announces = importer.announcement is not None
        named = told.slug or (ANNOUNCEMENTS if announces else slug_of_file(self.path))
        rank = ANNOUNCEMENT_RANK if announces and told.rank is None else told.rank
        return msgspec.structs.replace(told, slug=named, rank=rank)


def import_file(order: ImportOrder, *, report: Callable[[Step], None]) -> Account:
    """Bring the rows of a file into the catalogue, from where an interrupted run stood.

    Args:
        order: the file and how to read it.
        report: told after each batch.

    Raises:
        ImportFormatError: no importer can read the file.
        ImportInUseError: another process works on the same run.
    """
    importer = order.open()
    source = register_source(order.described_source(importer))
    run = run_of(importer, order, source)
    resumed_at = run.position
    run.announcement = record_announcement(importer.announcement)
    run.save(update_fields=["announcement"])
    numbers = announcement_numbers()
    if run.announcement:
        numbers[run.announcement.number] = run.announcement.id
    stages = {"reading": 0.0, "database": 0.0}
    for batch in _batches(importer.rows(start=run.position), stages):
        began = time.perf_counter()
        _take(batch, run, numbers)
        stages["database"] += time.perf_counter() - began
        report(Step(run.position, importer.total))
    _note_unknown_columns(importer, run)
    ImportRun.objects.filter(id=run.id).update(state=ImportRun.State.DONE, finished=now())
    return _account(run, resumed_at, stages)


def digest_of(path: Path) -> str:
    """SHA-256 of a file's content, or of the names and contents of a folder's files."""
    digest = sha256()
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    for file in files:
        if path.is_dir():
            digest.update(str(file.relative_to(path)).encode())
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def run_of(importer: Importer, order: ImportOrder, source: Source) -> ImportRun:
    """The interrupted run of this file where there is one, else a new one."""
    run, _ = ImportRun.objects.get_or_create(
        source=source,
        file_digest=digest_of(order.path),
        state=ImportRun.State.RUNNING,
        defaults={
            "file_name": order.path.name[:300],
            "format": importer.name,
            "mapping": order.mapping_text(),
            "seen": order.seen,
            "started": now(),
        },
    )
    return run


def _batches(rows: Iterator[Row], stages: dict[str, float]) -> Iterator[list[Row]]:
    while True:
        began = time.perf_counter()
        batch = list(itertools.islice(rows, BATCH))
        stages["reading"] += time.perf_counter() - began
        if not batch:
            return
        yield batch


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
    """The rows of a batch that state an edition; ``seen`` for those that do not say the day."""
    return [
        Incoming(
            position=row.position,
            raw=raw_text(row),
            record=row.record,
            seen=row.record.seen or seen,
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
            key = (finding.code, finding.field)
            if key not in found:
                found[key] = RunFinding(
                    run=run,
                    code=finding.code,
                    field=finding.field,
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
    rejections: dict[str, int] = {}
    for code in run.rejected_rows.values_list("code", flat=True):
        rejections[code] = rejections.get(code, 0) + 1
    return Account(
        run=run.id,
        rows=run.position,
        stored=run.stored,
        merged=run.merged,
        rejected=run.rejected,
        resumed_at=resumed_at,
        findings={f"{f.code}:{f.field}": f.count for f in run.findings.all()},
        rejections=rejections,
        codes=sorted(
            Standard.objects.filter(editions__source_records__run=run)
            .values_list("code", flat=True)
            .distinct()
        ),
        stages=stages,
    )
