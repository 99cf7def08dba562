"""Letting checks go, with everything that was sent and found."""

import datetime as dt

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.foundation.tasks.queue import LEASE
from biaozhun.cloud.validity import storage
from biaozhun.cloud.validity.limits import limits
from biaozhun.cloud.validity.models import Check
from biaozhun.cloud.validity.storage import check_storage

_ORPHAN = dt.timedelta(days=1)  # a file whose row was never written


def delete(check: Check, *, actor: Person | None = None) -> None:
    """Remove the row with its text and answers, then the file; reports stay verifiable."""
    with transaction.atomic():
        gone, _ = Check.objects.filter(pk=check.pk).delete()
        if gone and actor is not None:
            record("validity.check_deleted", subject=f"check:{check.pk}", actor=actor)
        transaction.on_commit(lambda: storage.drop(check.file))


def file_is_used(check: Check) -> None:
    """A report was fetched: the file goes soon, unless its sender wants it kept."""
    if not check.file or check.keep:
        return
    until = now() + dt.timedelta(minutes=limits().file_minutes)
    Check.objects.filter(pk=check.pk, file_until__gt=until).update(file_until=until)


def age() -> None:
    """Let everything go whose time is over: files, checks, and files that no check knows."""
    instant = now()
    for check in Check.objects.filter(expires__lte=instant).only("pk", "file"):
        delete(check)
    due = Check.objects.filter(file_until__lte=instant).exclude(file="").only("pk", "file")
    for check in due.exclude(state__in=[Check.State.WAITING, Check.State.RUNNING]):
        Check.objects.filter(pk=check.pk).update(file="", file_until=None)
        storage.drop(check.file)
    _drop_orphans(instant - max(_ORPHAN, LEASE))


def _drop_orphans(before: dt.datetime) -> None:
    store = check_storage()
    if not store.exists(""):
        return
    _, names = store.listdir("")
    known = set(Check.objects.exclude(file="").values_list("file", flat=True))
    for name in names:
        if name not in known and store.get_created_time(name) < before:
            storage.drop(name)
