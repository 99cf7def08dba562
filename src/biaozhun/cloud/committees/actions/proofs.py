"""The files that prove what an expert says."""

import datetime as dt
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.committees.errors import RefusedError
from biaozhun.cloud.committees.limits import MOST_PROOF_BYTES, MOST_PROOFS
from biaozhun.cloud.committees.models import Expert, ExpertProof
from biaozhun.cloud.committees.permissions import roles_of

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

_NAME = 200  # characters of a file's name that are kept


def add_proof(
    expert: Expert, upload: "UploadedFile[bytes]", *, actor: Person, at: dt.datetime
) -> ExpertProof:
    """Keep a file; the same file stands once.

    Raises:
        RefusedError: it is neither the expert nor the authority; the file is empty or too large;
            there are too many.
    """
    _permit(expert, actor)
    size = upload.size or 0
    if not 0 < size <= MOST_PROOF_BYTES:
        raise RefusedError(_("文件是空的，或超过 20 MB。"), field="file")
    digest = hashlib.sha256()
    for piece in upload.chunks():
        digest.update(piece)
    upload.seek(0)
    name = clean(Path(upload.name or "").name)[-_NAME:] or "proof"
    made = ExpertProof(expert=expert, name=name, size=size, digest=digest.hexdigest(), added=at)
    made.file.save(made.digest[:32], upload, save=False)
    try:
        with transaction.atomic():
            return _entered(made, actor)
    except BaseException:
        made.file.delete(save=False)  # no file without its record
        raise


def _entered(made: ExpertProof, actor: Person) -> ExpertProof:
    held = Expert.objects.select_for_update().get(pk=made.expert_id).proofs
    if held.filter(digest=made.digest).exists():
        raise RefusedError(_("这份文件已经有了。"), field="file")
    if held.count() >= MOST_PROOFS:
        raise RefusedError(_("最多 {n} 份文件。").format(n=MOST_PROOFS), field="file")
    made.save()
    _record("proof_added", made, actor)
    return made


@transaction.atomic
def remove_proof(proof: ExpertProof, *, actor: Person) -> None:
    """Take a file back; it is gone from the store once this is certain.

    Raises:
        RefusedError: it is neither the expert nor the authority.
    """
    _permit(proof.expert, actor)
    _record("proof_removed", proof, actor)
    file = proof.file
    proof.delete()
    transaction.on_commit(lambda: file.delete(save=False))


def _permit(expert: Expert, actor: Person) -> None:
    if not roles_of(actor, expert):
        raise RefusedError(_("只有本人和主管部门可以更改。"))


def _record(verb: str, proof: ExpertProof, actor: Person) -> None:
    facts = {"file": proof.name, "digest": proof.digest}
    subject = proof.expert.case_subject
    record(f"committees.{verb}", subject=subject, actor=actor, facts=facts)
