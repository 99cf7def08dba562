"""Looking at files before they are imported, and mappings written down."""

import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biaozhun.cloud.catalogue.importers import ImportFormatError
from biaozhun.cloud.catalogue.importers.looking import look_at, table_of
from biaozhun.core.bibliography.mapping import (
    Mapping,
    TableLayout,
    field_of_header,
    read_mapping,
    write_mapping,
)
from tests.cloud.desk.conftest import ODD, odd_rows, workbook

WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20
)
ANY_FILE = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(
    columns=st.dictionaries(WORDS, st.sampled_from(["title_zh", "ics", "published"]), max_size=5),
    ignored=st.dictionaries(WORDS, WORDS, max_size=3),
    constants=st.dictionaries(st.sampled_from(["language", "tags"]), WORDS, max_size=2),
    separators=st.dictionaries(st.sampled_from(["ics", "drafters"]), WORDS, max_size=2),
    name=st.text(string.ascii_letters + '"\\ 库', min_size=1, max_size=20),
    row=st.integers(0, 40),
)
def test_a_mapping_written_down_is_read_back_the_same(
    columns: dict[str, str],
    ignored: dict[str, str],
    constants: dict[str, str],
    separators: dict[str, str],
    name: str,
    row: int,
) -> None:
    """Whatever its columns are called: quotes, backslashes, line breaks, Chinese."""
    taken = {"No.\x7f": "number", **columns}
    mapping = Mapping(
        name=name,
        columns=taken,
        ignored={column: why for column, why in ignored.items() if column not in taken},
        constants=dict(constants),
        separators=separators,
        table=TableLayout(header_row=row, sheet="表 1"),
    )
    assert read_mapping(write_mapping(mapping)) == mapping


@ANY_FILE
@given(content=st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_no_content_breaks_the_look(tmp_path: Path, content: bytes) -> None:
    """It is recognised, left to be pointed at, or refused with a code."""
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    try:
        look = look_at(path)
    except ImportFormatError as refused:
        assert refused.code  # noqa: PT017  -- either way is right
    else:
        assert bool(look.format) != bool(look.code)


@ANY_FILE
@given(content=st.text(max_size=300).map(str.encode), row=st.integers(0, 300))
def test_no_table_breaks_the_columns(tmp_path: Path, content: bytes, row: int) -> None:
    """Columns with samples, or a refusal."""
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    try:
        table = table_of(path, TableLayout(header_row=row))
    except ImportFormatError as refused:
        assert refused.code  # noqa: PT017  -- either way is right
    else:
        assert all(len(column.samples) <= 5 for column in table.columns)


def test_columns_are_proposed_by_their_words_and_their_contents(tmp_path: Path) -> None:
    """A number is known by what it looks like where its header says nothing."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(workbook(odd_rows(20)))
    table = table_of(path, TableLayout())
    assert [column.name for column in table.columns] == list(ODD)
    proposed = {column.name: column.proposed for column in table.columns}
    assert (proposed["Std. No."], proposed["Bezeichnung"], proposed["Regal"]) == (
        "number",
        "title_zh",
        "",
    )
    assert (table.sheets, table.layout.header_row) == (["Bestand"], 1)


@pytest.mark.parametrize(
    ("header", "field"),
    [("标准编号", "number"), ("标准名称：", "title_zh"), ("_code", "ignored"), ("Regal", "")],
)
def test_common_header_words_stand_for_fields(header: str, field: str) -> None:
    """Without width and decoration; the reasons of rejected rows are passed over."""
    assert field_of_header(header) == field


def test_a_sheet_that_is_not_there_is_told(tmp_path: Path) -> None:
    """By its code."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(workbook(odd_rows(2)))
    with pytest.raises(ImportFormatError) as refused:
        table_of(path, TableLayout(sheet="Blatt"))
    assert refused.value.code == "unknown_sheet"


def test_a_chinese_title_with_a_letter_in_it_is_taken_for_a_title(tmp_path: Path) -> None:
    """Letters within a sentence are no code of the Chinese classification."""
    path = tmp_path / "a.csv"
    path.write_text("甲,乙\nGB/T 1-2020,产品目录编制规范 第B 部分\n", encoding="utf-8")
    found = table_of(path, TableLayout()).columns
    assert [column.proposed for column in found] == ["number", "title_zh"]


def test_a_list_of_numbers_is_taken_for_no_english_title(tmp_path: Path) -> None:
    """What is replaced is written in Latin letters too, under a header that nobody knows."""
    path = tmp_path / "a.csv"
    path.write_text("甲,乙\nGB/T 1-2020,GB/T 80001-1999\n", encoding="utf-8")
    found = table_of(path, TableLayout()).columns
    assert [column.proposed for column in found] == ["number", ""]
