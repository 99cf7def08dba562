"""A comment is bound to the passage that its clause and its words name, and to no other."""

import pytest

from biaozhun.core.consulting.binding import Bound, bind
from biaozhun.core.structure.drafts.passages import DraftPassage

DRAFT = (
    DraftPassage(id="scope", kind="scope", label="1", text="范围", level=1),
    DraftPassage(id="scope-p", kind="paragraph", text="本文件规定了腊味加工的要求。"),
    DraftPassage(id="5", kind="clause", label="5", text="要求", level=1),
    DraftPassage(id="5.2", kind="clause", label="5.2", text="采样", level=2),
    DraftPassage(id="5.2-p", kind="paragraph", text="采样不应少于3次。"),
    DraftPassage(id="5.2-a", kind="item", label="a)", text="样品应密封；"),
    DraftPassage(id="5.3", kind="clause", label="5.3", text="记录", level=2),
    DraftPassage(id="5.3-p", kind="paragraph", text="采样不应少于3次，样品应密封；并作记录。"),
    DraftPassage(id="t1", kind="table", label="表1", text="限量"),
    DraftPassage(id="t1-c", kind="cell", text="不大于20 mg/kg", row=2, column=2),
    DraftPassage(id="A", kind="annex", label="附录A", text="试验方法", level=1),
    DraftPassage(id="A.1", kind="clause", label="A.1", text="仪器", level=2),
)


@pytest.mark.parametrize(
    ("clause", "place"),
    [
        ("5.2", 3),
        ("第5.2条", 3),
        ("５．２", 3),
        ("5.2 采样", 3),
        ("第5章", 2),
        ("5.2 a)", 5),
        ("表1", 8),
        ("5.3 表 1", 8),
        ("Table 1", 8),
        ("附录 A", 10),
        ("A.1", 11),
        ("A", 10),
        ("范围", 0),
    ],
)
def test_a_clause_is_found_however_it_is_written(clause: str, place: int) -> None:
    """Numbers, items, tables, annexes and titles."""
    assert bind(clause, "", DRAFT) == Bound(place)


@pytest.mark.parametrize("clause", ["", "全文", "总体", "GE"])
def test_a_comment_on_the_whole_has_no_place(clause: str) -> None:
    """And none that is lost."""
    assert bind(clause, "", DRAFT) == Bound()


def test_a_clause_the_draft_does_not_have_is_lost() -> None:
    """It is bound to nothing rather than to a neighbour."""
    assert bind("9.9", "", DRAFT) == Bound(is_lost=True)


def test_words_are_found_within_the_clause_that_is_named() -> None:
    """The same words stand in two clauses; without a clause they are not bound at all."""
    assert bind("5.3", "“不应少于3次”", DRAFT) == Bound(7, 2, 8)
    assert bind("5.2", "不应少于3次", DRAFT) == Bound(4, 2, 8)
    assert bind("", "不应少于3次", DRAFT) == Bound()
    assert bind("", "不大于20 mg/kg", DRAFT) == Bound(9, 0, 11)
    assert bind("5.2", "没有的话", DRAFT) == Bound(3)
