"""Parts of an office file, changed in one place and written as they were everywhere else."""

import re
from typing import Final

from lxml import etree

from biaozhun.documents.errors import DocumentError

_DECLARATION: Final = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*\?>\s*")
_OTHER_ENCODING: Final = re.compile(rb"""encoding\s*=\s*["'](?!utf-?8["'])""", re.IGNORECASE)
_USUAL: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'


def parsed(content: bytes) -> etree._Element:
    """The root of a part; entities are refused, as Office refuses them.

    Raises:
        DocumentError: ``broken_file``.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _broken(str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _broken("it declares entities")
    return root


def written(root: etree._Element, former: bytes) -> bytes:
    """The part under the declaration that it had; one in another encoding comes in UTF-8."""
    declaration = _DECLARATION.match(former)
    head = declaration[0] if declaration else b""
    if root.getroottree().docinfo.encoding not in (None, "UTF-8") or _OTHER_ENCODING.search(head):
        head = _USUAL
    return head + etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=False)


def _broken(why: str) -> DocumentError:
    return DocumentError(
        f"A part of the document cannot be read: {why}",
        hint="save it anew with the program it comes from",
    )
