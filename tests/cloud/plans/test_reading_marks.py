"""The text with its marks: nothing of it is lost, however spans nest and overlap; all has words."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.cloud.plans import wording
from biaozhun.cloud.plans.queries.marks import Mark, lines
from biaozhun.cloud.plans.wording.refusals import REFUSAL
from biaozhun.cloud.plans.wording.work import WORK_REFUSAL
from biaozhun.core.policy.value import Diagnostic

SPANS = st.lists(
    st.builds(
        Mark,
        st.integers(-3, 40),
        st.integers(-3, 40),
        st.sampled_from(sorted(wording.MARK)),
        st.just("t1"),
    ),
    max_size=12,
)
PLANS = Path(wording.__file__).parents[1]


@given(st.text(alphabet="一二甲乙 \n　", max_size=40), SPANS)
def test_marks_change_no_character(text: str, marks: list[Mark]) -> None:
    """The pieces of all lines are the text without indents and empty lines, at their places."""
    found = lines(text, marks, {})
    whole = [line.lstrip() for line in text.split("\n") if line.strip()]
    assert ["".join(piece.text for piece in line.pieces) for line in found] == whole
    for line in found:
        for piece in line.pieces:
            assert text[piece.start : piece.start + len(piece.text)] == piece.text


@given(st.text(alphabet="一二甲乙\n", max_size=40), SPANS)
def test_every_piece_knows_all_the_spans_it_lies_in(text: str, marks: list[Mark]) -> None:
    """A character is marked by a kind where a span of that kind holds it, and nowhere else."""
    for line in lines(text, marks, {}):
        for piece in line.pieces:
            for place in range(piece.start, piece.start + len(piece.text)):
                holding = {mark.kind for mark in marks if mark.start <= place < mark.end}
                assert set(piece.kinds) == holding


def test_a_span_that_begins_in_an_indent_begins_with_its_line() -> None:
    """The word of a mark stands before the first character, not in the blanks before it."""
    [line] = lines("  任务一", [Mark(0, 5, "task", "t1")], {2: 1})
    assert [mark.row for mark in line.pieces[0].said] == ["t1"]
    assert (line.start, line.level, line.looks) == (2, 1, "in-task")


def test_a_long_paragraph_is_cut_in_a_moment() -> None:
    """Ten thousand spans in one line are no square of work."""
    marks = [Mark(20 * n, 20 * n + 15, "lead", "t1") for n in range(10_000)]
    [line] = lines("字" * 200_000, marks, {})
    assert len(line.pieces) == 20_000


CODES = re.compile(
    r'code="([a-z_]+)"|default_code: ClassVar\[str\] = "([a-z_]+)"|Guard[^(]*\("([a-z_]+)"'
)
PLACES = ("actions", "files.py", "tables.py", "views", "errors.py", "life.py")


@pytest.mark.parametrize("name", PLACES)
def test_every_refusal_has_words(name: str) -> None:
    """Whatever code an action of reading raises, a person is told a sentence."""
    place = PLANS / name
    texts = [place] if place.is_file() else sorted(place.glob("*.py"))
    told = {
        code
        for text in texts
        for found in CODES.findall(text.read_text(encoding="utf-8"))
        for code in found
        if code
    }
    assert told - {"plan_refused"} - set(REFUSAL) - set(WORK_REFUSAL) == set()


def test_every_remark_of_the_reader_has_words() -> None:
    """The codes that the reader documents are all told in a sentence."""
    documented = re.findall(r"``([a-z_]+)``", str(Diagnostic.__doc__))
    assert set(documented) <= set(wording.REMARK)
