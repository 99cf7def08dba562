"""Files of records in XML: MARCXML, Dublin Core, Relaton, or an answer of a service kept as a file.

Such a file is read element by element, so its size is no matter; entities are never resolved.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from zlib import error as ZlibError  # noqa: N812  -- an exception, whatever its module calls it

import msgspec
from lxml import etree

from biaozhun.cloud.catalogue.exports.editions.marc import NAMESPACE as MARC
from biaozhun.cloud.exchange.harvest.client import HarvestError
from biaozhun.cloud.exchange.harvest.pages import Harvested
from biaozhun.cloud.exchange.oai.metadata import OAI_DC
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.streams import open_bytes

MAX_RECORD_BYTES = 8 * 1024 * 1024  # of one record
MAX_RATIO = 200  # bytes to a packed one; records of a library come to some twenty
ANY_RATIO = 64 * 1024 * 1024  # bytes below which the ratio is no matter
_FIRST = 50  # elements within which the first record begins
_RECORDS = {f"{{{MARC}}}record": "marcxml", "record": "marcxml", f"{{{OAI_DC}}}dc": "oai_dc"}
_RELATON = ("bibdata", "bibitem")
_MARKUP = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<", b"\x1f\x8b")


class RecordFile(msgspec.Struct, frozen=True):
    """A file of records of one form."""

    path: Path
    form: str

    def records(self) -> Iterator[Harvested]:
        """The records in their order.

        Raises:
            HarvestError: the file breaks off, brings entities or unpacks without end.
        """
        for tag, element in _elements(self.path):
            if form_of(tag) == self.form:
                text = etree.tostring(element, encoding="unicode", with_tail=False)
                if len(text) > MAX_RECORD_BYTES:
                    raise HarvestError("a record is far too long", code="too_large")
                yield Harvested(identifier="", gone=False, statements=[], metadata=text)


def record_file(path: Path) -> RecordFile | None:
    """The file as one of records, ``None`` where it is something else."""
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        if not stream.read(64).lstrip().startswith(_MARKUP):
            return None
    try:
        for tag in islice(_tags(path), _FIRST):
            if form := form_of(tag):
                return RecordFile(path, form)
    except (etree.XMLSyntaxError, DocumentError, OSError, EOFError, ZlibError):
        return None  # the importers say what is wrong with it
    return None


def form_of(tag: str) -> str:
    """The form of the record that an element is; empty where it is none."""
    local = tag.rpartition("}")[2]
    return "relaton" if local in _RELATON else _RECORDS.get(tag, "")


def _tags(path: Path) -> Iterator[str]:
    with open_bytes(path) as stream:
        for _, element in etree.iterparse(stream, events=("start",), **_SAFELY):
            yield str(element.tag)


_SAFELY = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def _elements(path: Path) -> Iterator[tuple[str, etree._Element]]:
    """Outermost records of the file; what is behind is let go.

    Raises:
        HarvestError: as told above.
    """
    limit = max(path.stat().st_size * MAX_RATIO, ANY_RATIO)
    within = 0
    try:
        with open_bytes(path) as stream:
            for event, element in etree.iterparse(stream, events=("start", "end"), **_SAFELY):
                tag = str(element.tag)
                _check(element, stream.tell(), limit)
                is_record = bool(form_of(tag))
                if event == "start":
                    within += is_record
                    continue
                within -= is_record
                if is_record and not within:
                    yield tag, element
                if not within:
                    _let_go(element)
    except (etree.XMLSyntaxError, OSError, EOFError, ZlibError) as error:
        raise HarvestError(
            f"the file breaks off or is no XML: {str(error)[:200]}",
            code="broken_xml",
            fragment=path.name[:100],
        ) from error


def _check(element: etree._Element, position: int, limit: int) -> None:
    if position > limit:
        raise HarvestError("the file unpacks to far too much", code="compression_bomb")
    parent = element.getparent()
    if parent is None and element.getroottree().docinfo.doctype:  # type: ignore[attr-defined]  # not in the stubs
        raise HarvestError("the file brings a document type", code="entities")


def _let_go(element: etree._Element) -> None:
    """Free an element and those before it; the parser keeps them otherwise."""
    element.clear()
    while element.getprevious() is not None and (parent := element.getparent()) is not None:
        del parent[0]
