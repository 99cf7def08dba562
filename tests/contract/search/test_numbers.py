"""Contract: a number in any spelling finds its edition and puts it first."""

from datetime import date
from typing import Any

import pytest

SPELLINGS = [
    "GB/T 1.1-2020",
    "GB/T 1.1—2020",
    "gb/t1.1-2020",
    "GBT1.1-2020",
    "GBT 1.1-2020",
    "ＧＢ／Ｔ １．１—２０２０",
    "GB/T1.1－2020",
    "《GB/T 1.1-2020》",
    "编号:GB/T 1.1-2020",
]


@pytest.fixture
def library(filled: Any, edition: Any) -> Any:
    """Editions of GB/T 1.1 and what stands near it."""
    return filled(
        edition(
            1,
            "GB/T 1.1-2009",
            "标准化工作导则 第1部分：标准的结构和编写",
            published=date(2009, 6, 17),
            start=date(2010, 1, 1),
            end=date(2020, 10, 1),
            end_kind="replaced",
        ),
        edition(
            2,
            "GB/T 1.1-2020",
            "标准化工作导则 第1部分：标准化文件的结构和起草规则",
            published=date(2020, 3, 31),
            start=date(2020, 10, 1),
        ),
        edition(3, "GB/T 1.2-2020", "标准化工作导则 第2部分", published=date(2020, 11, 19)),
        edition(4, "GB/T 1.10-2020", "一部分", published=date(2020, 11, 19)),
        edition(
            5,
            "GB 1.1-1981",
            "标准的格式",
            published=date(1981, 1, 1),
            start=date(1982, 1, 1),
            end=date(1988, 1, 1),
            end_kind="withdrawn",
        ),
        edition(6, "T/CECS 100-2020", "GB/T 1.1-2020 应用指南"),
        edition(7, "DB44/T 1234-2015", "地方标准"),
        edition(8, "ISO 9001:2015", "质量管理体系"),
        edition(9, "GB/T 19001-2016", "质量管理体系 要求"),
    )


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_any_spelling(ask: Any, spelling: Any) -> Any:
    """Width, dash, blank, slash and case make no difference; the edition named comes first."""
    result = ask(spelling)
    assert [hit.id for hit in result.hits] == ["2", "6"]
    assert [(found.edition, found.match) for found in result.numbers] == [("2", "exact")]


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("GB/T 1.1", ["1", "2", "6"]),
        ("gb1.1", ["1", "2", "5"]),
        ("GB/T 1", ["1", "2", "3", "4", "6"]),
        ("GB/T 1.1*", ["1", "2", "4"]),
        ("GB/T 190*", ["9"]),
        ("GB", ["1", "2", "3", "4", "5", "6", "9"]),
        ("编号:gb/t", ["1", "2", "3", "4", "9"]),
        ("db44", ["7"]),
        ("DB44/T", ["7"]),
        ("iso9001", ["8"]),
        ("19001", ["9"]),
        ("1.1", ["1", "2", "5", "6"]),
        ("1234-2015", ["7"]),
        ("GB/T 19001 质量", ["9"]),
        ("GB/T19001质量", ["9"]),
        ("GB/T 19001 水泥", []),
        ("GB/T 19001 ISO 9001", ["8", "9"]),
        ("质量 -GB/T 19001", ["8"]),
        ("GB/T 9999", []),
    ],
)
def test_numbers_and_what_stands_beside(found: Any, query: Any, ids: Any) -> Any:
    """Without year, without mark, parts, beginnings, serials, mentions and alternatives."""
    assert found(query) == ids


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("on", "first"),
    [(date(2026, 1, 1), "2"), (date(2020, 10, 1), "2"), (date(2020, 9, 30), "1")],
)
def test_without_year_the_newest_in_force_comes_first(ask: Any, on: Any, first: Any) -> Any:
    """Which edition is meant depends on the day of the question."""
    result = ask("gbt1.1", on=on)
    assert (result.hits[0].id, result.numbers[0].edition) == (first, first)


@pytest.mark.usefixtures("library")
def test_nothing_in_force_gives_the_newest(ask: Any) -> Any:
    """On a day before every entry into force the last published one is meant."""
    assert ask("gbt1.1", on=date(1990, 1, 1)).hits[0].id == "2"


@pytest.mark.usefixtures("library")
def test_a_year_that_is_not_held(ask: Any) -> Any:
    """Other editions are shown and the answer says that the one asked for is not held."""
    result = ask("GB/T 1.1-1999")
    assert [(found.edition, found.match) for found in result.numbers] == [("2", "undated")]
    assert {hit.id for hit in result.hits} == {"1", "2"}


@pytest.mark.usefixtures("library")
def test_an_unfinished_number(ask: Any) -> Any:
    """Where nothing has the number, what begins so is shown."""
    result = ask("GB/T 1900")
    assert [(found.edition, found.match) for found in result.numbers] == [(None, "prefix")]
    assert [hit.id for hit in result.hits] == ["9"]


@pytest.mark.usefixtures("library")
def test_the_standard_named_comes_before_its_namesake(ask: Any) -> Any:
    """GB 1.1 and GB/T 1.1 are two standards; the one typed is first, even withdrawn."""
    assert ask("GB 1.1").hits[0].id == "5"


@pytest.mark.usefixtures("library")
def test_first_only_among_the_hits(ask: Any) -> Any:
    """A filter that leaves the edition out keeps it out; the answer still names it."""
    result = ask("gbt1.1", filters={"published_year": ["2009"]})
    assert [hit.id for hit in result.hits] == ["1"]
    assert result.numbers[0].edition == "2"


@pytest.fixture
def unread(filled: Any, edition: Any) -> Any:
    """Numbers that are read with a slash only, and texts that look like them."""
    return filled(
        edition(1, "Q/HKMK 001-2013", "低压成套开关设备"),
        edition(2, "T/CADJ 004-1998", "家具"),
        edition(3, "Q/ROZN 1.1-2020", "螺栓 第1部分"),
        edition(4, "Q/ROZN 1.2-2020", "螺栓 第2部分"),
        edition(5, "ASTM D42-2000", "Insulators"),
        edition(6, "GB/T 2828.1-2012", "计数抽样检验程序"),
        edition(7, title="QROZN 型 1.1 级"),
        edition(8, "Q/HKMK 001-2003", "低压成套开关设备"),
        edition(9, title="螺栓 A4 H2O"),
    )


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize(
    ("query", "ids", "pinned"),
    [
        ("qhkmk001-2013", ["1"], ["1"]),
        ("QHKMK 001-2013", ["1"], ["1"]),
        ("q hkmk 001:2013", ["1"], ["1"]),
        ("《qhkmk001-2013》", ["1"], ["1"]),
        ("qhkmk001", ["1", "8"], ["1"]),
        ("qhkmk001-2020", ["1", "8"], ["1"]),
        ("qhkmk00", ["1", "8"], []),
        ("编号:qhkmk001", ["1", "8"], []),
        ("qhkmk001-2013 家具", [], ["1"]),
        ("开关 -qhkmk001-2013", ["8"], []),
        ("tcadj004-1998", ["2"], ["2"]),
        ("ＴＣＡＤＪ００４—１９９８", ["2"], ["2"]),
        ("qrozn 1.1", ["3", "7"], ["3"]),
        ("qrozn 1", ["3", "4", "7"], []),
        ("astm d42-2000", ["5"], ["5"]),
        ("2828.1", ["6"], []),
        ("2828.1-2012", ["6"], []),
        ("a4", ["9"], []),
        ("h2o 螺栓", ["9"], []),
        ("zz9", [], []),
    ],
)
def test_what_no_grammar_reads(ask: Any, found: Any, query: Any, ids: Any, pinned: Any) -> None:
    """Letters and digits find the number they are the key of, its other years, and the words."""
    assert found(query, facets=()) == ids
    assert [number.edition for number in ask(query).numbers] == pinned


@pytest.mark.usefixtures("unread")
def test_what_looks_like_a_number_comes_first(ask: Any) -> None:
    """The edition with that key before texts that hold the same words."""
    assert ask("qrozn 1.1").hits[0].id == "3"
    assert ask("qhkmk001-2013").numbers[0].match == "exact"
