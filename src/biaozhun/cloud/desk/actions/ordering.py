"""Ordering the dry run and the run of an upload, stopping them and letting them go on."""

import datetime as dt

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.actions.sources import SourceDescription
from biaozhun.cloud.desk import tasks
from biaozhun.cloud.desk.actions.moving import move
from biaozhun.cloud.desk.models import NAME, Upload
from biaozhun.cloud.foundation.clock import now


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What the operator says of the source of a file; ``rank`` ``None`` keeps what stands."""

    slug: str
    title: str = ""
    rank: int | None = None
    licence: str = ""
    seen: dt.date


def order_check(upload: Upload, told: Told, *, by: Person) -> None:
    """Let the background find out what the file would change.

    Raises:
        SourceNameError: the short name cannot be used.
        NotPossibleNowError: the file is being read already, or nobody said what its columns are.
    """
    SourceDescription(slug=told.slug)
    with transaction.atomic():
        move(
            upload,
            "check",
            source_slug=told.slug,
            source_title=told.title,
            rank=told.rank,
            licence=told.licence,
            seen=told.seen,
            account={},
            rows=0,
            share=None,
            began=now(),
            fault="",
        )
        tasks.check.later(upload.pk)
        facts = msgspec.to_builtins(told)
        record("desk.check_ordered", subject=f"upload:{upload.pk}", actor=by, facts=facts)


def stop_check(upload: Upload, *, by: Person) -> None:
    """Let the dry run end where it is; what it found is dropped.

    Raises:
        NotPossibleNowError: it has ended.
    """
    with transaction.atomic():
        move(upload, "stop_check", rows=0, share=None)
        record("desk.check_stopped", subject=f"upload:{upload.pk}", actor=by)


def order_run(upload: Upload, *, by: Person) -> None:
    """Let the file go in as the dry run found it would.

    Raises:
        NotPossibleNowError: it was not checked, or it goes in already.
    """
    with transaction.atomic():
        _begin(upload, "run", by)
        record("desk.run_ordered", subject=f"upload:{upload.pk}", actor=by, facts=_source(upload))


def _source(upload: Upload) -> dict[str, object]:
    return {"source": upload.source_slug, "rank": upload.rank, "file": upload.file_name}


def _begin(upload: Upload, verb: str, by: Person) -> None:
    begun = {"rows": 0, "share": None, "began": now(), "ordered_by": str(by)[:NAME], "fault": ""}
    move(upload, verb, **begun)
    tasks.run.later(upload.pk)


def order_mended(upload: Upload, *, by: Person) -> None:
    """Let rows that were mended go in at once, as those of their run did.

    Raises:
        NotPossibleNowError: nothing reads the file.
    """
    with transaction.atomic():
        move(upload, "check")
        move(upload, "have_checked")
        _begin(upload, "run", by)
        record(
            "desk.mended_rows_sent", subject=f"upload:{upload.pk}", actor=by, facts=_source(upload)
        )


def interrupt(upload: Upload, *, by: Person) -> None:
    """Let the run end after the rows it is writing; it can go on from there.

    Raises:
        NotPossibleNowError: it does not go on.
    """
    with transaction.atomic():
        move(upload, "interrupt")
        record("desk.run_interrupted", subject=f"upload:{upload.pk}", actor=by)


def go_on(upload: Upload, *, by: Person) -> None:
    """Let an interrupted run go on where it stood.

    Raises:
        NotPossibleNowError: it was not interrupted.
    """
    with transaction.atomic():
        _begin(upload, "go_on", by)
        record("desk.run_continued", subject=f"upload:{upload.pk}", actor=by)
