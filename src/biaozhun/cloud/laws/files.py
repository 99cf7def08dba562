"""The text of a file or of what was pasted, for the register and for checks of drafts."""

import tempfile
from pathlib import Path
from typing import Final

from django.core.files.uploadedfile import UploadedFile

from biaozhun.core.structure.blocks import BlockText, TextBlock
from biaozhun.documents.isolation import read_isolated

MOST_BYTES: Final = 20 * 1024 * 1024


def read_upload(upload: "UploadedFile[bytes]") -> BlockText:
    """The text of a file that came in a form, read behind walls; the file is not kept.

    Raises:
        DocumentError: it cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="biaozhun-laws-") as folder:
        path = Path(folder) / "upload"
        with path.open("wb") as stream:
            for piece in upload.chunks():
                stream.write(piece)
        return read_isolated(path)


def pasted(text: str) -> BlockText:
    """What was pasted as one block."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return BlockText(text=plain, blocks=(TextBlock(start=0, end=len(plain)),) if plain else ())
