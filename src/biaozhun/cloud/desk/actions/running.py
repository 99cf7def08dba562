"""The run of an upload in the background."""

from collections.abc import Callable

import msgspec
from django.db import transaction

from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.actions.importing import ImportInUseError, Step, import_file
from biaozhun.cloud.catalogue.actions.orders import ImportOrder
from biaozhun.cloud.catalogue.actions.sources import SourceDescription
from biaozhun.cloud.catalogue.models import ImportRun
from biaozhun.cloud.desk.actions.moving import move
from biaozhun.cloud.desk.models import MendedRow, Upload
from biaozhun.cloud.desk.queries.uploads import path_of
from biaozhun.cloud.foundation.clock import today
from biaozhun.core.bibliography.mapping import REASON_COLUMNS
from biaozhun.core.errors import BiaozhunError


class InterruptedByOperator(Exception):  # noqa: N818  -- nothing is wrong
    """The operator asked the run to end; what went in is in."""


def order_of(upload: Upload) -> ImportOrder:
    """The order an upload makes; its mapping lies beside it, as the command line has it."""
    path = path_of(upload)
    mapping = None
    if upload.mapping:
        mapping = path.parent / "mapping"
        mapping.write_text(upload.mapping, encoding="utf-8")
    return ImportOrder(
        path=path,
        source=SourceDescription(
            slug=upload.source_slug,
            title=upload.source_title,
            rank=upload.rank,
            licence=upload.licence,
        ),
        seen=upload.seen or today(),
        mapping=mapping,
        ordered_by=upload.ordered_by,
    )


def run(upload_id: int) -> None:
    """Bring the rows in from where an interrupted run stood, and write down how it ended."""
    upload = Upload.objects.filter(id=upload_id, state=Upload.State.RUNNING).first()
    if upload is None:
        return
    try:
        run = _done_before(upload) or _import(upload)
    except InterruptedByOperator:
        return
    except ImportInUseError:
        raise  # another process is at the same file: tried again, and then it may have ended
    except BiaozhunError as error:
        move(upload, "refuse_run", fault=f"{error.code}: {error.fragment}")
    except OSError:
        move(upload, "refuse_run", fault="file_gone: ")
    else:
        _finish(upload, run)


def _import(upload: Upload) -> ImportRun:
    account = import_file(order_of(upload), report=_told(upload))
    return ImportRun.objects.get(id=account.run)


def _told(upload: Upload) -> Callable[[Step], None]:
    """Write how far it is; end where the operator asked for it."""

    def report(step: Step) -> None:
        going = Upload.objects.filter(id=upload.pk, state=Upload.State.RUNNING)
        if not going.update(rows=step.rows, share=step.share):
            raise InterruptedByOperator

    return report


def _done_before(upload: Upload) -> ImportRun | None:
    """The run this order made, where its worker was killed between its end and our note of it."""
    made = ImportRun.objects.filter(
        source__slug=upload.source_slug,
        file_digest=upload.digest,
        state=ImportRun.State.DONE,
        finished__gte=upload.began,
    )
    return made.order_by("-finished").first()


def _finish(upload: Upload, run: ImportRun) -> None:
    sent = _sent_again(upload, upload.mends, run) if upload.mends else []
    with transaction.atomic():
        move(upload, "finish", run=run, rows=run.position, share=1.0)
        MendedRow.objects.bulk_create(sent, ignore_conflicts=True)
        account = (run.position, run.stored, run.merged, run.rejected)
        facts = dict(zip(("rows", "stored", "merged", "rejected"), account, strict=True))
        facts["run"] = run.pk
        record("desk.run_finished", subject=f"upload:{upload.pk}", facts=facts)


def _sent_again(upload: Upload, first: ImportRun, run: ImportRun) -> list[MendedRow]:
    """Which rejected rows of the first run the file brought, by the column of their number."""
    asked = set(first.rejected_rows.values_list("position", flat=True))
    refused = set(run.rejected_rows.values_list("position", flat=True))
    rows: dict[int, MendedRow] = {}
    for row in order_of(upload).open().rows():
        position = _position(row.raw)
        if position in asked:
            went_in = row.position not in refused
            rows[position] = MendedRow(run=first, position=position, upload=upload, went_in=went_in)
    return list(rows.values())


def _position(raw: bytes | str) -> int:
    """The number a row had in the run that rejected it; 0 where it does not say."""
    try:
        row = msgspec.json.decode(raw)
        return int(row[REASON_COLUMNS[0]])
    except (ValueError, TypeError, KeyError, RecursionError):
        return 0
