"""What a Word file may hold that comes from outside to be filled in.

It is opened by everybody who gets a filled form, so it runs nothing and fetches nothing; and it has
the usual build of a Word file, since the library that fills it in works on the text of its parts.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import ClassVar, Final

from lxml import etree

from biaozhun.core.errors import BiaozhunError
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.packages import open_package, read_member
from biaozhun.documents.reports.xml_parts import parsed

MAX_FORM_BYTES: Final = 10 * 1024 * 1024
MAX_PART_BYTES: Final = 4 * 1024 * 1024
_ALL_PARTS: Final = 40 * 1024 * 1024
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_RUNS: Final = re.compile("macroEnabled|vbaProject|vbaData|activeX|oleObject", re.IGNORECASE)
_FETCHES: Final = re.compile(
    r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT)\b", re.IGNORECASE
)
_WITH_TAGS: Final = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
_OPENINGS: Final = ("{{", "{%", "{#")


class FormError(BiaozhunError):
    """A template that cannot be used; ``fragment`` is the tag or the name that is to blame.

    Codes: ``not_word``, ``too_large``, ``has_macros``, ``outside_link``, ``forbidden``,
    ``broken_tag``, ``unclosed_row``, ``crowded_row``, ``unknown_field``.
    """

    default_code: ClassVar[str] = "not_word"


def parts_with_tags(content: bytes) -> list[etree._Element]:
    """The body, headers and footers of a Word file that is harmless.

    Raises:
        FormError: it is no Word file (``not_word``), too large (``too_large``), runs something
            (``has_macros``), fetches something (``outside_link``), or has tags elsewhere
            (``forbidden``).
    """
    if len(content) > MAX_FORM_BYTES:
        raise FormError("The template is too large", code="too_large")
    try:
        with open_package(io.BytesIO(content), largest=MAX_FORM_BYTES) as package:
            return _parts(package)
    except DocumentError as error:
        is_bomb = error.code == "compression_bomb"
        raise FormError(
            error.message,
            code="too_large" if is_bomb else "not_word",
            fragment=error.fragment,
        ) from error


def _parts(package: zipfile.ZipFile) -> list[etree._Element]:
    members = package.infolist()
    if sum(member.file_size for member in members) > _ALL_PARTS:
        raise FormError("The template would unpack to too much", code="too_large")
    _look_at_kinds(package, [member.filename for member in members])
    found = []
    for member in members:
        if not member.filename.endswith((".xml", ".rels")):
            continue
        if member.file_size > MAX_PART_BYTES:
            raise FormError("A part is too large", code="too_large", fragment=member.filename[:80])
        root = parsed(read_member(package, member))
        if member.filename.endswith(".rels"):
            _look_at_relations(root)
        elif _WITH_TAGS.fullmatch(member.filename):
            _look_at_build(root)
            found.append(root)
        elif any(sign in text for text in _all_texts(root) for sign in _OPENINGS):
            raise FormError(
                "There are tags outside body, headers and footers",
                code="forbidden",
                fragment=member.filename[:80],
            )
    return found


def _look_at_kinds(package: zipfile.ZipFile, names: list[str]) -> None:
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        raise FormError("This is no Word file", hint="save it as DOCX")
    kinds = parsed(read_member(package, "[Content_Types].xml"))
    told = {one.get("PartName", ""): one.get("ContentType", "") for one in kinds}
    for text in (*names, *told.values()):
        if _RUNS.search(text):
            raise FormError("The template runs something", code="has_macros", fragment=text[:80])
    if told.get("/word/document.xml") != _MAIN:
        raise FormError("This is no Word document", hint="save it as DOCX")


def _look_at_relations(root: etree._Element) -> None:
    """A hyperlink waits until somebody follows it; everything else outside is fetched at once."""
    for relation in root.iter(_RELATION):
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        outside = relation.get("TargetMode") == "External" and kind != "hyperlink"
        if outside or kind == "aFChunk":
            target = relation.get("Target", "")[:80]
            raise FormError("Something comes from outside", code="outside_link", fragment=target)


def _look_at_build(root: etree._Element) -> None:
    """What Word, WPS and LibreOffice write, and what the filling counts on."""
    if f"{{{root.nsmap.get('w')}}}" != W:
        raise FormError(
            "This is not the usual DOCX", hint="save it as DOCX, not as Strict Open XML"
        )
    for table in root.iter(f"{W}tbl"):
        grid = table.find(f"{W}tblGrid")
        columns = () if grid is None else grid.findall(f"{W}gridCol")
        widths = [column.get(f"{W}w", "") for column in columns]
        spans = [span.get(f"{W}val", "") for span in table.iter(f"{W}gridSpan")]
        if not widths or not all(_is_count(one) for one in (*widths, *spans)):
            raise FormError("A table has no columns", hint="save it anew with Word")
    for paragraph in root.iter(f"{W}p"):
        orders = "".join(one.text or "" for one in paragraph.iter(f"{W}instrText"))
        simple = " ".join(one.get(f"{W}instr", "") for one in paragraph.iter(f"{W}fldSimple"))
        if found := _FETCHES.search(f"{orders} {simple}"):
            raise FormError("A field fetches something", code="outside_link", fragment=found[0])
    for element in root.iter():
        told = [str(value) for value in element.attrib.values()]
        if element.tag != f"{W}t":
            told.append(element.text or "")
        told.append(element.tail or "")
        if any(sign in text for text in told for sign in _OPENINGS):
            raise FormError("A tag stands outside the text", code="forbidden")


def _is_count(text: str) -> bool:
    return re.fullmatch(r"[0-9]{1,6}", text) is not None


def _all_texts(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        yield from (element.text or "", element.tail or "")
        yield from (str(value) for value in element.attrib.values())
