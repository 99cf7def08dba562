"""The sealed scan of a form comes back to the case it belongs to."""

import datetime as dt
import hashlib
from pathlib import Path
from typing import Final

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.form_templates.errors import TemplateRefusedError
from biaozhun.cloud.form_templates.models import SealedCopy
from biaozhun.cloud.foundation.clock import day_of

MOST_BYTES: Final = 50 * 1024 * 1024
_NAME: Final = 255
_KINDS: Final = (
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
)


def keep_scan(
    subject: str,
    form_name: str,
    upload: tuple[str, bytes],
    *,
    day: dt.date,
    actor: Person | None,
    at: dt.datetime,
) -> SealedCopy:
    """Keep the scan of a sealed form with its case; the same file sent again stands once.

    The including slice has asked whether the actor may.

    Args:
        subject: the case, as its events name it.
        form_name: of the form.
        upload: name and content of the file.
        day: that stands on the paper.
        actor: who brought it.
        at: when.

    Raises:
        TemplateRefusedError: ``not_a_scan``, ``scan_too_large``, ``day_to_come``.
    """
    name, content = upload
    kind, ending = _kind(content)
    if day > day_of(at):
        raise TemplateRefusedError("That day is yet to come", code="day_to_come")
    digest = hashlib.sha256(content).hexdigest()
    same = SealedCopy.objects.filter(subject=subject, form=form_name, digest=digest)
    if (before := same.first()) is not None:
        return before
    made = SealedCopy(subject=subject, form=form_name, digest=digest, media_type=kind, day=day)
    made.name = clean(Path(name).name)[-_NAME:] or f"scan.{ending}"
    made.size, made.added, made.added_by = len(content), at, actor
    made.file.save(f"{digest[:32]}.{ending}", ContentFile(content), save=False)
    return _kept(made, actor)


def _kept(made: SealedCopy, actor: Person | None) -> SealedCopy:
    """The row with its event; the one that came in at the same moment, where there is one."""
    try:
        with transaction.atomic():
            made.save()
            _note("form_templates.scan_kept", made, actor)
    except IntegrityError:
        made.file.delete(save=False)
        return SealedCopy.objects.get(subject=made.subject, form=made.form, digest=made.digest)
    except BaseException:
        made.file.delete(save=False)
        raise
    return made


def remove_scan(pk: int, subject: str, reason: str, *, actor: Person) -> None:
    """Take a scan that was put in by mistake away from its case, with its file.

    Raises:
        DoesNotExist: the case has no such scan.
        TemplateRefusedError: ``reason_missing``.
    """
    if not reason.strip():
        raise TemplateRefusedError("A reason is missing", code="reason_missing")
    with transaction.atomic():
        found = SealedCopy.objects.select_for_update().get(pk=pk, subject=subject)
        _note("form_templates.scan_removed", found, actor, reason=clean(reason)[:300])
        store, name = found.file.storage, found.file.name or ""
        found.delete()
        transaction.on_commit(lambda: store.delete(name))


def _kind(content: bytes) -> tuple[str, str]:
    if len(content) > MOST_BYTES:
        raise TemplateRefusedError("The scan is too large", code="scan_too_large")
    for start, kind, ending in _KINDS:
        if content.startswith(start):
            return kind, ending
    raise TemplateRefusedError("This is neither PDF nor JPEG nor PNG", code="not_a_scan")


def _note(kind: str, copy: SealedCopy, actor: Person | None, **more: str) -> None:
    facts = {
        "form": copy.form,
        "file": copy.name,
        "digest": copy.digest,
        "day": copy.day.isoformat(),
        **more,
    }
    record(kind, subject=copy.subject, actor=actor, facts=facts)
