"""The papers of an application, and of a call."""

import datetime as dt
import tempfile
from pathlib import Path
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.organisations.permissions import acts_for
from biaozhun.cloud.proposals.actions.applications import hold_editable
from biaozhun.cloud.proposals.actions.storing import gone_without_rows, store
from biaozhun.cloud.proposals.errors import RefusedError
from biaozhun.cloud.proposals.models import (
    Application,
    ApplicationPaper,
    Call,
    CallPaper,
    PaperKind,
)
from biaozhun.documents.isolation import read_isolated
from biaozhun.documents.reading.gathering import clean

MOST_BYTES: Final = 50 * 1024 * 1024  # of one paper
MOST_PAPERS: Final = 60  # of one application or call
MOST_CHARACTERS: Final = 200_000  # of a draft that are searched with
_READ: Final = frozenset({PaperKind.DRAFT, PaperKind.OUTLINE})


def add_paper(
    application: Application,
    kind: str,
    upload: "UploadedFile[bytes]",
    *,
    actor: Person,
    at: dt.datetime,
) -> ApplicationPaper:
    """Put a paper to an application; a draft or outline is read, behind walls.

    Raises:
        DocumentError: a draft or outline that cannot be read.
        RefusedError: ``not_editable``, ``not_yours``, ``too_many_papers``, ``no_text``.
    """
    made = ApplicationPaper(application=application, kind=kind, added=at, added_by=actor)
    made.text = _text_of(upload) if kind in _READ else ""
    store(made, upload)
    with gone_without_rows([made]), transaction.atomic():
        held = hold_editable(application, actor)
        if held.papers.count() >= MOST_PAPERS:
            raise RefusedError("too_many_papers", field="file")
        made.save()
        facts = {"kind": kind, "file": made.name, "digest": made.digest}
        record("proposals.paper_added", subject=held.case_subject, actor=actor, facts=facts)
    return made


def _text_of(upload: "UploadedFile[bytes]") -> str:
    with tempfile.TemporaryDirectory(prefix="biaozhun-proposals-") as folder:
        path = Path(folder) / f"upload{Path(upload.name or '').suffix.lower()[:8]}"
        with path.open("wb") as stream:
            for piece in upload.chunks():
                stream.write(piece)
        text = clean(read_isolated(path).text)
    upload.seek(0)
    if not text.strip():
        raise RefusedError("no_text", field="file")
    return text[:MOST_CHARACTERS]


def remove_paper(paper: ApplicationPaper, *, actor: Person) -> None:
    """Take a paper away from an application that lies with its department.

    An undertaking that rests on it falls with it.

    Raises:
        RefusedError: ``not_editable``, ``not_yours``.
    """
    with transaction.atomic():
        held = hold_editable(paper.application, actor)
        paper.undertaken.update(undertook=None, undertaken_by=None, undertaking="")
        facts = {"kind": paper.kind, "file": paper.name, "digest": paper.digest}
        record("proposals.paper_removed", subject=held.case_subject, actor=actor, facts=facts)
        stored = paper.file
        paper.delete()
        transaction.on_commit(lambda: stored.storage.delete(stored.name or ""))


def add_call_paper(
    call: Call, upload: "UploadedFile[bytes]", *, actor: Person, at: dt.datetime
) -> CallPaper:
    """Put an annex to a call.

    Raises:
        RefusedError: ``not_yours``, ``call_over``, ``too_many_papers``.
    """
    made = CallPaper(call=call, added=at, added_by=actor)
    store(made, upload)
    with gone_without_rows([made]), transaction.atomic():
        held = _held_call(call, actor)
        if held.papers.count() >= MOST_PAPERS:
            raise RefusedError("too_many_papers", field="file")
        made.save()
        facts = {"file": made.name, "digest": made.digest}
        record("proposals.call_paper_added", subject=held.case_subject, actor=actor, facts=facts)
    return made


def remove_call_paper(paper: CallPaper, *, actor: Person) -> None:
    """Take an annex away from a call that is not published yet.

    Raises:
        RefusedError: ``not_yours``, ``call_published``.
    """
    with transaction.atomic():
        held = _held_call(paper.call, actor)
        if held.state != "draft":
            raise RefusedError("call_published")
        facts = {"file": paper.name, "digest": paper.digest}
        record("proposals.call_paper_removed", subject=held.case_subject, actor=actor, facts=facts)
        stored = paper.file
        paper.delete()
        transaction.on_commit(lambda: stored.storage.delete(stored.name or ""))


def _held_call(call: Call, actor: Person) -> Call:
    held = lock(Call, call.pk)
    if not acts_for(actor, held.authority_id):
        raise RefusedError("not_yours")
    if held.state == "ended":
        raise RefusedError("call_over")
    return held
