"""What is told with a citation: title, clauses, scope, confidence, address."""

import pytest

from biaozhun.core.citation import Confidence, Scope, find

TITLES = [
    ("《通用硅酸盐水泥》（GB 175）", "通用硅酸盐水泥"),
    ("《通用硅酸盐水泥》GB 175—2007和其他", "通用硅酸盐水泥"),
    ("按GB 175—2007《通用硅酸盐水泥》的规定", "通用硅酸盐水泥"),
    (
        "GB/T 228.1-2021  金属材料 拉伸试验 第1部分：室温试验方法",
        "金属材料 拉伸试验 第1部分：室温试验方法",
    ),
    ("1\tGB 50300-2013\t建筑工程施工质量验收统一标准", "建筑工程施工质量验收统一标准"),
    ("| GB 3096-2008 | 声环境质量标准 |", "声环境质量标准"),
    (
        "[1] ISO 3696:1987, Water for analytical laboratory use",
        "Water for analytical laboratory use",
    ),
    (
        "ISO 9001:2015, Quality management systems — Requirements",
        "Quality management systems — Requirements",
    ),
    ("《中华人民共和国教师法》\nT/CGDF 00002-2021", ""),
    ("GB/T 1.1的规定见下", ""),
    ("GB/T 7714—2015 信息与文献 参考文献著录规则[S].", "信息与文献 参考文献著录规则"),
    ("应符合GB/T 700 碳素结构钢的要求", ""),
    ("DIN EN ISO 4014:2011, BS EN 10025-2", ""),
    ("噪声执行建筑施工场界环境噪声排放标准（GB 12523）的要求", "建筑施工场界环境噪声排放标准"),
    ("应符合现行国家标准混凝土结构设计规范（GB 50010）的规定", "混凝土结构设计规范"),
    (
        "电气装置安装工程 接地装置施工及验收规范（GB 50169-2016）",
        "电气装置安装工程 接地装置施工及验收规范",
    ),
    ("材料应符合相关规范的要求（GB 175）", ""),
    ("企业应建立质量管理体系要求（GB/T 19001）", ""),
    ("满足技术规范和试验方法标准（GB 50010）", ""),
    ("见混凝土结构设计规范（GB 50010，2015年版）", ""),
    ("GB/T 191 包装储运图示标志（GB/T 191—2008，MOD）", "包装储运图示标志"),
    ("TSG D7003—2010\n《城镇燃气设计规范》GB50028-2006", ""),
    ("TSG D7003—2010；\n《城镇燃气设计规范》GB50028-2006", ""),
    ("TSG D7003—2010\n《压力管道定期检验规则》", "压力管道定期检验规则"),
    ("1《建筑结构荷载规范》GB 50009", "建筑结构荷载规范"),
]
CLAUSES = [
    ("按GB/T 1.1第5.2条、表3和附录A", ("第5.2条", "表3", "附录A")),
    ("符合GB 5749—2022中5.1的规定", ("5.1",)),
    ("GB 3095-2012中5.3、5.4的规定", ("5.3", "5.4")),
    ("GB 175《通用硅酸盐水泥》第7章", ("第7章",)),
    ("《通用硅酸盐水泥》（GB 175）第7.3条", ("第7.3条",)),
    ("see clause 4.2 of ISO 9001:2015", ("clause 4.2",)),
    ("ISO 9001:2015, clause 8.4, applies", ("clause 8.4",)),
    ("ISO 14001:2015 §6.1.2", ("§6.1.2",)),
    ("GB 5009.3—2016第一法", ("第一法",)),
    ("GB 8978-1996表4较严者", ("表4",)),
    ("GB 50189-2015第3.2.1、3.2.7、3.3.1条", ("第3.2.1", "3.2.7", "3.3.1条")),
    ("GB/T 1804 2.5 mm", ()),
    ("GB/T 700，3.5倍", ()),
]
CONFIDENCES = [
    ("GB/T 1.1—2020", Confidence.EXACT),
    ("GB/T 1.1-2020", Confidence.EXACT),
    ("GB 175-2007/XG3-2018", Confidence.EXACT),
    ("GB/T1.1-2020", Confidence.NORMALISED),
    ("ＧＢ／Ｔ 1.1—2020", Confidence.NORMALISED),
    ("GB 2312-80", Confidence.NORMALISED),
    ("GB/T\n1.1-2020", Confidence.NORMALISED),
    ("GB/Tl234-2008", Confidence.GUESSED),
    ("GB/T 2O20-2008", Confidence.GUESSED),
    ("GB/T 190\n44-2021", Confidence.GUESSED),
    ("G B / T 1 9 0 0 1 — 2 0 1 6", Confidence.NORMALISED),
    ("GB\\/T 1.1\\u20142020", Confidence.NORMALISED),
    ("GB/T 1 4048.1-2012", Confidence.GUESSED),
    ("GB 7251.12一2013", Confidence.GUESSED),
    ("GB/T 1.1—2 0 0 9", Confidence.NORMALISED),
    ("符合GB/T 1 6865的规定", Confidence.GUESSED),
]
ADDRESSES = [
    ("见 https://std.example.cn/pdf/GB-175-2007.pdf", True),
    ("www.example.cn/GB-175-2007", True),
    ("](/static/pdf/GB/GB-14553-93.pdf)", True),
    ("GB 175-2007 通用硅酸盐水泥.pdf", True),
    ("网址 https://x.cn 。执行GB 175-2007。", False),
    ('<a href="http://x.cn/a">GB 175-2007</a>', False),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_the_title_beside_a_number_is_told(text: str, title: str) -> None:
    """In book-title marks on either side, in the next cell, behind the number that opens a line."""
    assert find(text)[0].title == title


@pytest.mark.parametrize(("text", "clauses"), CLAUSES)
def test_the_clauses_cited_are_told_as_printed(text: str, clauses: tuple[str, ...]) -> None:
    """Behind the number or before it with ``of``; a quantity is no clause."""
    assert find(text)[0].clauses == clauses


@pytest.mark.parametrize(("text", "confidence"), CONFIDENCES)
def test_confidence_tells_how_far_the_reading_went(text: str, confidence: Confidence) -> None:
    """As the field prints it, set right, or guessed."""
    (citation,) = find(f"按{text}执行")
    assert citation.confidence is confidence


@pytest.mark.parametrize(("text", "inside"), ADDRESSES)
def test_what_stands_in_an_address_is_marked(text: str, inside: bool) -> None:  # noqa: FBT001  -- a column of the table
    """Web addresses and names of files are marked, text beside them is not."""
    assert {citation.in_address for citation in find(text)} == {inside}


def test_scope_tells_one_from_a_range_and_from_all_parts() -> None:
    """Each member of a range says so; all parts are one citation of the undated standard."""
    found = find("GB/T 2828.1～2828.3、GB/T 20438（所有部分）、GB/T 700")
    assert [(one.number.canonical, one.scope) for one in found] == [
        ("GB/T 2828.1", Scope.RANGE),
        ("GB/T 2828.2", Scope.RANGE),
        ("GB/T 2828.3", Scope.RANGE),
        ("GB/T 20438", Scope.ALL_PARTS),
        ("GB/T 700", Scope.ONE),
    ]


def test_a_range_wide_beyond_reason_names_its_ends_alone() -> None:
    """Thousands of members are two guesses, not thousands of citations."""
    found = find("GB 1000～9000-1993")
    assert [(one.number.canonical, one.confidence) for one in found] == [
        ("GB 1000-1993", Confidence.GUESSED),
        ("GB 9000-1993", Confidence.GUESSED),
    ]


def test_the_year_of_a_range_is_sure_only_where_both_ends_say_it() -> None:
    """One year at the end is that of all; a year at the beginning alone is a guess for the rest."""
    told = find("GB14761.1～14761.3-93")
    guessed = find("GB/T 5009.1-2003～GB/T 5009.3")
    assert [(one.number.year, one.confidence) for one in told] == [
        (1993, Confidence.NORMALISED)
    ] * 3
    assert [(one.number.year, one.confidence) for one in guessed] == [
        (2003, Confidence.NORMALISED),
        (2003, Confidence.GUESSED),
        (2003, Confidence.GUESSED),
    ]


@pytest.mark.parametrize(
    "text", ["ISО 9001", "IЕC 60529", "GВ/T 19001", "ТSG 21-2016", "АSTM A36", "ＩＳＯ ９００１"]
)
def test_letters_that_look_alike_are_read(text: str) -> None:
    """Cyrillic letters that recognition puts for Latin ones, and full width."""
    (citation,) = find(text)
    assert citation.confidence is not Confidence.EXACT


def test_a_title_belongs_to_the_number_on_its_line() -> None:
    """Where it stands behind a number, the number on the next line does not take it too."""
    found = find("TSG D7003—2010《压力管道定期检验规则》\nGB50028-2006")
    assert [one.title for one in found] == ["压力管道定期检验规则", ""]
