"""NISO STS and ISO STS (ANSI/NISO Z39.102) as clauses.

A text's own document type is neither loaded nor trusted: no file of it is fetched, and a file that
declares entities of its own is refused. What the type would give as default (the names of its
namespaces) is put in where it is missing. Elements this reader does not know are read for their
words and reported.
"""

import html.entities
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from lxml import etree

from biaozhun.core.structure import (
    Blocks,
    Clause,
    ClauseKind,
    Finding,
    StructuredText,
    read_label,
)
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.sts_blocks import BlockReader, local, squeezed

MAX_BYTES: Final = 64 * 1024 * 1024
MAX_DEPTH: Final = 120  # elements inside one another; real texts stay below 30
_NAMESPACES: Final = {
    b"tbx": b"urn:iso:std:iso:30042:ed-1",
    b"xlink": b"http://www.w3.org/1999/xlink",
    b"mml": b"http://www.w3.org/1998/Math/MathML",
}
_ROOT: Final = re.compile(rb"<standard(?=[\s>/])")
_ENTITY: Final = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
_OWN: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_METAS: Final = ("std-meta", "iso-meta", "reg-meta", "nat-meta", "std-doc-meta")
_CONTAINERS: Final = frozenset({"app-group", "sub-part", "term-display"})
_NO_TEXT: Final = frozenset({"toc", "sec-type", "processing-meta", "notes-group"})


def sts_text(path: Path) -> StructuredText:
    """The clauses of a text in STS.

    Raises:
        DocumentError: ``broken_file`` with the line, ``entities_refused``, ``too_large``,
            ``nested_too_deep``, ``unsupported_format``, or ``no_text``.
    """
    root = _root(path)
    reader = _Reader()
    for division in root:
        if local(division) in ("body", "back"):
            reader.division(division, level=1, kind=ClauseKind.CLAUSE)
        elif local(division) == "front":
            reader.front(division)
    if not reader.clauses:
        raise DocumentError(
            "The text has neither sections nor paragraphs",
            code="no_text",
            fragment=path.name,
            hint="this is only the head of a standard; add the file that holds its body",
        )
    meta = _meta(root)
    return StructuredText(
        clauses=tuple(reader.clauses),
        number=_first(meta, "std-ref"),
        title=_first(meta, "full") or _first(meta, "main"),
        language=_first(meta, "content-language") or _first(meta, "language"),
        findings=(*reader.findings(), *reader.blocks.pictures),
    )


def _root(path: Path) -> etree._Element:
    if path.stat().st_size > MAX_BYTES:
        raise DocumentError(
            f"The text has more than {MAX_BYTES // 2**20} MiB",
            code="too_large",
            fragment=path.name,
            hint="leave pictures out of the XML",
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_completed(path.read_bytes()), parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(
            f"The XML is broken: {error.msg}",
            fragment=path.name,
            hint="the place is given as line and column; mend it there",
        ) from error
    _refuse_own_entities(root)
    if local(root) != "standard":
        raise DocumentError(
            f"This XML is no standard in STS but <{local(root)}>",
            code="unsupported_format",
            fragment=path.name,
            hint="STS begins with the element <standard>",
        )
    if any(depth > MAX_DEPTH for depth in _depths(root)):
        raise DocumentError(
            f"More than {MAX_DEPTH} elements stand inside one another", code="nested_too_deep"
        )
    return root


def _completed(content: bytes) -> bytes:
    """With the namespaces and the named characters that the document type would have given."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content  # UTF-16, where these bytes would not be found
    missing = b"".join(
        b' xmlns:%s="%s"' % (prefix, name)
        for prefix, name in _NAMESPACES.items()
        if b"xmlns:" + prefix not in content
    )
    named = _ROOT.sub(lambda tag: tag[0] + missing, content, count=1) if missing else content
    return _ENTITY.sub(_character, named)


def _character(found: re.Match[bytes]) -> bytes:
    name = found[1].decode()
    code = html.entities.name2codepoint.get(name)
    return found[0] if name in _OWN or code is None else b"&#%d;" % code


def _refuse_own_entities(root: etree._Element) -> None:
    dtd: Any = root.getroottree().docinfo.internalDTD  # its stubs know neither None nor entities
    declared = [entity.name for entity in dtd.iterentities()] if dtd is not None else []
    used = [str(node.text) for node in root.iter(etree.Entity)]
    if declared or used:
        raise DocumentError(
            "The file declares or uses entities of its own, which are not read",
            code="entities_refused",
            fragment=", ".join([*declared, *used][:3])[:80],
            hint="write the characters themselves",
        )


def _depths(root: etree._Element) -> Iterator[int]:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        yield depth


def _meta(root: etree._Element) -> etree._Element | None:
    """The head that says most: the last one, for national heads stand behind the adopted ones."""
    heads = [head for head in root.iterfind("front/*") if local(head) in _METAS]
    return heads[-1] if heads else None


def _first(meta: etree._Element | None, name: str) -> str:
    found = (squeezed(node) for node in meta.iter(name)) if meta is not None else iter(())
    return next((text for text in found if text), "")


class _Reader:
    """Collects the clauses of one text in their order."""

    def __init__(self) -> None:
        self.clauses: list[Clause] = []
        self.blocks = BlockReader()
        self._unknown: Counter[str] = Counter()

    def findings(self) -> Iterator[Finding]:
        """Elements that were read for their words only, each name once."""
        for name, count in (self._unknown + self.blocks.unknown).items():
            yield Finding("element_unknown", name, str(count))

    def front(self, front: etree._Element) -> None:
        """Foreword and introduction; the heads are read elsewhere."""
        for part in front:
            if local(part) in ("sec", "notes", "ack"):
                self.section(part, level=1, kind=ClauseKind.FRONT)
            elif local(part) not in (*_METAS, *_NO_TEXT):
                self._unknown[local(part)] += 1

    def division(self, parts: etree._Element, *, level: int, kind: ClauseKind) -> None:
        """The sections of body or back, and blocks that stand beside them."""
        loose: list[etree._Element] = []
        for part in parts:
            name = local(part)
            if name in ("sec", "term-sec", "app", "ref-list", "fn-group", "ack", "glossary"):
                self._loose(loose, kind)
                self.section(part, level=level, kind=_kind(name, kind))
            elif name in _CONTAINERS:
                self._loose(loose, kind)
                self.division(part, level=level, kind=kind)
            elif name not in _NO_TEXT:
                loose.append(part)
        self._loose(loose, kind)

    def _loose(self, loose: list[etree._Element], kind: ClauseKind) -> None:
        if blocks := self.blocks.all_of(loose):
            self.clauses.append(Clause(kind=kind, blocks=blocks))
        loose.clear()

    def section(self, section: etree._Element, *, level: int, kind: ClauseKind) -> None:
        """A section with its blocks, then those inside it."""
        number, sub_kind = self._number(section, kind)
        inside: list[etree._Element] = []
        own: list[etree._Element] = []
        for part in section:
            name = local(part)
            if name in ("sec", "term-sec", "app"):
                inside.append(part)
            elif name not in ("label", "title", "annex-type", "tbx:termEntry"):
                own.append(part)
        place = number.count(".") + 1 if number else level
        clause = Clause(
            kind=sub_kind,
            number=number,
            title=self._title(section),
            level=place,
            blocks=self._own_blocks(section, own),
            source=section.get("id", ""),
        )
        if clause.number or clause.title or clause.blocks:
            self.clauses.append(clause)
        for part in inside:
            self.section(part, level=place + 1, kind=_kind(local(part), sub_kind))

    def _own_blocks(self, section: etree._Element, own: Iterable[etree._Element]) -> Blocks:
        if local(section) == "ref-list":
            references = [part for part in own if local(part) == "ref"]
            others = [part for part in own if local(part) != "ref"]
            return (*self.blocks.all_of(others), *self.blocks.references(references))
        return self.blocks.all_of(own)

    def _number(self, section: etree._Element, kind: ClauseKind) -> tuple[str, ClauseKind]:
        written = squeezed(section.find("label"))
        label = read_label(written.rstrip(".)")) if written else None
        if label is None or label.kind not in ("clause", "annex"):
            return written if kind == ClauseKind.CLAUSE and len(written) < 12 else "", kind
        if label.number[0].isalpha():
            return label.number, ClauseKind.ANNEX
        return label.number, kind

    def _title(self, section: etree._Element) -> str:
        if title := squeezed(section.find("title")):
            kind = squeezed(section.find("annex-type"))
            return f"{kind} {title}".strip() if kind else title
        if local(section) == "term-sec":
            return self.blocks.terms(section)
        return ""


def _kind(name: str, above: ClauseKind) -> ClauseKind:
    match name:
        case "term-sec":
            return ClauseKind.TERM
        case "app":
            return ClauseKind.ANNEX
        case "ref-list" | "fn-group" | "ack" | "glossary":
            return ClauseKind.BACK if above != ClauseKind.ANNEX else above
        case _:  # a section is of the kind of what it stands in
            return above
