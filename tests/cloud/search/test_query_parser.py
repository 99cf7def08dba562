"""What somebody types becomes the tree he means, and any text becomes one."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from biaozhun.cloud.search.query import (
    MAX_LENGTH,
    MAX_NODES,
    Coded,
    InField,
    Lookalike,
    Node,
    Not,
    Number,
    NumberPrefix,
    Period,
    Word,
)
from biaozhun.cloud.search.query_parser import parse


def days(field: str, first: str, last: str) -> Period:
    """A period between two ISO dates."""
    return Period(
        field, date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    )


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("", []),
        ("  　", []),
        ("标准 化", [Word("标准"), Word("化")]),
        ("標準", [Word("标准")]),
        ("安全，卫生、环境；能源;水", [Word(w) for w in ("安全", "卫生", "环境", "能源", "水")]),
        ('"网络 安全"', [Word("网络 安全", quoted=True)]),
        ("“网络安全”等级", [Word("网络安全", quoted=True), Word("等级")]),
        (
            "「一」『二』《三》〈四〉",
            [Word("一", quoted=True), Word("二", quoted=True), Word("三"), Word("四")],
        ),
        ("安全 -网络", [Word("安全"), Not(Word("网络"))]),
        ('-"网络 安全"', [Not(Word("网络 安全", quoted=True))]),
        ("安全-网络", [Word("安全-网络")]),
        ("－网络", [Not(Word("网络"))]),
        ("-状态:废止", [Not(Coded("status", ("withdrawn",)))]),
        ("1,2-二氯乙烷", [Word("1,2-二氯乙烷")]),
        ("标题:安全", [InField("title", "安全")]),
        ("標題：安全", [InField("title", "安全")]),
        ("Title: Safety", [InField("title", "safety")]),
        ('发布单位:"国家 铁路局"', [InField("issuer", "国家 铁路局")]),
        ("归口：全国水泥", [InField("jurisdiction", "全国水泥")]),
        ("ICS:13.020,13.040", [Coded("ics", ("13.020", "13.040"))]),
        ("ccs:a12", [Coded("ccs", ("A12",))]),
        ("状态:现行,即将实施", [Coded("status", ("in_force", "upcoming"))]),
        ('status:"partly replaced"', [Coded("status", ("partly_replaced",))]),
        ("層級：團體", [Coded("level", ("association",))]),
        ("nature:mandatory", [Coded("nature", ("mandatory",))]),
        ("行业:C", [Coded("industry", ("C",))]),
        ("地区:44", [Coded("region", ("44",))]),
        ("发布:2019..2021", [days("published", "2019-01-01", "2021-12-31")]),
        ("實施：2020-01-01..2020-02", [days("in_force", "2020-01-01", "2020-02-29")]),
        ("废止日期:2020", [days("ended", "2020-01-01", "2020-12-31")]),
        ("年份:2020", [days("published", "2020-01-01", "2020-12-31")]),
        ("编号:GB/T 190*", [NumberPrefix("GBT190")]),
        ("number:gb/t", [NumberPrefix("GBT")]),
        ("db44/t 1*", [NumberPrefix("DB44T1")]),
        ("GB", [Word("gb", "GB")]),
        ("DB4403/T", [Word("db4403/t", "DB4403T")]),
        ("test", [Word("test")]),
        ("标准 标准", [Word("标准")]),
    ],
)
def test_tree(text: str, nodes: list[Node]) -> None:
    """Words, phrases, exclusions, fields in both languages and scripts, periods, beginnings."""
    assert list(parse(text).nodes) == nodes


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("GB/T 1.1-2020", "GB/T 1.1-2020", []),
        ("ＧＢ／Ｔ １．１—２０２０", "GB/T 1.1-2020", []),
        ("gbt1.1 术语", "GB/T 1.1", [Word("术语")]),
        ("术语 GB/T 1.1-2020", "GB/T 1.1-2020", [Word("术语")]),
        ("GB/T19001质量", "GB/T 19001", [Word("质量")]),
        ("“GB/T 19001”", "GB/T 19001", []),
        ("编号:GB/T 19001-2016 要求", "GB/T 19001-2016", [Word("要求")]),
        ("iso/iec 27001:2013 security", "ISO/IEC 27001:2013", [Word("security")]),
        ("iec 60335 safety of", "IEC 60335", [Word("safety"), Word("of")]),
        ("DB44/T 1234-2015", "DB44/T 1234-2015", []),
        ("T/CECS 100-2020", "T/CECS 100-2020", []),
    ],
)
def test_numbers(text: str, number: str, rest: list[Node]) -> None:
    """A number is found in any spelling, with blanks in it and words round it."""
    query = parse(text)
    assert [found.text for found in query.numbers] == [number]
    assert [node for node in query.nodes if not isinstance(node, Number)] == rest


def test_a_number_and_its_keys() -> None:
    """A number carries what it is looked up by."""
    assert parse("gb/t 1").nodes == (
        Number(text="GB/T 1", exact="GBT1", undated="GBT1", parts="GBT1.", written="gb/t 1"),
    )


def alike(
    key: str, *words: str, undated: str = "", parts: str = "", written: str = ""
) -> Lookalike:
    """What looks like a number."""
    number = Number(
        text=key,
        exact=key,
        undated=undated or key,
        parts=parts,
        written=written or " ".join(words),
    )
    return Lookalike(tuple(Word(word) for word in words), number)


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("qhkmk001-2013", [alike("QHKMK001-2013", "qhkmk001-2013", undated="QHKMK001")]),
        (
            "ＴＣＡＤＪ００４－１９９８",
            [alike("TCADJ004-1998", "tcadj004-1998", undated="TCADJ004")],
        ),
        ("qrozn 1.1", [alike("QROZN1.1", "qrozn", "1.1")]),
        (
            "qhkmk 001 : 2013 术语",
            [
                alike(
                    "QHKMK001-2013",
                    *("qhkmk", "001", "2013"),
                    undated="QHKMK001",
                    written="qhkmk 001 : 2013",
                ),
                Word("术语"),
            ],
        ),
        ("part 12 screws", [alike("PART12", "part", "12", parts="PART12."), Word("screws")]),
        ("《h2o》", [alike("H2O", "h2o", parts="H2O.")]),
        ("-x1", [Not(alike("X1", "x1", parts="X1."))]),
        ("编号:qrozn 1.1 要求", [NumberPrefix("QROZN1.1"), Word("要求")]),
        ("a4纸", [Word("a4纸")]),
        ("5g", [Word("5g")]),
        ("2828.1", [Word("2828.1")]),
        ("gb/t 1.1-2020", list(parse("GB/T 1.1-2020").nodes)),
    ],
)
def test_lookalikes(text: str, nodes: list[Node]) -> None:
    """Letters with digits behind, in one piece or several, are words that may be a number."""
    assert list(parse(text).nodes) == nodes


@pytest.mark.parametrize(
    ("text", "code", "fragment"),
    [
        ("foo:bar", "field_unknown", "foo"),
        ("标题:", "field_empty", "标题"),
        ("标题:!!", "field_empty", "标题:!!"),
        ("状态:漂亮", "value_unknown", "状态:漂亮"),
        ("状态:现行,漂亮", "value_unknown", "状态:现行,漂亮"),
        ("编号:一", "value_unknown", "编号:一"),
        ("发布:2019-02-30", "date_unreadable", "发布:2019-02-30"),
        ("发布:2021..2019", "period_reversed", "发布:2021..2019"),
        ("“安全", "quote_unclosed", "“"),
        ("安全 !!!", "ignored", "!!!"),
        ("《ＧＢ １》", "read_as_number", "《ＧＢ １》"),
        ("标题:安全", "read_as_field", "标题:安全"),
        ("发布:2020", "read_as_period", "发布:2020"),
    ],
)
def test_notes(text: str, code: str, fragment: str) -> None:
    """What was read how, or could not be, is said with its place in what was typed."""
    notes = parse(text).notes
    assert [(note.code, note.text) for note in notes if note.code == code] == [(code, fragment)]
    assert all(text[note.start : note.end] == note.text for note in notes)


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("foo:bar", [Word("foo:bar")]),
        ("发布:2019-02-30", [Word("发布:2019-02-30")]),
        ("状态:漂亮", [Word("状态:漂亮")]),
        ("“安全 生产", [Word("“安全"), Word("生产")]),
        ("-", []),
        ("- 安全", [Word("安全")]),
        ("--安全", [Word("--安全")]),
    ],
)
def test_unreadable_becomes_words(text: str, nodes: list[Node]) -> None:
    """Nothing typed is thrown away that could be looked for."""
    found = [
        Word(node.text.replace('"', "“")) if isinstance(node, Word) else node
        for node in parse(text).nodes
    ]
    assert found == nodes


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("GB/T ٢٣١٢-١٩٨٠", [("٢٣١٢-١٩٨٠", 5, "2312-1980")]),
        ("१ 钢 1٢", [("१", 0, "1"), ("1٢", 4, "12")]),
        ("GB/T ２３１２-１９８０", []),
        ("GB/T 2312-1980", []),
        ("m² 第①部分", []),
    ],
)
def test_digits_of_another_script_are_told_of(text: str, told: list[object]) -> None:
    """They make no number; the note says so and how the number would be written."""
    notes = [note for note in parse(text).notes if note.code == "digits_foreign"]
    assert [(note.text, note.start, note.reading) for note in notes] == told


def test_long_texts_are_cut() -> None:
    """A pasted document is read up to a limit and the rest is named."""
    long = parse("安" * (MAX_LENGTH + 5))
    assert [note.code for note in long.notes] == ["too_long"]
    many = parse(" ".join(str(n) for n in range(200)))
    assert (len(many.nodes), many.notes[-1].code) == (MAX_NODES, "too_long")


_SIGNS = st.sampled_from('-:"“”《》「」*.,/（(2019gbtGBT标题发布状态： 　\n\x00\ud800é𠮷')


@given(st.text() | st.text(_SIGNS) | st.text(st.characters()))
@example("\ud800")
@example("标题:“")
@example("-" * 50)
@example('"' * 50)
@example("gb" * 400 + "1")
def test_any_text_parses(text: str) -> None:
    """No text raises, and every note lies inside it."""
    query = parse(text)
    assert all(0 <= note.start <= note.end <= len(text) for note in query.notes)
    assert parse(query.text).nodes == query.nodes
