"""Dividing the text of a law into articles, and of a policy into points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.cloud.laws.articles import PREAMBLE, read_articles


def labels(*lines: str) -> list[tuple[str, str]]:
    """Labels and anchors of a text."""
    return [(each.label, each.anchor) for each in read_articles(lines)]


def test_a_law_is_divided_by_its_articles() -> None:
    """What stands before the first, articles with 之一, and paragraphs that belong to them."""
    read = read_articles(
        [
            "某办法",
            "第一章 总则",
            "第一条　为了某事。",
            "（一）其一；",
            "第十二条之一 又一。",
            "第二章　其他",
            "第一节 一节",
            "第十三条",
            "独立成段。",
        ]
    )
    assert [(each.label, each.anchor, each.heading, each.text) for each in read] == [
        ("", PREAMBLE, "", "某办法"),
        ("第一条", "1", "第一章 总则", "为了某事。\n（一）其一；"),
        ("第十二条之一", "12-1", "", "又一。"),
        ("第十三条", "13", "第二章 其他 第一节 一节", "独立成段。"),
    ]


def test_a_line_that_begins_with_a_reference_is_no_article() -> None:
    """An article named in running text stays text; the next one without a blank is one."""
    lines = ["第一条 甲。", "第八条规定的情形除外。", "第二条乙。", "第三条第一款所称丙。"]
    assert labels(*lines) == [("第一条", "1"), ("第二条", "2")]


def test_the_list_of_contents_gives_no_headings_twice() -> None:
    """Of chapters listed before the first article only the last before it is its heading."""
    lines = [
        "目录",
        "第一章 总则",
        "第二章 附则",
        "第一章 总则",
        "第一条 甲。",
        "第二章 附则",
        "第二条 乙。",
    ]
    assert [each.heading for each in read_articles(lines)] == ["", "第一章 总则", "第二章 附则"]


def test_a_policy_is_divided_by_its_points() -> None:
    """Three levels; a point is named by those it stands in, and steps go on counting."""
    lines = [
        "意见",
        "一、总体要求",
        "（一）指导思想。甲。",
        "（二）目标。",
        "1.乙。",
        "二、任务",
        "3、丙。",
    ]
    assert labels(*lines) == [
        ("", PREAMBLE),
        ("一", "p1"),
        ("一（一）", "p1-1"),
        ("一（二）", "p1-2"),
        ("一（二）1", "p1-2-1"),
        ("二", "p2"),
        ("二3", "p2-3"),
    ]


def test_a_decimal_begins_no_point() -> None:
    """``2.5 毫米`` is a value."""
    assert labels("一、要求", "2.5 毫米以上。") == [("一", "p1")]


def test_labels_that_come_twice_have_anchors_of_their_own() -> None:
    """Two decisions in one file both have an article one."""
    assert labels("第一条 甲。", "第一条 乙。") == [("第一条", "1"), ("第一条", "1~2")]


@pytest.mark.parametrize("lines", [(), ("",), ("  ", "\u3000")])
def test_an_empty_text_has_no_article(lines: tuple[str, ...]) -> None:
    """Nothing is made of nothing."""
    assert read_articles(lines) == []


@given(st.lists(st.text(alphabet="第一二十百条章之、（）().1a 甲\n", max_size=20), max_size=12))
def test_no_character_is_lost_and_every_anchor_is_its_own(lines: list[str]) -> None:
    """Whatever a text looks like: its words stand in some article, heading or label."""
    read = read_articles(lines)
    assert len({each.anchor for each in read}) == len(read)
    kept = "".join(each.label + each.text for each in read)
    for line in lines:
        if "甲" in line and not line.strip().startswith("第"):
            assert kept.count("甲") >= 1
