"""Sending rejected rows again after they were mended, as a run of the same source."""

import json
from collections.abc import Mapping

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.catalogue.models import ImportRun
from biaozhun.cloud.desk.actions.moving import NotPossibleNowError
from biaozhun.cloud.desk.actions.ordering import order_mended
from biaozhun.cloud.desk.actions.uploading import receive
from biaozhun.cloud.desk.models import Upload
from biaozhun.core.bibliography.mapping import REASON_COLUMNS


def send_again(run: ImportRun, rows: Mapping[int, Mapping[str, str]], *, by: Person) -> Upload:
    """Bring mended rows in.

    Args:
        run: the run that rejected them.
        rows: number of the row in that run → column → text.
        by: who mended them.

    Raises:
        ImportFormatError: nothing in them can be read.
        NotPossibleNowError: there are none.
    """
    if not rows:
        raise NotPossibleNowError("no row was changed")
    head = {"公告号": run.announcement.number} if run.announcement else {}
    lines = [
        json.dumps({REASON_COLUMNS[0]: position, **head, **cells}, ensure_ascii=False) + "\n"
        for position, cells in rows.items()
    ]
    name = f"mended-{run.pk}.jsonl"
    upload = receive(name, (line.encode() for line in lines), by=by, mends=run).upload
    order_mended(upload, by=by)
    return upload
