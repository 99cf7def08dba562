"""Paragraphs of a text: lines joined again, with every character's place kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.policy.blocks import paragraphs_of_blocks
from biaozhun.core.policy.paragraphs import paragraphs_of
from biaozhun.core.policy.passages import Cell, Passage
from biaozhun.core.structure.blocks import BlockKind, BlockText, Part, TextBlock

WRAPPED = """　　为贯彻落实上级关于标准化工作的部署，进一步完善全市标
准体系，现制定如下方案，请各单位认真组织实施，确保各项任
务落到实处。
　　一、健全工作机制。充分发挥联席会议作用，定期研究解决重
大问题，形成部门协同、上下联动的工作格局，推动标准与产业
— 1 —
融合发展。（市市场监管局牵头，市发展改革委、市科技局、市
财政局配合）
　　二、加强队伍建设。培养标准化专业人才，建设一支结构合理、
业务精湛的队伍。
"""


def texts(text: str) -> list[str]:
    """The characters of the paragraphs."""
    return [paragraph.text for paragraph in paragraphs_of(text)]


def test_lines_broken_by_the_edge_of_a_page_are_one_paragraph() -> None:
    """Hard wraps and a page number inside a paragraph, and inside a bracket, leave no trace."""
    assert texts(WRAPPED) == [
        (
            "为贯彻落实上级关于标准化工作的部署，进一步完善全市标准体系，现制定如下方案，"
            "请各单位认真组织实施，确保各项任务落到实处。"
        ),
        (
            "一、健全工作机制。充分发挥联席会议作用，定期研究解决重大问题，形成部门协同、"
            "上下联动的工作格局，推动标准与产业融合发展。"
            "（市市场监管局牵头，市发展改革委、市科技局、市财政局配合）"
        ),
        "二、加强队伍建设。培养标准化专业人才，建设一支结构合理、业务精湛的队伍。",
    ]


def test_every_character_knows_its_place() -> None:
    """A passage joined over lines and a page number points into the text as it was given."""
    for paragraph in paragraphs_of(WRAPPED):
        places = [paragraph.passage.at(index) for index in range(len(paragraph.text))]
        assert [WRAPPED[place] for place in places] == list(paragraph.text)
        assert [paragraph.passage.index(place) for place in places] == list(range(len(places)))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\n\n", "\f"])
def test_every_line_end_parts_paragraphs(end: str) -> None:
    """Whatever system wrote the text."""
    assert texts(f"一、总体要求{end}二、重点任务") == ["一、总体要求", "二、重点任务"]


@pytest.mark.parametrize(
    "line",
    ["— 3 —", "- 12 -", "第3页", "第 3 页 共 10 页", "3 / 10", "页面 1 / 22", "-----", "***", "　"],
)
def test_signs_of_pages_are_no_paragraphs(line: str) -> None:
    """Page numbers, rules and blank lines say nothing."""
    assert texts(f"一、总体要求\n{line}\n二、重点任务") == ["一、总体要求", "二、重点任务"]


def test_bare_page_numbers_are_known_by_their_series() -> None:
    """A lone number may be a figure of a table; numbers that count up between pages are none."""
    page = "第一行没有标点\n第二行\n第三行\n第四行\n第五行\n第六行\n"
    assert "1" not in texts(f"{page}1\n{page}2\n{page}3\n")
    assert "120" in texts(f"{page}120\n{page}")


def test_running_heads_beside_page_ends_are_left_out() -> None:
    """What is printed at the head of every page is read once."""
    pages = "\n".join(f"云州市人民政府公报\n第{n}项工作按期完成。\n— {n} —" for n in range(1, 6))
    assert texts(pages).count("云州市人民政府公报") <= 1


def test_a_table_of_contents_is_left_out() -> None:
    """Its lines repeat the headings with the numbers of their pages."""
    text = "目　录\n一、发展基础 ........ 1\n二、总体要求………… 12\n一、发展基础\n正文。\n"
    assert texts(text) == ["一、发展基础", "正文。"]


def test_markdown_and_blanks_are_no_words() -> None:
    """Bold, escapes, signs of lists and headings, entities, characters without width."""
    text = "## **一、总体要求**\n\n1\\. 推进&nbsp;工作\u200b\n\n> 引文\n"
    assert texts(text) == ["一、总体要求", "1. 推进工作", "引文"]
    assert [p.depth for p in paragraphs_of(text)] == [2, 0, 0]
    assert paragraphs_of("（一）**指导思想。**以为民。")[0].strong == ((3, 8),)


def test_the_blank_between_ideograph_and_figure_is_none() -> None:
    """PDFs set 2020 年 with blanks; English words keep theirs."""
    assert texts("到 2020 年达到 60% 以上，采用 ISO 9001 标准。") == [
        "到2020年达到60%以上，采用 ISO 9001标准。"
    ]


def test_an_open_bracket_goes_on_in_the_next_line() -> None:
    """Units broken by a line's end; the next item is none of them though the bracket is open."""
    assert len(texts("推进改革。（市科委、\n市发展改革委负责）")) == 1
    assert len(texts("3.服务。办会。（市人社局牵头\n4.宣传。（市委宣传部）")) == 2


def test_rows_of_tables_are_cells() -> None:
    """Markdown and copied sheets; an empty cell keeps its column."""
    for text in ("|序号|任务|单位|\n|---|---|---|\n|1||市科委|", "序号\t任务\t单位\n1\t\t市科委"):
        cells = [(p.text, p.cell) for p in paragraphs_of(text)]
        assert cells == [
            ("序号", Cell(1, 1, 1)),
            ("任务", Cell(1, 1, 2)),
            ("单位", Cell(1, 1, 3)),
            ("1", Cell(1, 2, 1)),
            ("市科委", Cell(1, 2, 3)),
        ]


def test_blocks_of_a_file_are_paragraphs_and_cells() -> None:
    """Headers and footers stay out; the file's own numbering and headings are kept."""
    text = "页眉\n推进改革\n任务\n科委\n脚注"
    blocks = (
        TextBlock(start=0, end=2, part=Part.HEADER),
        TextBlock(start=3, end=7, kind=BlockKind.HEADING, level=2, numbering="（一）"),
        TextBlock(start=8, end=10, kind=BlockKind.CELL, table=1, row=1, column=1),
        TextBlock(start=11, end=13, kind=BlockKind.CELL, table=1, row=1, column=2),
        TextBlock(start=14, end=16, part=Part.FOOTNOTE),
    )
    read = paragraphs_of_blocks(BlockText(text=text, blocks=blocks))
    assert [(p.text, p.start, p.numbering, p.depth, p.cell) for p in read] == [
        ("推进改革", 3, "（一）", 2, None),
        ("任务", 8, "", 0, Cell(1, 1, 1)),
        ("科委", 11, "", 0, Cell(1, 1, 2)),
    ]
    assert [p.text for p in paragraphs_of_blocks(BlockText(text="甲\n乙"))] == ["甲", "乙"]


def test_paragraphs_broken_by_a_page_of_a_pdf_are_joined() -> None:
    """The reader of PDFs parts at every page; the sentence goes on."""
    first = "一、推进改革。充分发挥联席会议作用，定期研究解决重大问题，形成部门协同、上下"
    second = "联动的工作格局。"
    blocks = (
        TextBlock(start=0, end=len(first), page=1),
        TextBlock(start=len(first) + 1, end=len(first) + 1 + len(second), page=2),
    )
    read = paragraphs_of_blocks(BlockText(text=f"{first}\n{second}", blocks=blocks, pages=2))
    assert [p.text for p in read] == [first + second]


SIGNS = st.text(
    "一二（(）)1.、。，：\n\r\t |*#—附件第条章是 省市2018年月日?《》a\u3000\f", max_size=120
)


@given(SIGNS)
def test_any_text_is_parted_in_order(text: str) -> None:
    """Paragraphs stand in the text, in order, and do not overlap."""
    before = 0
    for paragraph in paragraphs_of(text):
        assert before <= paragraph.start < paragraph.end <= len(text)
        before = paragraph.end


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_cut_passage_keeps_its_places(text: str, start: int, end: int) -> None:
    """Whatever is cut out of a passage still points to the same characters."""
    passage = Passage(text, ((0, 100),)).cut(start, max(start, end))
    assert passage.text == text[start : max(start, end)]
    assert [passage.at(i) for i in range(len(passage.text))] == [
        100 + start + i for i in range(len(passage.text))
    ]
