"""The dry run of an upload, kept so that it can be read, filtered and downloaded."""

from collections import Counter
from typing import Final

import msgspec
from django.db import transaction

from biaozhun.cloud.catalogue.actions.previewing import Change, Portion, preview_by_portions
from biaozhun.cloud.desk.actions.moving import NotPossibleNowError, move
from biaozhun.cloud.desk.actions.running import order_of
from biaozhun.cloud.desk.models import PlannedChange, Upload
from biaozhun.cloud.desk.queries.plans import Account, Rejection
from biaozhun.core.errors import BiaozhunError

KEPT: Final = 20_000  # changes kept to be read; all are counted
KEPT_REJECTIONS: Final = 200
VALUE_LENGTH: Final = 2_000  # characters of a value; a summary may be a page


def check(upload_id: int) -> None:
    """Store every portion, look, take everything back, and write down what would change.

    Where it was stopped, or its worker killed, it begins anew: nothing of it is in the catalogue.
    """
    upload = Upload.objects.filter(id=upload_id, state=Upload.State.CHECKING).first()
    if upload is None:
        return
    upload.changes.all().delete()
    found = _Found()
    try:
        for portion in preview_by_portions(order_of(upload)):
            found.take(portion)
            if not _note(upload, portion, found):
                return
    except BiaozhunError as error:
        _end(upload, "refuse_check", fault=f"{error.code}: {error.fragment}")
    except OSError:
        _end(upload, "refuse_check", fault="file_gone: ")
    else:
        _end(upload, "have_checked", account=msgspec.to_builtins(found.account()), share=1.0)


def _end(upload: Upload, verb: str, **facts: object) -> None:
    """Write the end, unless the operator stopped it meanwhile."""
    try:
        move(upload, verb, **facts)
    except NotPossibleNowError:
        return


class _Found:
    """What the portions so far would do."""

    def __init__(self) -> None:
        self.rows = self.new = self.changing = self.unchanged = self.rejected = self.kept = 0
        self.rejections: list[Rejection] = []
        self.codes: Counter[str] = Counter()
        self.fields: Counter[str] = Counter()

    def take(self, portion: Portion) -> None:
        """Add a portion to the account."""
        self.rows += portion.rows
        self.new += portion.new
        self.changing += portion.changing
        self.unchanged += portion.unchanged
        self.rejected += len(portion.rejected)
        self.fields.update(change.field for change in portion.changes)
        for row in portion.rejected:
            if row.error is None:
                continue
            self.codes[row.error.code] += 1
            if len(self.rejections) < KEPT_REJECTIONS:
                told = (row.position, row.error.code, row.error.message, row.error.fragment)
                self.rejections.append(Rejection(*told))

    def keep(self, changes: list[Change]) -> list[Change]:
        """Those of the changes that are still kept."""
        room = changes[: KEPT - self.kept]
        self.kept += len(room)
        return room

    def account(self) -> Account:
        """What was found in all."""
        return Account(
            rows=self.rows,
            new=self.new,
            changing=self.changing,
            unchanged=self.unchanged,
            rejected=self.rejected,
            changes=self.fields.total(),
            kept=self.kept,
            fields=dict(self.fields.most_common()),
            codes=dict(self.codes.most_common()),
            rejections=self.rejections,
        )


def _note(upload: Upload, portion: Portion, found: _Found) -> bool:
    """Keep a portion's changes and say how far the dry run is; false where it was stopped."""
    with transaction.atomic():
        going = Upload.objects.filter(id=upload.pk, state=Upload.State.CHECKING)
        if not going.update(rows=found.rows, share=portion.share):
            return False
        PlannedChange.objects.bulk_create(
            [
                PlannedChange(
                    upload=upload,
                    number=change.number,
                    field=change.field,
                    before=None if change.before is None else change.before[:VALUE_LENGTH],
                    after=change.after[:VALUE_LENGTH],
                )
                for change in found.keep(portion.changes)
            ],
            batch_size=500,
        )
    return True
