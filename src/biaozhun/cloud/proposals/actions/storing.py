"""Files that come in a form, on their way into the store."""

import contextlib
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from django.core.files.uploadedfile import UploadedFile

from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.proposals.models.paper import Paper

_NAME: Final = 200  # characters of a file's name that are kept


def digest_of(upload: "UploadedFile[bytes]") -> str:
    """SHA-256 of a file; it can be read again afterwards."""
    digest = hashlib.sha256()
    for piece in upload.chunks():
        digest.update(piece)
    upload.seek(0)
    return digest.hexdigest()


def store(paper: Paper, upload: "UploadedFile[bytes]") -> None:
    """Put a file into the store; the row is not yet in the database."""
    paper.digest, paper.size = digest_of(upload), upload.size or 0
    paper.name = clean(Path(upload.name or "").name)[-_NAME:] or "paper"
    paper.file.save(paper.digest[:32], upload, save=False)


@contextlib.contextmanager
def gone_without_rows(papers: Sequence[Paper]) -> Iterator[None]:
    """Take the files out of the store again where their rows could not be written."""
    try:
        yield
    except BaseException:
        for one in papers:
            one.file.delete(save=False)
        raise
