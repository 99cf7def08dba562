"""Documents of a project: added by kind, counted in versions, shown to everybody or not."""

import contextlib
import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.core.files.base import ContentFile, File
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.drafting.actions.holding import hold
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.file_kinds import check_kind, same_parts
from biaozhun.cloud.drafting.life import CLOSED
from biaozhun.cloud.drafting.models import DocumentKind, Project, ProjectDocument
from biaozhun.cloud.drafting.permissions import NAMED_VOTES
from biaozhun.cloud.drafting.queries.documents import CHECKED, newest_draft
from biaozhun.cloud.drafting.tasks import read_document

MOST_BYTES: Final = 100 * 1024 * 1024
LATE: Final = frozenset(
    {DocumentKind.FILING_FORM, DocumentKind.PATENT_STATEMENT, DocumentKind.DECISION}
)
"""The kinds that may come when the project is over."""
_NAME: Final = 200  # characters of a file's name that are kept
Upload = tuple[str, "bytes | File[bytes]"]


def add_document(  # noqa: PLR0913  -- what a document has; all but the first by name
    project: Project,
    kind: str,
    upload: Upload,
    *,
    actor: Person | None,
    at: dt.datetime,
    accompanies: ProjectDocument | None = None,
    stated_day: dt.date | None = None,
    is_public: bool = False,
) -> ProjectDocument:
    """Put a document on a project as the next version of its kind.

    The same bytes as the newest of its kind are not counted twice. An explanatory note travels
    with the newest draft where ``accompanies`` names none; ``stated_day`` is of the paper itself.

    Raises:
        DraftingRefusedError: ``file_empty``, ``file_too_large``, ``file_wrong_kind``,
            ``file_not_what_it_says``, ``file_with_macros``; ``not_of_this_project`` for the draft
            of another project; ``project_over``.
    """
    told = {"stated_day": stated_day, "is_public": is_public, "added": at, "added_by": actor}
    made = ProjectDocument(project=project, kind=DocumentKind(kind), **told)
    if accompanies is not None and accompanies.project_id != project.pk:
        raise DraftingRefusedError("a draft of another project", code="not_of_this_project")
    _store(made, upload)
    with _file_goes_without_its_row(made), transaction.atomic():
        hold(project, over=() if kind in LATE else CLOSED)
        before = project.documents.filter(kind=kind).order_by("version").last()
        if kind == DocumentKind.EXPLANATORY_NOTE:
            made.accompanies = accompanies or newest_draft(project)
        if before is not None and _is_same(before, made):
            made.file.delete(save=False)
            return before
        made.version = before.version + 1 if before else 1
        made.save()
        _note("drafting.document_added", made, actor)
        if made.kind in CHECKED:
            read_document.later(made.pk)
    return made


def standing_copy(project: Project, kind: str, content: bytes) -> ProjectDocument | None:
    """The newest of a kind, where what the platform wrote anew says the same as it.

    Only for packages written here: the times in them differ with every writing.
    """
    newest = project.documents.filter(kind=kind).order_by("version").last()
    if newest is None or Path(newest.name).suffix.lower() != ".docx":
        return None
    with newest.file.open("rb") as stream:
        return newest if same_parts(stream.read(), content) else None


@transaction.atomic
def let_note_travel(note: ProjectDocument, *, actor: Person, at: dt.datetime) -> ProjectDocument:
    """Say that an explanatory note holds for the newest draft too, as it stands.

    It becomes a version of its own, so that it stays known which note went with which draft.

    Raises:
        DraftingRefusedError: ``no_draft``; ``not_of_this_project`` for what is no note.
    """
    draft = newest_draft(note.project)
    if draft is None:
        raise DraftingRefusedError("there is no draft", code="no_draft")
    if note.kind != DocumentKind.EXPLANATORY_NOTE:
        raise DraftingRefusedError("no note", code="not_of_this_project")
    with note.file.open("rb") as stream:
        upload = (note.name, stream.read())
    return add_document(note.project, note.kind, upload, actor=actor, at=at, accompanies=draft)


@transaction.atomic
def show_document(document: ProjectDocument, *, is_public: bool, actor: Person | None) -> None:
    """Let everybody read a document, or only who takes part in the project.

    Raises:
        DraftingRefusedError: ``named_votes`` for what says who voted how.
    """
    if is_public and document.kind in NAMED_VOTES:
        raise DraftingRefusedError("votes with names", code="named_votes")
    if document.is_public == is_public:
        return
    document.is_public = is_public
    document.save(update_fields=["is_public"])
    _note("drafting.document_shown" if is_public else "drafting.document_hidden", document, actor)


def _is_same(before: ProjectDocument, made: ProjectDocument) -> bool:
    return before.digest == made.digest and before.accompanies_id == made.accompanies_id


def _store(made: ProjectDocument, upload: Upload) -> None:
    """The file in the store, with what proves that it is still the same.

    Raises:
        DraftingRefusedError: ``file_empty``, ``file_too_large``, ``file_wrong_kind``,
            ``file_not_what_it_says``, ``file_with_macros``.
    """
    name, content = upload
    file = ContentFile(content) if isinstance(content, bytes) else content
    digest, size = hashlib.sha256(), 0
    for piece in file.chunks():
        digest.update(piece)
        size += len(piece)
    if not 0 < size <= MOST_BYTES:
        raise DraftingRefusedError(
            "the size of the file",
            code="file_too_large" if size else "file_empty",
            fragment=str(size),
        )
    made.name = clean(Path(name.replace("\\", "/")).name)[-_NAME:] or "document"
    check_kind(made.name, file)
    made.size, made.digest = size, digest.hexdigest()
    made.file.save(made.digest[:32], file, save=False)


@contextlib.contextmanager
def _file_goes_without_its_row(made: ProjectDocument) -> Iterator[None]:
    """Take the file out of the store again where its row could not be written."""
    try:
        yield
    except BaseException:
        made.file.delete(save=False)
        raise


def _note(kind: str, document: ProjectDocument, actor: Person | None) -> None:
    facts = {
        "document": document.pk,
        "kind": str(document.kind),
        "version": document.version,
        "file": document.name,
        "digest": document.digest,
    }
    record(kind, subject=document.project.case_subject, actor=actor, facts=facts)
