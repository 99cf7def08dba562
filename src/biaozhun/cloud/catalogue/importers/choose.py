"""Choosing the importer by the content of the input."""

from pathlib import Path

from biaozhun.cloud.catalogue.importers.announcements import AnnouncementImporter
from biaozhun.cloud.catalogue.importers.cards import open_cards
from biaozhun.cloud.catalogue.importers.json_lines import open_json
from biaozhun.cloud.catalogue.importers.relaton import open_relaton
from biaozhun.cloud.catalogue.importers.rows import Importer, ImportFormatError
from biaozhun.cloud.catalogue.importers.tables import open_delimited, open_workbook
from biaozhun.core.bibliography.mapping import Mapping, vocabularies
from biaozhun.documents.encodings import detect_encoding
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.kinds import Kind, kind_of
from biaozhun.documents.pages import page_blocks
from biaozhun.documents.streams import open_bytes, sample
from biaozhun.documents.web import web_blocks
from biaozhun.documents.word import word_blocks

MAX_PAGE_BYTES = 32 * 1024 * 1024  # a web page or PDF that is read as a whole

FORMATS: tuple[str, ...] = tuple(
    sorted({kind.value for kind in Kind if kind is not Kind.FOLDER} | set(vocabularies()))
)


def open_importer(
    path: Path,
    *,
    mapping: Mapping | None = None,
    format: str | None = None,  # noqa: A002 - the word of the command line option
) -> Importer:
    """The importer for a file or folder, chosen by content.

    Args:
        path: the file; gzip is taken off where it is on.
        mapping: how an operator describes the table; else the columns must be recognised.
        format: one of :data:`FORMATS`: a kind of file, or a vocabulary to follow.

    Raises:
        ImportFormatError: nothing in it can be read as a list of standards; code, message and
            hint say why.
    """
    try:
        kind, mapping = _settled(path, mapping, format)
        return _open(path, kind, mapping)
    except DocumentError as error:
        raise ImportFormatError(
            error.message, code=error.code, fragment=error.fragment, hint=error.hint
        ) from error


def _settled(path: Path, mapping: Mapping | None, name: str | None) -> tuple[Kind, Mapping | None]:
    """What the file is, and the mapping to follow."""
    if name is None:
        return kind_of(path), mapping
    if name not in FORMATS:
        raise ImportFormatError(
            "There is no such format",
            code="unknown_format",
            fragment=name,
            hint="known are: " + ", ".join(FORMATS),
        )
    if name in vocabularies():
        return kind_of(path), mapping or vocabularies()[name]
    found = kind_of(path)
    if found.value != name and not {found.value, name} <= _TEXT_KINDS:
        raise ImportFormatError(
            f"The file is no {name} but {found.value}", code="format_mismatch", fragment=path.name
        )
    return Kind(name), mapping


_TEXT_KINDS = {Kind.TABLE.value, Kind.CARDS.value, Kind.YAML.value, Kind.JSON.value}


def _open(path: Path, kind: Kind, mapping: Mapping | None) -> Importer:
    if kind is Kind.JSON:
        return open_json(path, mapping)
    if kind is Kind.TABLE:
        return open_delimited(path, mapping)
    if kind is Kind.WORKBOOK:
        return open_workbook(path, mapping)
    if kind is Kind.CARDS:
        return open_cards(path, mapping)
    if kind in (Kind.YAML, Kind.TAR, Kind.FOLDER):
        return open_relaton(path, kind, mapping)
    return _open_document(path, kind, mapping)


def _open_document(path: Path, kind: Kind, mapping: Mapping | None) -> Importer:
    """An importer for a document that holds tables."""
    if path.stat().st_size > MAX_PAGE_BYTES:
        raise ImportFormatError(
            f"The document is larger than {MAX_PAGE_BYTES} bytes",
            code="too_large",
            fragment=path.name,
        )
    if kind is Kind.WORD:
        blocks = word_blocks(path)
    elif kind is Kind.PDF:
        blocks = page_blocks(path)
    else:
        with open_bytes(path) as stream:
            content = stream.read(MAX_PAGE_BYTES)
        blocks = web_blocks(content, detect_encoding(sample(path)))
    return AnnouncementImporter(blocks, name=kind.value, mapping=mapping)
