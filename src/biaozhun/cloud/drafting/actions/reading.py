"""Reading what stands in a document, behind walls, and keeping what its checks found."""

import datetime as dt
import tempfile
from pathlib import Path
from typing import Final

from django.core.files.base import File
from django.db import transaction

from biaozhun.cloud.drafting.models import DocumentText, ProjectDocument
from biaozhun.cloud.drafting.queries.checks import check_draft
from biaozhun.cloud.drafting.queries.documents import TEXTS
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.core.structure.blocks import BlockText
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.isolation import read_isolated

MOST_PARAGRAPHS: Final = 20_000
_LONGEST: Final = 20_000  # characters of one paragraph that are kept


def read_and_check(pk: int, *, at: dt.datetime) -> None:
    """Read a document anew and check it, if it is still there.

    Args:
        pk: of the document.
        at: the instant of the check; what it cites is looked up for its day.
    """
    document = ProjectDocument.objects.filter(pk=pk).select_related("project").first()
    if document is None:
        return
    try:
        text, fault = _read(document), ""
    except DocumentError as error:
        text, fault = BlockText(text=""), error.code
    is_text = document.kind in TEXTS and not fault
    found = check_draft(document, text, on=day_of(at)) if is_text else []
    with transaction.atomic():
        told = {"paragraphs": _paragraphs(text), "fault": fault, "read": at}
        DocumentText.objects.update_or_create(document=document, defaults=told)
        document.findings = found
        document.save(update_fields=["findings"])


def _read(document: ProjectDocument) -> BlockText:
    """The text of its file.

    Raises:
        DocumentError: it cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="biaozhun-drafting-") as folder:
        path = Path(folder) / "document"
        with document.file.open("rb") as stream, path.open("wb") as copy:
            for piece in File(stream).chunks():
                copy.write(piece)
        return read_isolated(path)


def _paragraphs(text: BlockText) -> list[str]:
    """The lines of the text that say anything, in order."""
    lines = (line.replace("\x00", "").strip() for line in text.text.splitlines())
    kept = [line[:_LONGEST] for line in lines if line]
    return kept[:MOST_PARAGRAPHS]
