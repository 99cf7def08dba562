"""How long the files of uploads are kept, and which are still needed."""

import datetime as dt

import msgspec
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from biaozhun.cloud.catalogue.models import ImportRun, RejectedRow
from biaozhun.cloud.desk.models import MendedRow, Upload
from biaozhun.cloud.foundation.clock import day_of

State = Upload.State
AT_WORK = (State.CHECKING, State.RUNNING, State.INTERRUPTED)
"""States in which the file is being read, or will be when the run goes on."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """Until when the file of an upload is kept.

    Attributes:
        until: the day after which it may go; ``None`` where no day can be named.
        why: what keeps it whatever its age: ``always``, ``at_work`` or ``rejected``; else empty.
    """

    until: dt.date | None = None
    why: str = ""


def kept(upload: Upload) -> Kept:
    """Until when the file of an upload stays, and what keeps it longer."""
    days = settings.UPLOADS_KEPT_DAYS
    if not days:
        return Kept(why="always")
    held = Upload.objects.filter(pk=upload.pk)
    if held.filter(_being_read()).exists():
        return Kept(why="at_work")
    if held.filter(_to_be_mended()).exists():
        return Kept(why="rejected")
    last: dt.datetime = held.values_list(_last_work(), flat=True).get()
    return Kept(until=day_of(last + dt.timedelta(days=days)))


def outdated(before: dt.datetime) -> "QuerySet[Upload]":
    """Uploads whose file nobody has worked with since an instant and nobody needs any more."""
    found = Upload.objects.alias(last=_last_work()).filter(removed=None, last__lt=before)
    return found.exclude(_being_read()).exclude(_to_be_mended()).order_by("pk")


def _last_work() -> Greatest:
    """The instant at which anybody last worked with an upload."""
    return Greatest(
        "uploaded", Coalesce("began", "uploaded"), Coalesce("run__finished", "uploaded")
    )


def _being_read() -> Q:
    """It is at work, or an import of the file stands half way and needs it to go on."""
    live = ImportRun.objects.filter(
        file_digest=OuterRef("digest"),
        source__slug=OuterRef("source_slug"),
        state=ImportRun.State.RUNNING,
    )
    return Q(state__in=AT_WORK) | Q(Exists(live))


def _to_be_mended() -> Q:
    """Rows of its run were rejected, and nobody has brought them back yet."""
    sent = MendedRow.objects.filter(run=OuterRef("run"), position=OuterRef("position"))
    rows = RejectedRow.objects.filter(run=OuterRef("run"), run__state=ImportRun.State.DONE)
    return Q(Exists(rows.filter(~Exists(sent))))
