"""Removing the files of uploads that are older than the installation keeps them."""

import contextlib
import datetime as dt
import shutil
from pathlib import Path

from django.conf import settings
from django.db import transaction

from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.desk.models import Upload
from biaozhun.cloud.desk.queries.keeping import outdated
from biaozhun.cloud.desk.queries.uploads import path_of
from biaozhun.cloud.foundation.clock import now


def clear_uploads() -> int:
    """Remove every file whose time is over and that nobody needs; return how many went.

    The uploads stay with all that is known of them. What a process left behind that was killed
    while it took a file in or removed one goes too. Where files are kept for ever nothing goes.
    """
    days = settings.UPLOADS_KEPT_DAYS
    if not days:
        return 0
    before = now() - dt.timedelta(days=days)
    ids = list(outdated(before).values_list("pk", flat=True))
    removed = sum(_remove(pk, before) for pk in ids)
    _sweep(Path(settings.DATA_DIR) / "uploads", before)
    return removed


def _remove(pk: int, before: dt.datetime) -> bool:
    """Remove one file, unless somebody began to work with it a moment ago."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update().filter(pk=pk).first()
        if upload is None or not outdated(before).filter(pk=pk).exists():
            return False
        Upload.objects.filter(pk=pk).update(removed=now())
        facts = {
            "file": upload.file_name,
            "digest": upload.digest,
            "kept_days": settings.UPLOADS_KEPT_DAYS,
        }
        record("desk.upload_file_removed", subject=f"upload:{pk}", facts=facts)
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(path_of(upload).parent)
    return True


def _sweep(folder: Path, before: dt.datetime) -> None:
    """Remove folders as old that belong to no upload whose file is held."""
    held = Upload.objects.filter(removed=None).values_list("place", flat=True)
    known = {place.split("/")[0] for place in held.iterator()}
    for each in folder.iterdir() if folder.is_dir() else ():
        if each.name not in known and each.is_dir() and each.stat().st_mtime < before.timestamp():
            shutil.rmtree(each, ignore_errors=True)
