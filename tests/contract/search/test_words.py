"""Contract: words and phrases are found wherever they stand."""

from datetime import date
from typing import Any

import pytest

from biaozhun.cloud.search.highlight import spans
from biaozhun.cloud.search.query_parser import parse


@pytest.fixture
def library(filled: Any, edition: Any) -> Any:
    """Ten titles with what is hard to cut."""
    return filled(
        edition(1, title="金属材料 布氏硬度试验 第1部分：试验方法"),
        edition(2, title="水质 pH值的测定 玻璃电极法"),
        edition(3, title="钢筋混凝土用钢"),
        edition(4, title="不锈钢"),
        edition(5, title="5G移动通信 A级设备"),
        edition(6, title="標準化工作導則", text="起草單位：中國標準化研究院"),
        edition(7, title="标准", title_en="Quality management systems — Requirements"),
        edition(8, title="𠮷野家𡈽用语", text="扩展区汉字"),
        edition(9, title="安全，卫生"),
        edition(10, title="安全卫生"),
    )


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("第1部分", ["1"]),
        ("度试验", ["1"]),
        ("硬度", ["1"]),
        ("度第", []),  # a blank stands between them
        ("pH值", ["2"]),
        ("PH值的", ["2"]),
        ("A级", ["5"]),
        ("5g移动", ["5"]),
        ("g移动", []),  # a word is a word
        ("钢", ["3", "4"]),
        ("法", ["1", "2"]),
        ("用钢", ["3"]),
        ("标准化", ["6"]),
        ("標準", ["6", "7"]),
        ("中国标准化研究院", ["6"]),
        ("quality", ["7"]),
        ("QUALITY MANAGEMENT", ["7"]),
        ('"systems requirements"', ["7"]),
        ('"标准 quality"', []),  # two titles are not one text
        ("qual", []),
        ("𠮷野", ["8"]),
        ("𡈽", ["8"]),
        ("用语", ["8"]),
        ("安全", ["9", "10"]),
        ("安全卫生", ["10"]),
        ("“安全，卫生”", ["9"]),
        ("安全 卫生", ["9", "10"]),
        ("安全 -卫生", []),
        ("标准 -quality", ["6"]),
        ("-钢 -安全 -标准", ["1", "2", "5", "8"]),
        ("标题:标准", ["6", "7"]),
        ("标题:研究院", []),
        ("水泥", []),
    ],
)
def test_words(found: Any, query: Any, ids: Any) -> Any:
    """Mixed writing, single characters, both scripts, other planes, phrases and exclusions."""
    assert found(query) == ids


def test_300_prefix_expansions(filled: Any, edition: Any, ask: Any) -> None:
    """A character, and one behind a word, that begin 300 different pairs find all 300."""
    filled(*[edition(place, title=f"A级钢{chr(0x4E00 + place)}") for place in range(300)])
    assert (ask("钢").total, ask("A级").total, ask("标题:a级钢").total) == (300, 300, 300)
    assert ask("A钢").total == 0


def test_title_outranks_text(filled: Any, edition: Any, ask: Any) -> None:
    """A word in the title counts more than the same word in the summary."""
    filled(
        edition(1, title="甲乙丙丁", text="水泥"),
        edition(2, title="水泥甲乙", text="丙丁戊己"),
        edition(3, title="子丑寅卯", text="水泥"),
    )
    assert ask("水泥").hits[0].id == "2"


def test_newer_editions_first_among_equals(filled: Any, edition: Any, ask: Any) -> None:
    """Of two editions with one title the one that has not ended comes first."""
    filled(
        edition(1, title="水泥", start=date(2001, 1, 1), end=date(2010, 1, 1), end_kind="replaced"),
        edition(2, title="水泥", start=date(2010, 1, 1)),
        edition(3, title="水泥", start=date(1990, 1, 1), end=date(2001, 1, 1), end_kind="replaced"),
    )
    assert [hit.id for hit in ask("水泥").hits] == ["2", "1", "3"]


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("第1部分", "布氏硬度试验 第1部分：试验", ["第1部分"]),
        ("標準 工作", "标准化工作导则", ["标准", "工作"]),
        ("钢", "𠮷钢𡈽钢", ["钢", "钢"]),
        ("𡈽", "𠮷钢𡈽钢", ["𡈽"]),
        ("gb/t1.1", "见 GB/T 1.1—2020 的规定", ["GB/T 1.1"]),
        ("质量 管理", "质量管理", ["质量管理"]),
        ("-钢", "钢", []),
        ("发布单位:钢", "钢", []),
    ],
)
def test_highlights_are_characters_of_the_original(query: Any, text: Any, marked: Any) -> None:
    """Offsets count characters, not bytes, of the text as it is printed."""
    assert [text[start:end] for start, end in spans(parse(query), text)] == marked


def test_highlights_of_a_field() -> None:
    """A query for an issuer marks the issuer and nothing else."""
    query = parse("发布单位:钢铁")
    assert spans(query, "钢铁研究院", field="issuer") == [(0, 2)]
    assert spans(query, "钢铁研究院", field="title") == []


def test_titles_that_begin_so_come_first(filled: Any, edition: Any, ask: Any) -> None:
    """What is typed from the beginning of a title finds that title before shorter ones."""
    filled(
        edition(1, title="综合标准化工作导则 原则"),
        edition(2, title="标准化工作导则 第1部分：标准化文件的结构和起草规则"),
    )
    for query in ("标准化工作导则", "標準化", "标题:标准化工作"):
        assert [hit.id for hit in ask(query).hits] == ["2", "1"]


def test_a_serial_before_its_mention(filled: Any, edition: Any, ask: Any) -> None:
    """Who types a serial alone means the standard more than a title that mentions it."""
    filled(edition(1, title="19001 实施指南"), edition(2, "GB/T 19001-2016", "质量管理体系 要求"))
    assert [hit.id for hit in ask("19001").hits] == ["2", "1"]


@pytest.fixture
def long_titles(filled: Any, edition: Any) -> Any:
    """Titles whose words stand apart."""
    return filled(
        edition(1, title="信息安全技术 信息系统安全等级保护基本要求", level="national"),
        edition(2, title="信息安全技术 网络安全等级保护测评要求", level="national"),
        edition(3, title="食品包装标签", text="安全要求", level="sector"),
    )


@pytest.mark.usefixtures("long_titles")
@pytest.mark.parametrize(
    ("query", "ids", "pieces"),
    [
        (
            "信息安全等级保护基本要求",
            ["1"],
            ["信息 息安 安全 全等 等级 级保 保护 护基 基本 本要 要求"],
        ),
        ("信息安全測評要求", ["2"], ["信息 安全 测评 要求"]),
        ("食品安全标签要求", ["3"], ["食品 安全 标签 要求"]),
        ("食品安全标签要", ["3"], ["食品 安全 标签 要"]),
        ("标题:网络等级测评", ["2"], ["网络 等级 测评"]),
        ("网络等级测评 信息技术", ["2"], ["网络 等级 测评", "信息 技术"]),
        ("安全等级保护", ["1", "2"], []),
        ("“信息安全等级保护基本要求”", [], []),
        ("-信息安全等级保护基本要求 食品", ["3"], []),
        ("编安全", [], []),
        ("信息安全航空要求", [], []),
    ],
)
def test_long_words_are_loosened(ask: Any, query: Any, ids: Any, pieces: Any) -> None:
    """What is nowhere as it was typed is found by its pieces, and the answer says so."""
    result = ask(query)
    assert sorted(hit.id for hit in result.hits) == ids
    assert result.loosened == bool(pieces)
    notes = [note for note in result.notes if note.code == "loosened"]
    assert [note.reading for note in notes] == pieces
    assert all(query[note.start : note.end] == note.text for note in notes)


@pytest.mark.usefixtures("long_titles")
def test_the_answer_tells_what_it_answers(ask: Any) -> None:
    """Facets, notes and highlights belong to the pieces."""
    result = ask("食品安全标签要求")
    assert result.facets["level"][0].value == "sector"
    assert [(note.text, note.reading) for note in result.notes] == [
        ("食品安全标签要求", "食品 安全 标签 要求")
    ]
    assert spans(result.answered, "食品包装标签") == [(0, 2), (4, 6)]


@pytest.mark.usefixtures("long_titles")
def test_filters_do_not_loosen(ask: Any) -> None:
    """What is there but under another filter is not searched for in pieces."""
    result = ask("食品包装标签", filters={"level": ["national"]})
    assert (result.total, result.loosened) == (0, False)
    result = ask("食品安全标签要求", filters={"level": ["sector"]})
    assert (result.total, result.loosened) == (1, True)
