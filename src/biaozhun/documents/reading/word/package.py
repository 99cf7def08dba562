"""The parts of a Word file, and how they refer to each other."""

import posixpath
import zipfile
from typing import Final, NamedTuple

from lxml import etree

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.packages import read_member
from biaozhun.documents.reading.word.names import STRICT

MAX_PART_BYTES: Final = 64 * 1024 * 1024  # a tree of its elements takes some ten times as much
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Relation(NamedTuple):
    """What a part refers to: a part of the file, or an address outside."""

    kind: str  # the last word of its type: header, footnotes, hyperlink …
    target: str
    is_outside: bool


class WordPackage:
    """Parts by name."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._names = set(package.namelist())

    def main(self) -> str:
        """The name of the part with the body."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self._names:
                return relation.target
        return "word/document.xml"

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part refers to, by the names it uses for that."""
        folder, name = posixpath.split(part)
        member = posixpath.join(folder, "_rels", f"{name}.rels")
        if member not in self._names:
            return {}
        found = {}
        for element in self.tree(member).iter(_RELATION):
            target = element.get("Target", "")
            is_outside = element.get("TargetMode") == "External"
            if not is_outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            found[element.get("Id", "")] = Relation(kind, target, is_outside)
        return found

    def holds(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self._names

    def tree(self, part: str) -> etree._Element:
        """The root element of a part. Entities are refused, as Word refuses them.

        Raises:
            DocumentError: ``broken_file``, ``too_large``, ``nested_too_deep``.
        """
        content = self._content(part)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise _broken(part, error) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise DocumentError(
                "A part of the document declares entities",
                fragment=part[:200],
                hint="save it anew with the program it comes from",
            )
        return root

    def _content(self, part: str) -> bytes:
        if part in self._names and self._package.getinfo(part).file_size > MAX_PART_BYTES:
            raise DocumentError(
                f"A part of the document has more than {MAX_PART_BYTES} bytes",
                code="too_large",
                fragment=part[:200],
                hint="split the document",
            )
        content = read_member(self._package, part)
        if b"purl.oclc.org" in content[:20_000]:
            for strict, transitional in STRICT.items():
                content = content.replace(strict, transitional)
        return content


def _broken(part: str, error: etree.XMLSyntaxError) -> DocumentError:
    if "depth" in str(error):
        return DocumentError(
            "A part of the document is nested too deep",
            code="nested_too_deep",
            fragment=part[:200],
            hint="take out tables within tables",
        )
    return DocumentError(
        f"A part of the document cannot be read: {error}",
        fragment=part[:200],
        hint="save it anew with the program it comes from",
    )
