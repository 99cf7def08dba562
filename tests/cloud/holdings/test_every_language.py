"""A table of copies goes out in the reader's language and comes in again as it went."""

import csv
import io
from pathlib import Path

import pytest
from django.utils import translation

from biaozhun.cloud.holdings import wording
from biaozhun.cloud.holdings.exports import tables
from biaozhun.cloud.holdings.importers.copies import HEADINGS, Draft, Reader, table_rows
from biaozhun.cloud.holdings.models import Copy, Intake, IntakeFault, Medium, Place
from tests.cloud.holdings.conftest import NOON, Stock

pytestmark = pytest.mark.django_db

LANGUAGES = ("zh-hans", "zh-hant", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_that_went_out_comes_in_again(
    language: str, stocked: Stock, shelf: Place, tmp_path: Path
) -> None:
    """Every medium and language, under headings of the reader's language, is read as it was."""
    written = [
        stocked(f"GB/T {serial}-2020", medium=medium, language=spoken, price=4250, supplier="S")
        for serial, (medium, spoken) in enumerate(
            ((medium, spoken) for medium in Medium for spoken in wording.LANGUAGE), start=1
        )
    ]
    path = tmp_path / "copies.csv"
    with translation.override(language):
        found = Copy.objects.select_related("place", "licence").order_by("pk")
        rows = [list(map(str, row)) for row in tables.copies(found)]
        assert rows[0][: len(HEADINGS)] == list(map(str, wording.HEADING.values()))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    reader = Reader(places={shelf.code: shelf}, licences={})
    drafts = [reader.read(cells) for _, cells in table_rows(path)]
    assert [draft.facts for draft in drafts if isinstance(draft, Draft)] == [
        _facts(reader, copy) for copy in written
    ]


def _facts(reader: Reader, copy: Copy) -> object:
    """The facts of a copy, as a row under the plain names of the fields tells them."""
    assert copy.place is not None
    told = {
        "number": copy.number,
        "medium": str(copy.medium),
        "language": copy.language,
        "place": copy.place.code,
        "accession": copy.accession,
        "barcode": copy.barcode,
        "price": "42.50",
        "supplier": copy.supplier,
        "acquired": copy.acquired.isoformat() if copy.acquired else "",
    }
    read = reader.read(told)
    assert isinstance(read, Draft)
    return read.facts


@pytest.mark.parametrize("language", LANGUAGES)
def test_rejected_rows_that_were_given_back_are_read_without_their_reasons(
    language: str, tmp_path: Path
) -> None:
    """The columns before the row are read over in every language; its own cells stay."""
    intake = Intake(file_name="a.csv", stored=0, rejected=1, brought=NOON, brought_by="K")
    intake.save()
    cells = {"标准编号": "GB/T 1-2020", "载体": "stone"}
    IntakeFault.objects.create(
        intake=intake, position=2, code="medium", message="stone", cells=cells
    )
    text = io.StringIO()
    with translation.override(language):
        csv.writer(text).writerows(tables.faults(intake))
    path = tmp_path / "rejected.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    assert list(table_rows(path)) == [(2, cells)]
