"""Making the files of the public catalogue: whole or not at all, in constant memory."""

import datetime as dt
import gzip
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from biaozhun.cloud.catalogue.queries.changes import last_sequence
from biaozhun.cloud.exchange.actions.runs import begin_run, end_run
from biaozhun.cloud.exchange.exports.rows import SCHEMA, BulkRow, arrow_schema
from biaozhun.cloud.exchange.models import Direction, ExchangeRun
from biaozhun.cloud.exchange.queries.bulk import SourceLicence, bulk_rows, source_licences
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.foundation.locking import sole_process

KEPT = 3  # bulks, the newest included; a download that has begun can be finished
LINES, TABLE, MANIFEST = "catalogue.jsonl.gz", "catalogue.parquet", "manifest.json"
MEDIA_TYPES = {
    LINES: "application/gzip",
    TABLE: "application/vnd.apache.parquet",
    MANIFEST: "application/json",
}
ROW_GROUP = 20  # portions of rows in one group of the Parquet file
_encode = msgspec.json.Encoder().encode


class BulkFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a bulk."""

    name: str
    media_type: str
    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a bulk holds.

    Attributes:
        sequence: of the change log when it was begun; ask for the changes behind it.
    """

    schema: str
    made: dt.datetime
    as_of: dt.date
    records: int
    sequence: int
    files: list[BulkFile]
    sources: list[SourceLicence]


def bulk_home() -> Path:
    """The folder in which bulks lie."""
    home: Path = settings.DATA_DIR / "bulk"
    return home


def make_bulk(output: Path | None = None) -> Path:
    """Write a bulk and return its folder; older ones are pruned where the platform serves them.

    Args:
        output: a folder of the operator's own; ``None`` for the one that is served.
    """
    home = bulk_home() if output is None else output
    home.mkdir(parents=True, exist_ok=True)
    with sole_process(bulk_home().parent / "bulk.lock", wait=True):
        run = begin_run(protocol=ExchangeRun.Protocol.BULK, direction=Direction.OUT)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=home) as new:
            manifest = _write(Path(new))
            folder = _put_in_place(Path(new), home, manifest, keep_name=output is None)
        run.received, run.format = manifest.records, SCHEMA
        run.bytes = sum(file.bytes for file in manifest.files)
        end_run(run, ExchangeRun.State.DONE)
        if output is None:
            _prune(home)
    return folder


def _write(folder: Path) -> Manifest:
    sequence, on, made = last_sequence(), today(), now()
    records = _write_rows(folder, on)
    manifest = Manifest(
        schema=SCHEMA,
        made=made,
        as_of=on,
        records=records,
        sequence=sequence,
        files=[_described(folder / name) for name in (LINES, TABLE)],
        sources=source_licences(),
    )
    text = msgspec.json.format(_encode(manifest), indent=2)
    (folder / MANIFEST).write_bytes(text + b"\n")
    return manifest


def _write_rows(folder: Path, on: dt.date) -> int:
    schema, records = arrow_schema(), 0
    with (
        (folder / LINES).open("wb") as packed,
        gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=6, mtime=0, filename="") as lines,
        pq.ParquetWriter(folder / TABLE, schema, compression="zstd") as table,
    ):
        group: list[pa.RecordBatch] = []
        for rows in bulk_rows(on):
            records += len(rows)
            lines.writelines(_encode(row) + b"\n" for row in rows)
            group.append(_batch(rows, schema))
            if len(group) == ROW_GROUP:
                table.write_table(pa.Table.from_batches(group, schema))
                group = []
        table.write_table(pa.Table.from_batches(group, schema))
    return records


def _batch(rows: list[BulkRow], schema: pa.Schema) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([msgspec.to_builtins(row) for row in rows], schema=schema)


def _described(path: Path) -> BulkFile:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        os.fsync(stream.fileno())
    return BulkFile(
        name=path.name,
        media_type=MEDIA_TYPES[path.name],
        bytes=path.stat().st_size,
        sha256=digest,
    )


def _put_in_place(new: Path, home: Path, manifest: Manifest, *, keep_name: bool) -> Path:
    """Move the files to where they are read; the manifest comes last."""
    folder = home / f"{manifest.made:%Y%m%dT%H%M%S%f}" if keep_name else home
    folder.mkdir(exist_ok=True)
    for name in (LINES, TABLE, MANIFEST):
        (new / name).replace(folder / name)
    return folder


def _prune(home: Path) -> None:
    whole = sorted(path.parent for path in home.glob(f"*/{MANIFEST}"))
    for folder in whole[:-KEPT]:
        shutil.rmtree(folder)
