"""The text of a file or of what was pasted, ready to be read as a policy."""

import tempfile
from pathlib import Path
from typing import Final

from django.core.files.uploadedfile import UploadedFile

from biaozhun.cloud.plans.errors import PlanRefusedError
from biaozhun.core.structure.blocks import BlockText
from biaozhun.documents.isolation import read_isolated
from biaozhun.documents.reading.gathering import clean

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_CHARACTERS: Final = 200_000


def read_upload(upload: "UploadedFile[bytes]") -> BlockText:
    """The text of a file that came in a form, read behind walls; the file is not kept.

    Raises:
        DocumentError: it cannot be read.
        PlanRefusedError: ``no_text``, ``text_too_long``.
    """
    with tempfile.TemporaryDirectory(prefix="biaozhun-plans-") as folder:
        path = Path(folder) / "upload"
        with path.open("wb") as stream:
            for piece in upload.chunks():
                stream.write(piece)
        text = read_isolated(path)
    _check(text.text)
    return text


def pasted(text: str) -> str:
    """What was pasted, its lines ended as those of a file.

    Raises:
        PlanRefusedError: ``no_text``, ``text_too_long``.
    """
    plain = clean(text).replace("\r\n", "\n").replace("\r", "\n")
    _check(plain)
    return plain


def _check(text: str) -> None:
    if not text.strip():
        raise PlanRefusedError("There is no text", code="no_text")
    if len(text) > MOST_CHARACTERS:
        raise PlanRefusedError("The text is too long", code="text_too_long")
