"""Any file as text with positions, by its content and never by its name."""

from pathlib import Path

from biaozhun.core.structure.blocks import BlockText, TextBlock
from biaozhun.documents.encodings import detect_encoding


def read_document(path: Path) -> BlockText:
    """The text of a file.

    Raises:
        DocumentError: it cannot be read.
    """
    data = path.read_bytes()
    text = data.decode(detect_encoding(data[:65536]), "replace")
    return BlockText(text=text, blocks=(TextBlock(start=0, end=len(text)),))
