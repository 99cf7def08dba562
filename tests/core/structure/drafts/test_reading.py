"""The tree of a draft: elements, clauses, annexes, and ids that stay."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.structure.drafts import Draft, Node, NodeKind, read_draft, walk
from biaozhun.core.structure.drafts.tree import placed
from tests.core.structure.drafts.conftest import DRAFT, LEAD_IN, blocks


def read(*lines: str) -> Draft:
    """A draft of these lines."""
    return read_draft(blocks(lines))


def ids(nodes: Sequence[Node]) -> list[str]:
    """Their ids."""
    return [node.id for node in nodes]


def by_id(draft: Draft) -> dict[str, Node]:
    """Every node by its id."""
    return {node.id: node for node in walk(draft.elements)}


def test_the_elements_of_a_draft_stand_in_their_order() -> None:
    """From the cover to the bibliography, each with its kind and whether it sets rules."""
    told = [(one.id, one.kind, one.normative) for one in read(*DRAFT).elements]
    assert told == [
        ("cover", NodeKind.COVER, False),
        ("contents-list", NodeKind.CONTENTS, False),
        ("foreword", NodeKind.FOREWORD, False),
        ("introduction", NodeKind.INTRODUCTION, False),
        ("1", NodeKind.SCOPE, True),
        ("2", NodeKind.REFERENCES, True),
        ("3", NodeKind.TERMS, True),
        ("4", NodeKind.CHAPTER, True),
        ("5", NodeKind.CHAPTER, True),
        ("6", NodeKind.CHAPTER, True),
        ("A", NodeKind.ANNEX, True),
        ("B", NodeKind.ANNEX, False),
        ("bibliography", NodeKind.BIBLIOGRAPHY, False),
    ]


def test_entries_of_the_contents_are_no_headings() -> None:
    """With dots and a page, or bare where the same line comes again."""
    contents = read(*DRAFT).elements[1]
    assert [one.text for one in contents.children] == [
        "前言 …………………… I",
        "1 范围 …………………… 1",
        "4 要求",
    ]


def test_clauses_stand_below_their_chapters_with_and_without_titles() -> None:
    """A clause without a title has its words as a paragraph."""
    found = by_id(read(*DRAFT))
    assert ids(found["4"].children) == ["4.1", "4.2"]
    assert (found["4.1"].text, found["4.1.1"].text) == ("场所", "")
    assert ids(found["4.1.1"].children) == ["4.1.1-p1"]
    assert found["4.1.1-p1"].text == "加工场所应清洁。"


def test_lists_notes_examples_and_formulas_are_told_apart() -> None:
    """Each with its label; an example whose words are on the next line has them."""
    found = by_id(read(*DRAFT))
    assert ids(found["4.2"].children) == ["4.2-p1", "4.2-i1", "4.2-i2", "4.2-note1"]
    assert (found["4.2-i1"].label, found["4.2-i1"].text) == ("a）", "佩戴手套；")
    assert found["4.2-note1"].text == "体检项目见附录B。"
    assert found["5.2-formula1"].number == "1"
    assert (found["5.2-example1"].label, found["5.2-example1"].text) == ("示例", "锅温200 ℃。")


def test_a_table_has_its_caption_and_cells_by_row_and_column() -> None:
    """Also where no caption stands before it, and a caption without a table is one."""
    found = by_id(read(*DRAFT))
    assert (found["table-1"].number, found["table-1"].text) == ("1", "摊放指标")
    assert ids(found["table-1"].children) == [f"table-1-r{r}c{c}" for r in (1, 2) for c in (1, 2)]
    assert found["table-1-r2c2"].text == "4 h"
    bare = by_id(read("1 范围", "甲|乙", "表2 没有表体", "2 要求"))
    assert [name for name in bare if "table" in name] == [
        *("1-table1", "1-table1-r1c1", "1-table1-r1c2", "table-2"),
    ]


def test_annexes_say_their_kind_in_every_way_that_is_written() -> None:
    """On three lines, on one, in the words of older texts, or not at all."""
    draft = read(
        *("1 范围", "本文件规定了甲。"),
        *("附录A", "（规范性）", "方法"),
        "附录B（资料性）项目",
        *("附 录 C", "（资料性附录）", "表格"),
        *("附录D（标准的附录）", "尺寸"),
        *("附录E 其他", "E.1 甲", "见附录A。"),
    )
    told = [(one.number, one.normative, one.kinded, one.text) for one in draft.elements[1:]]
    assert told == [
        ("A", True, True, "方法"),
        ("B", False, True, "项目"),
        ("C", False, True, "表格"),
        ("D", True, True, "尺寸"),
        ("E", False, False, "其他"),
    ]


def test_running_text_that_begins_like_a_heading_is_none() -> None:
    """Of an annex or a table, a quantity, a number that does not follow."""
    draft = read(
        *("1 范围", "附录A给出了示例。", "10 mm以下的不计。", "7.2 的要求不适用。"),
        *(
            "表1给出了指标。",
            "图2为流程。",
            "前言部分说明了来源，正文部分规定了要求，附录说明方法。",
        ),
    )
    assert ids(draft.elements[0].children) == [f"1-p{place}" for place in range(1, 7)]


def test_a_term_is_the_title_of_its_clause() -> None:
    """The number on a line of its own, the term on the next."""
    found = by_id(read(*DRAFT))
    assert found["3.1"].text == "摊放　spreading"
    assert found["3.1-p1"].text == "将茶青薄摊散失水分的过程。"


def test_headings_by_style_and_footnotes_are_taken_from_the_file() -> None:
    """A chapter far ahead that has a style, and what stands at the foot."""
    draft = read("# 1 范围", "# 9 要求", "甲应清洁。", "^ 脚注的文字。")
    assert ids(draft.elements) == ["1", "9"]
    assert ids(draft.elements[1].children) == ["9-p1", "9-foot1"]


def test_headings_by_style_without_numbers_are_counted() -> None:
    """From the scope on, on each level, also below an annex; the title on the cover is none."""
    draft = read(
        *("# 某某规程", "# 范围", "# 要求", "## 场所", "## 人员", "### 衣着", "# 检验"),
        *("附录A（规范性）方法", "## 步骤", "# 其他"),
    )
    found = [one.id for one in walk(draft.elements) if one.number]
    assert found == ["1", "2", "2.1", "2.2", "2.2.1", "3", "A", "A.1"]


def test_the_same_number_twice_has_two_ids() -> None:
    """No two nodes are found under one address."""
    assert ids(read("# 1 范围", "# 1 要求").elements) == ["1", "1~2"]


def test_ids_stay_when_words_are_added_elsewhere() -> None:
    """A new paragraph in chapter 4 moves no id of chapter 5."""
    before = {one.id for one in walk(read(*DRAFT).elements) if one.id.startswith("5")}
    place = DRAFT.index("4.2　人员")
    changed = (*DRAFT[:place], "4.1.3 加工场所应通风。", *DRAFT[place:])
    after = {one.id for one in walk(read(*changed).elements) if one.id.startswith("5")}
    assert before == after


def test_the_front_tells_number_edition_and_what_changed() -> None:
    """The number on the cover, what is replaced, and the list of changes with their clauses."""
    draft = read(*DRAFT)
    assert (draft.number, draft.edition, draft.lead_in) == ("DB44/T 12-2026", 2020, 2020)
    assert [number.canonical for number in draft.replaces] == ["DB44/T 12-2018"]
    assert [(one.kinds, one.clauses, one.former) for one in draft.changes] == [
        (("changed",), ("5.1",), ("4.1",)),
        (("added",), ("6", "附录A"), ()),
        (("deleted",), (), ("4.3", "表2")),
    ]


def test_older_texts_are_known_by_the_sentence_over_their_references() -> None:
    """2009, 2000 and 1993 by their own words; what the foreword says goes before."""
    for edition, sentence in (
        (2020, LEAD_IN),
        (2020, "本文件没有规范性引用文件。"),
        (2009, "下列文件对于本文件的应用是必不可少的。"),
        (2000, "下列文件中的条款通过本标准的引用而成为本标准的条款。"),
        (1993, "下列标准所包含的条文，通过在本标准中引用而构成为本标准的条文。"),
    ):
        draft = read("1 范围", "甲。", "2 规范性引用文件", sentence)
        assert (draft.edition, draft.lead_in) == (edition, edition)
    said = read(
        "前言", "本标准按照GB/T 1.1-2009给出的规则起草。", "1 范围", "2 规范性引用文件", LEAD_IN
    )
    assert (said.edition, said.lead_in) == (2009, 2020)


def test_nothing_makes_an_empty_tree() -> None:
    """A file without a word has no elements; one without numbers is all cover."""
    assert read_draft(blocks(())).elements == ()
    assert ids(read("甲", "乙").elements) == ["cover"]


_LINES = st.lists(
    st.one_of(
        st.sampled_from(DRAFT),
        st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\n"), max_size=20),
        st.from_regex(r"[0-9]{1,2}(\.[0-9]{1,2}){0,3} ?[甲要求应。]{0,6}", fullmatch=True),
        st.sampled_from(
            ["附录A", "附录 B", "（规范性）", "示例：", "注：", "表1 甲", "图1", "# 甲"]
        ),
    ),
    max_size=25,
)


@given(lines=_LINES)
def test_any_file_is_read_and_every_span_holds_its_words(lines: list[str]) -> None:
    """Ids are different, spans lie in the text in their order, and the words are there."""
    draft = read_draft(blocks(lines))
    nodes = [node for node, _, _ in placed(draft)]
    assert len({node.id for node in nodes}) == len(nodes)
    for node in nodes:
        assert 0 <= node.start <= node.end <= len(draft.text)
        assert node.text in draft.text
        for child in node.children:
            assert child.end >= child.start >= node.start or node.kind is NodeKind.TABLE
