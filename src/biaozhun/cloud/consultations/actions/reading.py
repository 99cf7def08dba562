"""Reading a draft into passages, behind walls; it may be done again at any time."""

import datetime as dt
import tempfile
from pathlib import Path
from typing import Final

import msgspec
from django.core.files.base import File

from biaozhun.cloud.consultations.models import DraftPassages
from biaozhun.cloud.drafting.models import ProjectDocument
from biaozhun.core.structure.drafts import read_draft
from biaozhun.core.structure.drafts.passages import DraftPassage, passages
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.isolation import read_isolated

MOST: Final = 20_000  # passages that are kept
_LONGEST: Final = 20_000  # characters of one passage that are kept


def read_passages(document: ProjectDocument, *, at: dt.datetime) -> DraftPassages:
    """Read a draft anew; a file that cannot be read leaves its fault in place of passages."""
    try:
        found, fault = _read(document), ""
    except DocumentError as error:
        found, fault = [], error.code
    told = {"passages": found, "fault": fault, "read": at}
    return DraftPassages.objects.update_or_create(document=document, defaults=told)[0]


def read_once(document: ProjectDocument, *, at: dt.datetime) -> DraftPassages:
    """The passages of a draft as they were read; it is read now where nobody did.

    Files of the same bytes are read once: the passages of one are those of the others.
    """
    read = DraftPassages.objects.filter(document=document).first()
    return read or _like(document, at) or read_passages(document, at=at)


def _like(document: ProjectDocument, at: dt.datetime) -> DraftPassages | None:
    """The passages of another draft of the same bytes, kept for this one as well."""
    rows = DraftPassages.objects.filter(document__digest=document.digest, fault="")
    same = rows.order_by().first()
    if same is None:
        return None
    told = {"passages": same.passages, "fault": "", "read": at}
    return DraftPassages.objects.update_or_create(document=document, defaults=told)[0]


def _read(document: ProjectDocument) -> list[dict[str, object]]:
    """The passages of its file.

    Raises:
        DocumentError: it cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="biaozhun-consultations-") as folder:
        path = Path(folder) / "document"
        with document.file.open("rb") as stream, path.open("wb") as copy:
            for piece in File(stream).chunks():
                copy.write(piece)
        found = passages(read_draft(read_isolated(path)))
    return [_kept(one) for one in found[:MOST]]


def _kept(one: DraftPassage) -> dict[str, object]:
    text = one.text.replace("\x00", "")[:_LONGEST]
    told: dict[str, object] = msgspec.to_builtins(msgspec.structs.replace(one, text=text))
    return told
