"""The headings of a policy text."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.policy.labels import label_at
from biaozhun.core.policy.layout import Layout, lay_out
from biaozhun.core.policy.value import HeadingStyle
from biaozhun.core.text.folding import fold

HAN = "一二三四五六七八九十"


def tree(text: str) -> list[tuple[int, str, str]]:
    """Level, label and title of every heading."""
    return [(one.level, one.label, one.title) for one in lay_out(text).headings]


@pytest.mark.parametrize(
    ("line", "style", "label"),
    [
        ("一、总体要求", HeadingStyle.HAN, "一、"),
        ("（一）指导思想", HeadingStyle.HAN_BRACKETED, "（一）"),
        ("(十一)指导思想", HeadingStyle.HAN_BRACKETED, "(十一)"),
        ("㈠指导思想", HeadingStyle.HAN_BRACKETED, "㈠"),
        ("1.建立机制", HeadingStyle.DIGIT, "1."),
        ("1．建立机制", HeadingStyle.DIGIT, "1．"),
        ("1、建立机制", HeadingStyle.DIGIT, "1、"),
        ("⒈建立机制", HeadingStyle.DIGIT, "⒈"),
        ("1.2020年底前完成", HeadingStyle.DIGIT, "1."),
        ("1.2 总体要求", HeadingStyle.DIGIT, "1.2"),
        ("（1）建立机制", HeadingStyle.DIGIT_BRACKETED, "（1）"),
        ("1)建立机制", HeadingStyle.DIGIT_BRACKETED, "1)"),
        ("①建立机制", HeadingStyle.CIRCLED, "①"),
        ("第一章 总则", HeadingStyle.CHAPTER, "第一章"),
        ("第二节 任务", HeadingStyle.SECTION, "第二节"),
        ("第三条 任务", HeadingStyle.ARTICLE, "第三条"),
        ("一是建立机制", HeadingStyle.ORDINAL, "一是"),
        ("第一，建立机制", HeadingStyle.ORDINAL, "第一，"),
        ("——建立机制", HeadingStyle.DASH, "——"),
        ("专栏1 重点工程", HeadingStyle.SPECIAL_COLUMN, "专栏1"),
    ],
)
def test_every_way_of_numbering_is_known(line: str, style: HeadingStyle, label: str) -> None:
    """Ideographs, figures, brackets of both widths, circles, chapters, ordinals and dashes."""
    found = label_at(fold(line))
    assert found is not None
    assert (found.style, line[found.start : found.end]) == (style, label)


@pytest.mark.parametrize(
    "line",
    [
        "2015年，全市建成3个示范区",
        "1.5倍以上的增长",
        "1.2亿元资金",
        "2.0版本上线",
        "20、30岁的青年",
        "一、二、三产业融合发展",
        "三、四线城市",
        "第一批试点",
        "第十条规定的情形",
        "（2016—2020年）",
        "十二五时期",
        "—推进",
    ],
)
def test_numbers_of_prose_are_no_labels(line: str) -> None:
    """Years, amounts, lists of ordinals, references to articles."""
    assert label_at(fold(line)) is None


def test_levels_come_from_nesting_and_not_from_style() -> None:
    """What is numbered inside another stands below it; a kind that is open goes on."""
    text = "一、总则\n1.目标\n（1）甲\n（2）乙\n2.原则\n二、任务\n（一）农业\n1.种植\n（二）工业\n"
    assert [level for level, _, _ in tree(text)] == [1, 2, 3, 3, 2, 1, 2, 3, 2]


def test_numbers_that_run_on_through_sections_stay_on_their_level() -> None:
    """（三） under 二 follows （二） under 一."""
    text = "一、总体要求\n（一）思想\n（二）目标\n二、主要任务\n（三）创新\n（四）质量\n"
    assert tree(text) == [
        (1, "一、", "总体要求"),
        (2, "（一）", "思想"),
        (2, "（二）", "目标"),
        (1, "二、", "主要任务"),
        (2, "（三）", "创新"),
        (2, "（四）", "质量"),
    ]


def test_chapters_sections_and_articles() -> None:
    """The levels of regulations; articles carry titles only where most of them do."""
    law = (
        "第一章 总则\n第一条 为了规范管理，根据有关法律，制定本条例。\n第二条 本条例适用于全省。\n"
    )
    assert tree(law) == [(1, "第一章", "总则"), (2, "第一条", ""), (2, "第二条", "")]
    plan = "第一章 任务\n第一条 改造管网。完成老城改造。\n第二条 整治排口。开展溯源。\n"
    assert tree(plan)[1:] == [(2, "第一条", "改造管网"), (2, "第二条", "整治排口")]


def test_a_title_ends_where_its_text_begins() -> None:
    """At the first full stop, a colon, the end of bold type, or the bracket of its units."""
    text = (
        "一、任务\n"
        "（一）完善体系。瞄准需求，加快创新。\n"
        "（二）市场主体：鼓励企业制定标准，形成合力。\n"
        "**（三）加强领导** 各地要高度重视，抓好落实。\n"
        "（四）开展宣传（市质监局牵头）\n"
    )
    layout = lay_out(text)
    assert [one.title for one in layout.headings[1:]] == [
        "完善体系",
        "市场主体",
        "加强领导",
        "开展宣传",
    ]
    assert [section.body[0].text for section in layout.sections[-4:]] == [
        "瞄准需求，加快创新。",
        "鼓励企业制定标准，形成合力。",
        "各地要高度重视，抓好落实。",
        "（市质监局牵头）",
    ]


def test_a_sentence_that_is_all_of_its_item_is_text() -> None:
    """Nothing else could be the task; a heading over others keeps its words."""
    text = (
        "一、任务\n1.建立健全标准实施信息反馈和评估机制，定期公布结果。（市质监局牵头）\n2.宣传。\n"
    )
    layout = lay_out(text)
    assert [one.title for one in layout.headings] == ["任务", "", "宣传"]
    assert layout.sections[1].body[0].text.startswith("建立健全标准实施信息反馈")


def test_a_dash_heads_its_paragraph_only() -> None:
    """What follows a list of dashes belongs to the heading above the list."""
    text = "（一）目标。\n——水平提升。参与更多活动。\n——供给增强。体系建立。\n到2020年全面建成。\n"
    layout = lay_out(text)
    place = text.index("到2020年")
    assert layout.path_of(place) == ("（一）目标",)
    assert layout.path_of(text.index("参与更多")) == ("（一）目标", "——水平提升")


def test_unnumbered_headings_set_apart() -> None:
    """In bold, as a heading of the file, or a known topic in a line of its own."""
    text = "**工作背景**\n\n近年来，我市工作取得积极进展。\n\n**下一步**\n\n抓好落实。\n"
    assert tree(text) == [(1, "", "工作背景"), (1, "", "下一步")]
    text = "# 甲\n\n正文。\n\n### 乙\n\n正文。\n\n## 丙\n\n正文。\n"
    assert tree(text) == [(1, "", "甲"), (2, "", "乙"), (2, "", "丙")]
    plain = (
        "基本原则\n"
        "坚持政府引导、市场主导、社会参与、协同推进，健全标准体系，提升标准水平，服务发展大局。\n"
    )
    assert tree(plain) == [(1, "", "基本原则")]
    assert tree("**责任单位：市科委**\n推进工作。\n") == []


def test_the_end_of_the_whole_belongs_to_no_heading() -> None:
    """When it enters into force, and what all units must do, is said of the plan."""
    text = "一、任务\n1.宣传。办好活动。（市文旅局负责）\n各单位要认真落实。\n"
    layout = lay_out(text)
    assert layout.path_of(text.index("各单位要")) == ()
    text = "一、任务\n（一）宣传。办好活动。\n本方案自2020年1月1日起施行。\n"
    assert lay_out(text).path_of(text.index("本方案")) == ()


ONE_LINE = (
    "云州市人民政府关于推进标准化工作的意见云政发〔2020〕3号各县人民政府，市政府各部门："
    "为贯彻国家部署，推动一、二、三产业融合，提出以下意见。一、总体要求（一）指导思想。以发展为统领。"
    "（二）基本原则。坚持创新；坚持开放。二、重点任务（三）完善体系。推进制定。（市市场监管局负责）"
    "（四）强化监督。重点是：1.抽查；2.整改。三、保障措施各级要加强领导，落实责任。"
    "云州市人民政府2020年5月6日（此件公开发布）"
)


def test_a_text_in_one_line_is_parted_at_its_headings() -> None:
    """No line feed is needed; numbers of prose and of clauses stay prose."""
    layout = lay_out(ONE_LINE)
    assert [(one.level, one.label, one.title) for one in layout.headings] == [
        (1, "一、", "总体要求"),
        (2, "（一）", "指导思想"),
        (2, "（二）", "基本原则"),
        (1, "二、", "重点任务"),
        (2, "（三）", "完善体系"),
        (2, "（四）", "强化监督"),
        (1, "三、", "保障措施"),
    ]
    assert layout.document.title == "云州市人民政府关于推进标准化工作的意见"
    assert layout.document.number == "云政发〔2020〕3号"
    assert layout.document.issuer == "云州市人民政府"
    assert layout.sections[-1].body[0].text == "各级要加强领导，落实责任。"


def counted(layout: Layout) -> Counter[str]:
    """How many headings of each style."""
    return Counter(one.style.value for one in layout.headings)


SEEDS = {
    "seeds/000.txt": (
        "han 4 han_bracketed 17 digit 34 dash 7",
        "總體要求 重點任務 重點舉措 保障措施",
    ),
    "seeds/001.txt": (
        "han 4 han_bracketed 10 digit 22 dash 4",
        "總體要求 主要任務 實施步驟 保障措施",
    ),
    "seeds/002.txt": ("han 2 han_bracketed 6 digit 19", "总体目标 重点任务及分工"),
    "seeds/003.txt": (
        "han 4 han_bracketed 17 digit 13 dash 8",
        "總體要求 實施構建技術標準高地的“五大工程” 全方位推動標準實施和監督管理 強化保障措施",
    ),
    "seeds/004.txt": (
        "han 5 han_bracketed 20 digit 17",
        "总体要求 重点任务 重点领域 重点工程 保障措施",
    ),
    "gold/plans/p01.txt": ("han 8 han_bracketed 20", ""),
    "gold/plans/p06.txt": ("han 3 han_bracketed 15 digit 20", "主要目标 重点发展产品 重点任务"),
    "gold/plans/p09.txt": ("han 3 han_bracketed 16", ""),
}


@pytest.mark.shared
@pytest.mark.parametrize("name", SEEDS)
def test_real_texts_are_read_without_a_wrong_heading(name: str, shared: Path) -> None:
    """How many headings of each style there are, as counted by eye, and those of the top."""
    styles, top = SEEDS[name]
    layout = lay_out((shared / name).read_text())
    words = styles.split()
    assert counted(layout) == dict(zip(words[::2], map(int, words[1::2]), strict=True))
    titles = [one.title for one in layout.headings if one.level == 1]
    assert [one.label for one in layout.headings if one.level == 1] == [
        f"{HAN[place]}、" for place in range(len(titles))
    ]
    assert not top or titles == top.split()


@pytest.mark.shared
@pytest.mark.parametrize(
    "name", ["seeds/000.txt", "seeds/001.txt", "seeds/002.txt", "seeds/003.txt"]
)
def test_real_texts_without_line_feeds_have_the_same_headings(name: str, shared: Path) -> None:
    """All paragraphs run together."""
    layout = lay_out((shared / name).read_text())
    together = lay_out("".join(paragraph.text for paragraph in layout.paragraphs))
    assert [(one.level, one.label, one.title) for one in together.headings] == [
        (one.level, one.label, one.title) for one in layout.headings
    ]


LINES = st.sampled_from(
    [
        "一、总体要求",
        "二、任务",
        "（一）原则。坚持。",
        "1.甲。乙。",
        "（1）丙。",
        "——丁。戊。",
        "一是己。",
        "第一章 总则",
        "第一条 为了。",
        "正文，说明情况。",
        "附件：1.表",
        "基本原则",
        "2020年1月1日",
        "①庚",
    ]
)


@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "", "　　"]))
def test_sections_nest_and_hold_every_character_once(lines: list[str], between: str) -> None:
    """Headings in order, each section inside its parent's, bodies in the text and apart."""
    text = between.join(lines)
    layout = lay_out(text)
    for place, heading in enumerate(layout.headings):
        assert 0 <= heading.start <= heading.end <= heading.section_end <= len(text)
        if heading.parent is not None:
            parent = layout.headings[heading.parent]
            assert heading.parent < place
            assert parent.level == heading.level - 1
            assert parent.start < heading.start <= heading.section_end <= parent.section_end
    spans = sorted((one.start, one.end) for section in layout.sections for one in section.body)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_a_chapter_that_begins_in_running_text_is_known_by_its_first_item() -> None:
    """Behind a colon, 一、 with 1. behind its title is a heading though no 二、 follows there."""
    text = (
        "关于推进农家书屋建设的意见\n各镇:为推进农家书屋建设,现提出以下意见: 一、健全服务网络 "
        "1.完善布局。按照便民原则合理设点。(县文旅局牵头,县财政局参加) 2.更新书目。每年补充图书。"
        "(县文旅局负责)\n二、加强管理 3.落实专人。建立借阅台账,定期清点图书,做好防潮防火,"
        "按月公布借阅情况。(各镇负责)\n"
    )
    assert [(heading.label, heading.title) for heading in lay_out(text).headings] == [
        ("一、", "健全服务网络"),
        ("1.", "完善布局"),
        ("2.", "更新书目"),
        ("二、", "加强管理"),
        ("3.", "落实专人"),
    ]


def test_a_number_within_a_name_in_quotes_begins_nothing() -> None:
    """“两网合一、一网统管” is a name, wherever it stands behind a heading in running text."""
    text = (
        "关于推进服务的意见\n一、简化手续\n1.深化改革。(1)落实“两网合一、一网统管”机制。"
        "按要求整合平台,统一标准,做好衔接,完善制度。(县数据局负责)(2)推广全程代办。"
        "健全帮办队伍,完善代办点。(县政务办负责)\n"
    )
    assert [heading.label for heading in lay_out(text).headings] == ["一、", "1."]
