"""Labels of clauses, annexes, tables and figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.structure import Label, label_ahead, parent, read_label
from biaozhun.core.structure.numbering import follows


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("1", Label("clause", "1")),
        ("5.2", Label("clause", "5.2")),
        ("５．２．１", Label("clause", "5.2.1")),
        ("A.1.2", Label("clause", "A.1.2")),
        ("附录A", Label("annex", "A")),
        ("附  录  Ｂ", Label("annex", "B")),
        ("附錄C", Label("annex", "C")),
        ("Annex D", Label("annex", "D")),
        ("表1", Label("table", "1")),
        ("表 A.1", Label("table", "A.1")),
        ("Table 12", Label("table", "12")),
        ("图2-1", Label("figure", "2-1")),
        ("Figure 3", Label("figure", "3")),
    ],
)
def test_a_label_is_read_in_every_writing(text: str, label: Label) -> None:
    """Width, blanks, Traditional writing and English names make no difference."""
    assert read_label(text) == label


@pytest.mark.parametrize(
    "text",
    [
        "",
        "范围",
        "5.2 要求",
        "2020",
        "3.5%",
        "10-20",
        "附录",
        "表",
        "GB/T 1.1",
        "1.2.3.4.5.6.7.8.9",
    ],
)
def test_what_is_no_label_is_none(text: str) -> None:
    """Words, years, percentages and ranges are no labels."""
    assert read_label(text) is None


@pytest.mark.parametrize(
    ("line", "number", "rest"),
    [
        ("1 范围", "1", "范围"),
        ("4.1　产地环境", "4.1", "产地环境"),
        ("4.1产地环境", "4.1", "产地环境"),
        ("附录A（规范性）试验方法", "A", "（规范性）试验方法"),
        ("A.1 General", "A.1", "General"),
        ("表1 指标与限值", "1", "指标与限值"),
    ],
)
def test_a_line_is_parted_into_label_and_rest(line: str, number: str, rest: str) -> None:
    """What stands behind the label comes back as printed."""
    ahead = label_ahead(line)
    assert ahead is not None
    assert (ahead[0].number, ahead[1]) == (number, rest)


@pytest.mark.parametrize(
    ("number", "before", "may"),
    [
        ("1", "", True),
        ("2", "1", True),
        ("1.1", "1", True),
        ("1.0.1", "1", True),
        ("5.3", "5.1.4", True),
        ("6", "5.9.2", True),
        ("10", "3", False),
        ("3", "3", False),
        ("2", "3.1", False),
        ("4.2", "3.1", False),
    ],
)
def test_a_number_may_come_only_where_the_one_before_lets_it(
    number: str, before: str, *, may: bool
) -> None:
    """So ``10 mm`` in clause 3 begins no chapter 10."""
    assert follows(number, before) is may


@given(st.lists(st.integers(0, 999), min_size=1, max_size=7))
def test_any_number_of_a_clause_is_read_back(steps: list[int]) -> None:
    """Whatever the depth, the number, its level and its parent come out as they went in."""
    number = ".".join(map(str, steps))
    label = read_label(number)
    assert label == Label("clause", number)
    assert label.level == len(steps)
    assert parent(number) == ".".join(map(str, steps[:-1]))


@given(st.text(max_size=60))
def test_any_text_may_be_asked_for_a_label(line: str) -> None:
    """No text makes the reader fail, and the rest is always the end of the line."""
    if found := label_ahead(line):
        assert line.strip().endswith(found[1])
        follows(found[0].number, found[0].number)
