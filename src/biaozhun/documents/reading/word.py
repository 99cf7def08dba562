"""Word documents (DOCX)."""

import io

from lxml import etree

from biaozhun.core.structure.blocks import BlockKind
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.packages import open_package, read_member
from biaozhun.documents.reading.gathering import Gatherer

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_word(content: bytes, into: Gatherer) -> None:
    """The text of a document."""
    with open_package(io.BytesIO(content)) as package:
        data = read_member(package, "word/document.xml")
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise DocumentError(f"The document cannot be read: {error}") from error
    for number, paragraph in enumerate(root.iter(_W + "p"), 1):
        text = "".join(node.text or "" for node in paragraph.iter(_W + "t"))
        into.add(text, kind=BlockKind.PARAGRAPH, paragraph=number)
