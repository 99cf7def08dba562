"""Mapping files, shipped vocabularies, and headers in common words."""

import pytest

from biaozhun.core.bibliography.fields import READERS
from biaozhun.core.bibliography.mapping import (
    MappingError,
    header_word,
    read_mapping,
    recognise,
    recognise_headers,
    vocabularies,
)
from biaozhun.core.reference import table

EXAMPLE = """
name = "library"
title = "Card index of the city library"
date_formats = ["%d/%m/%Y"]

[columns]
"Std. No." = "number"
"Name" = "title_zh"
"Date" = "published"
"Makers" = "drafting_units"
"OK?" = "status"

[ignored]
"Shelf" = "where the paper copy stands"

[constants]
language = "zh"

[separators]
drafting_units = "|"

[statuses]
"yes" = "in_force"

[table]
encoding = "gb18030"
delimiter = ";"
header_row = 3
"""


def test_the_example_mapping_is_read() -> None:
    """Columns, constants, formats, separators, status words and the place of the table."""
    mapping = read_mapping(EXAMPLE)
    assert mapping.columns["Std. No."] == "number"
    assert mapping.ignored == {"Shelf": "where the paper copy stands"}
    assert mapping.date_formats == ("%d/%m/%Y",)
    assert (mapping.table.encoding, mapping.table.header_row) == ("gb18030", 3)


def test_json_will_do() -> None:
    """A mapping may be written in JSON."""
    assert read_mapping('{"name": "a", "columns": {"A": "number"}}').columns == {"A": "number"}


@pytest.mark.parametrize(
    ("text", "code", "fragment"),
    [
        ('name = "a"\n[columns]\nA = "nummber"', "unknown_field", "nummber"),
        ('name = "a"\n[columns]\nA = "title_zh"', "number_unmapped", ""),
        ('name = "a"\n[columns]\nA = "number"\n[ignored]\nA = "x"', "column_twice", "A"),
        ('name = "a"\n[columns]\nA = "number"\n[constant]\nx = "y"', "mapping_invalid", "m.toml"),
        ('name = "a"\n[columns]\nA = "number"\n[statuses]\nx = "y"', "unknown_status_word", "y"),
        ('name = "a"\n[columns]\nA = "number"\n[table]\nencoding = "x"', "unknown_encoding", "x"),
        ('name = "' + "n" * 41 + '"\n[columns]\nA = "number"', "bad_mapping_name", "n" * 41),
        ('name = "a\\u0000"\n[columns]\nA = "number"', "bad_mapping_name", "a\0"),
        ('name = "a"\n[columns]\nA = "number"\n[table]\ndelimiter = "ab"', "bad_delimiter", "ab"),
        ('name = "a"\ndate_formats = ["%m"]\n[columns]\nA = "number"', "bad_date_format", "%m"),
        ('name = "a"\n[columns', "mapping_invalid", "m.toml"),
        ("{", "mapping_invalid", "m.toml"),
        ("", "mapping_invalid", "m.toml"),
    ],
)
def test_errors_of_a_mapping_are_precise(text: str, code: str, fragment: str) -> None:
    """A slip in a mapping file is named with its place, before any row is read."""
    with pytest.raises(MappingError) as refused:
        read_mapping(text, source="m.toml")
    assert (refused.value.code, refused.value.fragment) == (code, fragment)


def test_a_slip_in_a_field_name_is_answered_with_the_nearest() -> None:
    """nummber: did you mean number?"""
    with pytest.raises(MappingError) as refused:
        read_mapping('name = "a"\n[columns]\nA = "nummber"')
    assert refused.value.hint == "did you mean 'number'?"


def test_every_shipped_vocabulary_is_sound() -> None:
    """Each names itself as its file is called and maps to fields that exist."""
    shipped = {"biaozhun", "cn_a", "cn_b", "cn_sports", "etsi", "iec", "iso"}
    assert set(vocabularies()) == shipped | {"iso_open_data", "relaton"}


def test_every_header_word_leads_to_a_field_and_none_stands_twice() -> None:
    """The table of header words names fields only, and no word means two things."""
    rows = list(table("field_names"))
    assert {row["field"] for row in rows} - {"ignored"} <= set(READERS)
    assert all(row["reason"] for row in rows if row["field"] == "ignored")
    words = [header_word(row["word"]) for row in rows]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    "word", ["标准编号", " 标 准 编 号：", "＊标准编号", "Standard No.", "NUMBER"]
)
def test_headers_are_recognised_in_any_decoration(word: str) -> None:
    """Width, blanks, case and marks do not matter."""
    mapping = recognise_headers([word], name="x")
    assert mapping is not None
    assert mapping.columns == {word: "number"}


def test_a_table_without_a_number_is_not_recognised() -> None:
    """Titles alone make no list of standards."""
    assert recognise_headers(["标准名称", "实施日期"], name="x") is None


def test_the_vocabulary_that_reads_more_wins() -> None:
    """A key called number alone does not make a table the interchange form."""
    common = recognise(["number", "标准名称"], name="x", title="")
    assert common is not None
    assert common.name == "x"
    own = recognise(["number", "title_zh", "replaces", "invented"], name="x", title="")
    assert own is not None
    assert own.name == "biaozhun"


@pytest.mark.parametrize("number", ["标准编号", "number", "code"])
def test_columns_with_the_reason_of_a_rejection_are_never_fields(number: str) -> None:
    """A rejected row comes back with its reason in front: "_code" is not the number."""
    mapping = recognise(["_row", "_code", "_reason", "_fragment", number], name="table", title="")
    assert mapping is not None
    assert mapping.columns == {number: "number"}
