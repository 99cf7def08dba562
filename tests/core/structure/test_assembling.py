"""Lines and tables into clauses."""

from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.structure import (
    Aside,
    Clause,
    ClauseKind,
    Figure,
    Item,
    Items,
    Line,
    Para,
    Rows,
    StructuredText,
    Table,
    anchored,
    assembled,
    findings,
    plain,
    read_back,
    words,
    written,
)

STANDARD = [
    "前    言",
    "本文件按照GB/T 1.1—2020的规定起草。",
    "1 范围",
    "本文件规定了苗木的要求。",
    "3 术语和定义",
    "3.1 主推品种",
    "经审定的品种。",
    "4 要求",
    "4.1 苗木的根径应不小于",
    "10 mm，高度应不小于",
    "4.2 苗木应：",
    "a) 无检疫性病虫害；",
    "b) 根系完整。",
    "注：指标为三年平均值。",
    "图1 栽植穴示意",
    "附录A（资料性）生产模式图",
    "A.1 总则",
    "参考文献",
    "[1] LY/T 1607",
]


def test_a_standard_in_plain_lines_becomes_its_clauses() -> None:
    """Front matter, chapters, clauses, terms, annexes and references, each of its kind."""
    text = anchored(assembled(Line(line) for line in STANDARD))
    assert [(c.kind, c.anchor, c.title) for c in text.clauses] == [
        (ClauseKind.FRONT, "foreword", "前言"),
        (ClauseKind.CLAUSE, "1", "范围"),
        (ClauseKind.CLAUSE, "3", "术语和定义"),
        (ClauseKind.TERM, "3.1", "主推品种"),
        (ClauseKind.CLAUSE, "4", "要求"),
        (ClauseKind.CLAUSE, "4.1", "苗木的根径应不小于"),
        (ClauseKind.CLAUSE, "4.2", ""),
        (ClauseKind.ANNEX, "A", "（资料性）生产模式图"),
        (ClauseKind.ANNEX, "A.1", "总则"),
        (ClauseKind.BACK, "bibliography", "参考文献"),
    ]


def test_items_notes_and_figures_are_told_from_running_text() -> None:
    """Lettered lines make one list, 注 an aside, 图1 a figure."""
    text = assembled(Line(line) for line in STANDARD)
    blocks = next(c for c in text.clauses if c.number == "4.2").blocks
    assert blocks == (
        Para(plain("苗木应：")),
        Items(
            (
                Item("a)", (Para(plain("无检疫性病虫害；")),)),
                Item("b)", (Para(plain("根系完整。")),)),
            )
        ),
        Aside("note", (Para(plain("指标为三年平均值。")),), "注"),
        Figure("1", "栽植穴示意"),
    )


def test_a_caption_goes_to_the_table_behind_it() -> None:
    """A caption with no table behind it stays a line."""
    text = assembled([Line("1 要求"), Line("表1 限值"), Rows((("项目", "值"), ("铅", "0.1")))])
    table = text.clauses[0].blocks[0]
    assert isinstance(table, Table)
    assert (table.number, table.title, table.rows[0][0].heading, table.rows[1][0].heading) == (
        "1",
        "限值",
        True,
        False,
    )
    alone = assembled([Line("1 要求"), Line("表1 限值")])
    assert words(alone.clauses[0].blocks) == "表1 限值"


def test_styles_count_where_the_file_numbers_by_itself() -> None:
    """Headings without a printed number get the number their levels count."""
    lines = [
        Line("范围", heading=1, counted=True),
        Line("要求", heading=1, counted=True),
        Line("苗木", heading=2, counted=True),
        Line("苗木应健壮。", heading=2, counted=True, titled=False),
    ]
    found = [(c.number, c.title, words(c.blocks)) for c in assembled(lines).clauses]
    assert found == [
        ("1", "范围", ""),
        ("2", "要求", ""),
        ("2.1", "苗木", ""),
        ("2.2", "", "苗木应健壮。"),
    ]


def test_what_a_person_should_look_at_is_found() -> None:
    """Numbers left out, numbers twice, clauses with nothing in them."""
    text = assembled(
        [
            Line("1 范围", heading=1),
            Line("一句。"),
            Line("3 要求", heading=1),
            Line("3 要求", heading=1),
            Line("一句。"),
        ]
    )
    assert [(f.code, f.place, f.text) for f in findings(text)] == [
        ("number_twice", "3", "2"),
        ("number_skipped", "3", "2"),
        ("clause_empty", "3", "要求"),
    ]
    assert [f.code for f in findings(assembled([]))] == ["no_clauses"]


def test_a_sign_that_only_looks_like_a_figure_is_none() -> None:
    """A clause numbered with a superscript, as rows of clauses may have it, is read as text."""
    odd = Clause(kind=ClauseKind.CLAUSE, number="5.²", title="要求", level=2, blocks=())
    found = findings(StructuredText(clauses=(odd,)))
    assert [(f.code, f.place) for f in found] == [("clause_empty", "5.²")]


PIECES = st.lists(
    st.one_of(
        st.builds(
            Line,
            st.text(max_size=40) | st.sampled_from(STANDARD),
            heading=st.integers(0, 9),
            counted=st.booleans(),
            titled=st.booleans(),
        ),
        st.builds(Rows, st.lists(st.lists(st.text(max_size=5)).map(tuple), max_size=3).map(tuple)),
    ),
    max_size=30,
)


@given(PIECES)
def test_no_word_is_lost_and_every_anchor_is_one(pieces: list[Line | Rows]) -> None:
    """Whatever a file says in whatever order: its words are there, its anchors differ."""
    text = anchored(assembled(pieces))
    anchors = [clause.anchor for clause in text.clauses]
    assert len(set(anchors)) == len(anchors)
    assert all(anchors)
    findings(text)
    said = "".join(f"{c.number}{c.title}{words(c.blocks)}" for c in text.clauses)
    kept = {sign for sign in said if sign.isalnum()}
    for piece in pieces:
        if isinstance(piece, Rows):
            assert {s for row in piece.rows for cell in row for s in cell if s.isalnum()} <= kept


@given(PIECES)
def test_blocks_are_read_back_as_they_were_written(pieces: list[Line | Rows]) -> None:
    """The tree survives its way through the database."""
    for clause in assembled(pieces).clauses:
        assert read_back(written(clause.blocks)) == clause.blocks
