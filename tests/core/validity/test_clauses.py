"""Whether a cited clause is among those withdrawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.validity.clauses import Touch, paths, touched


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("第5.2条", (("5", "2"),)),
        ("05.02", (("5", "2"),)),
        ("5.2.1", (("5", "2", "1"),)),
        ("第 3.0.1 条", (("3", "0", "1"),)),
        ("附录A", (("a",),)),
        ("A.0.3", (("a", "0", "3"),)),
        ("Annex B", (("b",),)),
        ("clause 4.2", (("4", "2"),)),
        ("第5章", (("5",),)),
        ("4.2.1(2)", (("4", "2", "1", "(2)"),)),
        ("4.2.1(1、3)", (("4", "2", "1", "(1)"), ("4", "2", "1", "(3)"))),
        ("第3.0.1条第2款", (("3", "0", "1", "(2)"),)),
        ("３．０．１", (("3", "0", "1"),)),
        ("表3", ()),
        ("图1", ()),
        ("前言", ()),
        ("", ()),
    ],
)
def test_a_clause_is_read_into_its_numbers(
    clause: str, expected: tuple[tuple[str, ...], ...]
) -> None:
    """Chapter, clauses and item; a table, a figure or a word is no clause."""
    assert paths(clause) == expected


@pytest.mark.parametrize(
    ("cited", "withdrawn", "expected"),
    [
        (["第5.2条"], ["5.2"], Touch.YES),
        (["5.2.1"], ["5.2"], Touch.YES),  # with a clause falls what stands under it
        (["5.2"], ["5.2.1"], Touch.YES),  # who cites a clause cites what stands under it
        (["5.2"], ["5.20", "5.21"], Touch.NO),
        (["5.2.1"], ["5.2.1(2)"], Touch.YES),
        (["5.2.1(1)"], ["5.2.1(2)"], Touch.NO),
        (["5.2.1(2)"], ["5.2.1"], Touch.YES),
        (["第3.0.1条第2款"], ["3.0.1(2)"], Touch.YES),
        (["附录A"], ["A.0.3"], Touch.YES),
        (["附录A"], ["B.0.3"], Touch.NO),
        (["6.1"], ["3.1.7、4.1.3、6.1.2"], Touch.YES),  # a list in one cell
        (["6.2"], ["3.1.7、4.1.3（1、2）、6.1.2"], Touch.NO),
        (["表3"], ["3.1.7"], Touch.UNTOLD),
        (["表3", "3.1.7"], ["3.1.7"], Touch.YES),
        (["3.1.8"], ["3.1.7", "若干"], Touch.UNTOLD),
        (["3.1.8"], [], Touch.UNTOLD),  # all mandatory ones: no number tells which
    ],
)
def test_which_clauses_touch(cited: list[str], withdrawn: list[str], expected: Touch) -> None:
    """A clause covers those under it; what cannot be read leaves it untold."""
    assert touched(cited, withdrawn) is expected


@given(st.lists(st.text(max_size=40), max_size=5), st.lists(st.text(max_size=40), max_size=5))
def test_any_text_is_compared(cited: list[str], withdrawn: list[str]) -> None:
    """No text of a clause breaks the comparison."""
    assert touched(cited, withdrawn) in set(Touch)


@given(st.lists(st.integers(0, 99), min_size=1, max_size=5))
def test_a_clause_touches_itself_and_its_chapter(numbers: list[int]) -> None:
    """Whatever its depth."""
    clause = ".".join(map(str, numbers))
    assert touched([clause], [clause]) is Touch.YES
    assert touched([clause], [str(numbers[0])]) is Touch.YES


def test_a_hostile_list_is_not_worked_through() -> None:
    """Thousands of clauses against thousands: untold rather than no."""
    many = [f"{n}.1" for n in range(1, 3000)]
    others = [f"{n}.2" for n in range(1, 3000)]
    assert touched(many, others) is Touch.UNTOLD
