"""Files of a case, and what its filer says of themselves: added, and taken out on request."""

import datetime as dt
import hashlib
from pathlib import Path
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.demands.files import FileRefusedError, media_type_of
from biaozhun.cloud.demands.limits import MOST_FILES
from biaozhun.cloud.demands.models import Attachment, Contact, Demand, Suggestion, beside

OPEN_TO_FILES: Final = frozenset({"filed", "open", "assigned", "received", "with_department"})
"""States in which somebody has still to look at what is sent."""
_NAME: Final = 200  # characters of a file's name that are kept


def add_file(
    case: Demand | Suggestion,
    upload: "UploadedFile[bytes]",
    *,
    actor: Person | None,
    at: dt.datetime,
) -> Attachment:
    """Keep a file with a case; one that lies there already is kept once.

    Args:
        case: the demand or suggestion.
        upload: the file, as it came in.
        actor: who filed the case; nobody where it is by receipt.
        at: when.

    Raises:
        FileRefusedError: it is not taken.
    """
    media_type = media_type_of(upload)
    sha256 = _digest(upload)
    name = clean(Path(upload.name or "").name)[-_NAME:]
    kept = Attachment(name=name, size=upload.size or 0, sha256=sha256, media_type=media_type)
    with transaction.atomic():
        held = lock(type(case), case.pk)
        if held.state not in OPEN_TO_FILES:
            raise FileRefusedError("It is closed", code="closed")
        lying = list(Attachment.objects.filter(**beside(held)))
        if (same := next((one for one in lying if one.sha256 == sha256), None)) is not None:
            return same
        if len(lying) >= MOST_FILES:
            raise FileRefusedError("There are enough", code="too_many_files")
        kept.added = at
        for field, value in beside(held).items():
            setattr(kept, field, value)
        kept.file.save(sha256[:32], upload, save=False)
        kept.save()
        facts = {"sha256": sha256}  # its name may name people
        record("demands.file_added", subject=held.case_subject, actor=actor, facts=facts)
    return kept


def remove_file(case: Demand | Suggestion, pk: int, *, actor: Person | None) -> bool:
    """Take a file out for good; whether there was one."""
    with transaction.atomic():
        kept = Attachment.objects.filter(pk=pk, **beside(case)).first()
        if kept is None:
            return False
        facts = {"sha256": kept.sha256}
        record("demands.file_removed", subject=case.case_subject, actor=actor, facts=facts)
        kept.delete()
        file = kept.file
        transaction.on_commit(lambda: file.delete(save=False))
    return True


@transaction.atomic
def remove_contact(case: Demand | Suggestion, *, actor: Person | None) -> bool:
    """Take out what a filer said of themselves; whether there was anything."""
    gone, _tables = Contact.objects.filter(**beside(case)).delete()
    if gone:
        record("demands.contact_removed", subject=case.case_subject, actor=actor)
    return bool(gone)


def _digest(upload: "UploadedFile[bytes]") -> str:
    digest = hashlib.sha256()
    for piece in upload.chunks():
        digest.update(piece)
    upload.seek(0)
    return digest.hexdigest()
