"""The part of a Word document that holds its comments, and the parts that name it."""

import posixpath
from collections.abc import Sequence
from typing import Final, NamedTuple

from lxml import etree

from biaozhun.documents.reports.remarks import Remarks
from biaozhun.documents.reports.xml_parts import parsed, written

_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS_OF: Final = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    ),
    "http://purl.oclc.org/ooxml/wordprocessingml/main": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
    ),
}
"""The type of the relation to comments, by the names of the document itself."""
_EMPTY: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{0} xmlns{1}="{2}"/>'


class NewComment(NamedTuple):
    """A comment that is to be written, a paragraph for each line."""

    identifier: int
    lines: Sequence[str]


def identifiers(content: bytes) -> list[int]:
    """The identifiers that comments of the part bear."""
    root = parsed(content)
    written = [element.get(_name(root, "id"), "") for element in root.iter(_name(root, "comment"))]
    return [int(one) for one in written if one.isascii() and one.isdecimal()]


def no_comments(namespace: str) -> bytes:
    """The part of a document that has none yet."""
    return _EMPTY.format("w:comments", ":w", namespace).encode()


def with_comments(content: bytes, comments: Sequence[NewComment], remarks: Remarks) -> bytes:
    """The part with these comments behind those it has."""
    root = parsed(content)
    root.extend(_comment(root, comment, remarks) for comment in comments)
    return written(root, content)


def with_relation(content: bytes | None, part: str, target: str, namespace: str) -> bytes:
    """The relations of a part, its comments among them.

    Args:
        content: as they are; ``None`` where there are none.
        part: the name of the part whose relations they are.
        target: the name of the part with the comments.
        namespace: of the document.
    """
    content = content or _EMPTY.format("Relationships", "", _RELATIONS).encode()
    root = parsed(content)
    used = {element.get("Id") for element in root}
    number = next(n for n in range(1, len(used) + 2) if f"rId{n}" not in used)
    relation = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship")
    relation.set("Id", f"rId{number}")
    relation.set("Type", _COMMENTS_OF[namespace])
    relation.set("Target", posixpath.relpath(target, posixpath.dirname(part) or "."))
    return written(root, content)


def with_content_type(content: bytes, target: str) -> bytes:
    """The list of types with that of the comments; unchanged where it is there."""
    root = parsed(content)
    name = f"/{target}"
    for element in root.iter(f"{{{_TYPES}}}Override"):
        if element.get("PartName", "").casefold() == name.casefold():
            return content
    kind = etree.SubElement(root, f"{{{_TYPES}}}Override")
    kind.set("PartName", name)
    kind.set("ContentType", _TYPE)
    return written(root, content)


def _comment(root: etree._Element, comment: NewComment, remarks: Remarks) -> etree._Element:
    made = {
        "id": str(comment.identifier),
        "author": remarks.author,
        "date": remarks.made.isoformat(timespec="seconds"),
        "initials": remarks.initials,
    }
    element = etree.Element(
        _name(root, "comment"), {_name(root, name): value for name, value in made.items()}
    )
    for place, line in enumerate(filter(None, (*comment.lines, remarks.number))):
        paragraph = etree.SubElement(element, _name(root, "p"))
        if place == 0:
            sign = etree.SubElement(paragraph, _name(root, "r"))
            etree.SubElement(sign, _name(root, "annotationRef"))
        run = etree.SubElement(paragraph, _name(root, "r"))
        text = etree.SubElement(run, _name(root, "t"))
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def _name(root: etree._Element, name: str) -> str:
    """A name of WordprocessingML in the edition that a part is written in."""
    return f"{{{etree.QName(root).namespace}}}{name}"
