"""Text cards: one standard a paragraph, one ``标签 ：值`` a line."""

import itertools
from collections.abc import Iterator
from pathlib import Path

from biaozhun.cloud.catalogue.importers.mapped import MappedImporter, SourceRow
from biaozhun.cloud.catalogue.importers.rows import ImportFormatError, RowError
from biaozhun.core.bibliography.mapping import Mapping, recognise_headers
from biaozhun.documents.encodings import as_utf8, detect_encoding
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.records_text import Card, card_line, cards
from biaozhun.documents.streams import BytesRead, open_bytes, sample

_TOO_LONG = RowError(code="line_too_long", message="A line of the card is too long")


def open_cards(path: Path, mapping: Mapping | None = None) -> MappedImporter:
    """An importer for text cards.

    Raises:
        ImportFormatError: no label is a known word for the number.
    """
    start = sample(path)
    encoding = detect_encoding(start)
    text = start.decode(encoding, "replace")
    labels = dict.fromkeys(
        found[0] for line in text.splitlines() if (found := card_line(line.lstrip("\ufeff")))
    )
    mapping = mapping or recognise_headers(labels, name="cards", title="Text cards")
    if mapping is None:
        raise ImportFormatError(
            "No line of the cards is labelled as the number",
            code="no_number_column",
            fragment=", ".join(labels)[:200],
            hint="label it 标准编号, or describe the cards in a mapping file",
        )
    known = frozenset(mapping.columns) | frozenset(mapping.ignored)

    consumed = BytesRead()

    def rows(skip: int) -> Iterator[SourceRow]:
        with open_bytes(path, consumed) as stream:
            found = cards(as_utf8(stream, encoding), known)
            try:
                for card in itertools.islice(found, skip, None):
                    yield _row(card)
            except DocumentError as error:
                yield SourceRow(b"", None, RowError(code=error.code, message=error.message))

    return MappedImporter(rows, mapping, consumed=consumed)


def _row(card: Card | None) -> SourceRow:
    return SourceRow(b"", None, _TOO_LONG) if card is None else SourceRow(card.text, card.fields)
