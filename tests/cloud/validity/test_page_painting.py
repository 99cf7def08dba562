"""A checked text on pages: nothing of it is lost, every citation stands on one page, in place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.cloud.validity.templatetags.validity import painted
from biaozhun.cloud.validity.views.painting import Painted, TextPage, page_of
from biaozhun.core.structure.blocks import BlockKind, BlockText, TextBlock
from biaozhun.core.validity import Asked, CheckedLine, Outcome, Place
from tests.cloud.validity.documents import answer_of, line_of


def pieces_of(page: TextPage) -> list[Painted]:
    """The paragraphs and cells of a page, in their order."""
    found: list[Painted] = []
    for item in page.items:
        found += item.pieces
        found += [piece for row in item.rows for cell in row for piece in cell.pieces]
    return found


def shown(page: TextPage) -> str:
    """The characters of a page."""
    return "".join(piece.text for piece in pieces_of(page))


@st.composite
def texts(draw: st.DrawFn) -> tuple[BlockText, list[CheckedLine]]:
    """A text of paragraphs and tables, with citations anywhere, also one upon another."""
    blocks, text = [], ""
    for number in range(draw(st.integers(1, 12))):
        words = draw(st.text("标准 a\n", max_size=60)) * draw(st.sampled_from((1, 1, 1, 40, 300)))
        kind = draw(st.sampled_from((BlockKind.PARAGRAPH, BlockKind.CELL)))
        row = number // 3 + 1 if kind is BlockKind.CELL else 0
        block = TextBlock(start=len(text), end=len(text) + len(words), kind=kind, row=row)
        blocks.append(block)
        text += words + "\n"
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 40))
    lines = [
        CheckedLine(
            position=position,
            start=start,
            end=min(start + length, len(text)),
            place=Place(),
            asked=Asked(text=text[start : start + length]),
            answer=answer_of(),
        )
        for position, (start, length) in enumerate(sorted(draw(st.lists(spans, max_size=90))), 1)
    ]
    return BlockText(text=text, blocks=tuple(blocks)), lines


def pages_of(
    text: BlockText, lines: list[CheckedLine], chosen: list[CheckedLine], *, whole: bool
) -> list[TextPage]:
    """All pages of a text."""
    first = page_of(text, lines, chosen, number=1, whole=whole)
    more = range(2, first.last + 1)
    return [first, *(page_of(text, lines, chosen, number=n, whole=whole) for n in more)]


@given(made=texts())
def test_the_pages_of_a_whole_text_hold_all_of_it_in_its_order(
    made: tuple[BlockText, list[CheckedLine]],
) -> None:
    """Every character of every block, once."""
    text, lines = made
    pages = pages_of(text, lines, lines, whole=True)
    expected = "".join(text.text[block.start : block.end] for block in text.blocks)
    assert "".join(map(shown, pages)) == expected


@given(made=texts(), every=st.integers(1, 3))
@pytest.mark.parametrize("whole", [True, False])
def test_every_citation_asked_for_stands_in_the_list_of_one_page(
    *, made: tuple[BlockText, list[CheckedLine]], every: int, whole: bool
) -> None:
    """However the text is cut, and where marks lie upon one another or in no block at all."""
    text, lines = made
    chosen = lines[::every]
    pages = pages_of(text, lines, chosen, whole=whole)
    listed = [line.position for page in pages for line in page.lines]
    assert sorted(listed) == [line.position for line in chosen]


@given(made=texts())
def test_no_mark_is_drawn_twice_under_one_name(made: tuple[BlockText, list[CheckedLine]]) -> None:
    """The anchor of a citation stands once on its page, or the browser would jump elsewhere."""
    text, lines = made
    for page in pages_of(text, lines, lines, whole=True):
        drawn = "".join(map(painted, pieces_of(page)))
        anchors = [part.split('"')[0] for part in drawn.split('id="')[1:]]
        assert len(anchors) == len(set(anchors))


def test_a_mark_has_colour_sign_and_words_and_leads_to_its_row() -> None:
    """Never colour alone; what the text itself says is escaped."""
    words = "见 <b>GB/T 1.1-2009</b> 等"
    text = BlockText(text=words)
    line = line_of(words, "GB/T 1.1-2009", 7, answer=answer_of(Outcome.REPLACED))
    page = page_of(text, [line], [line], number=1, whole=True)
    drawn = painted(page.items[0].pieces[0])
    assert drawn.startswith("见 &lt;b&gt;")
    assert 'class="cited cited-replaced tone-replaced" id="c-7"' in drawn
    assert '<a href="#l-7" title="被代替 · 无须处理">GB/T 1.1-2009<svg' in drawn
    assert "（第 7 处，被代替）" in drawn


def test_members_of_a_range_share_their_mark_and_the_gravest_colours_it() -> None:
    """Each has a link of its own to its row."""
    words = "GB/T 2828.1～2828.2"
    text = BlockText(text=words)
    lines = [
        line_of(words, words, 1),
        line_of(words, words, 2, answer=answer_of(Outcome.WITHDRAWN)),
    ]
    page = page_of(text, lines, lines, number=1, whole=True)
    drawn = painted(page.items[0].pieces[0])
    assert drawn.count("cited-withdrawn") == 1
    assert 'href="#l-1"' in drawn
    assert 'id="c-2" href="#l-2"' in drawn


def test_excerpts_show_what_stands_around_and_count_what_they_leave_out() -> None:
    """Paragraphs without such a citation are counted, long ones cut with dots."""
    parts = ["无关" * 10, "甲" * 500 + "GB 1-2020" + "乙" * 500, "无关", "无关"]
    text = "\n".join(parts)
    blocks, start = [], 0
    for part in parts:
        blocks.append(TextBlock(start=start, end=start + len(part)))
        start += len(part) + 1
    line = line_of(text, "GB 1-2020")
    page = page_of(
        BlockText(text=text, blocks=tuple(blocks)), [line], [line], number=1, whole=False
    )
    [item] = page.items
    assert (item.left_out, page.left_out_behind) == (1, 2)
    assert painted(item.pieces[0]).startswith("… 甲")
    assert len(item.pieces[0].text) == 120 + len("GB 1-2020") + 120


@pytest.mark.parametrize("number", [1, 2, 10_000])
def test_a_page_behind_the_last_is_the_last(number: int) -> None:
    """An address kept from a longer list opens."""
    text = BlockText(text="没有引用")
    page = page_of(text, [], [], number=number, whole=True)
    assert (page.number, page.last, page.lines) == (1, 1, ())


def test_cells_of_a_column_stand_under_each_other() -> None:
    """A row with an empty cell keeps its columns; a cell of two paragraphs is one cell."""
    cells = ((1, 1, "甲"), (1, 3, "乙"), (2, 1, "丙"), (2, 3, "丁"), (2, 3, "戊"), (3, 3, "己"))
    blocks, text = [], ""
    for row, column, words in cells:
        start = len(text)
        blocks.append(
            TextBlock(
                start=start, end=start + 1, kind=BlockKind.CELL, table=1, row=row, column=column
            )
        )
        text += words + "\n"
    page = page_of(BlockText(text=text, blocks=tuple(blocks)), [], [], number=1, whole=True)
    drawn = [[cell.text for cell in row] for row in page.items[0].rows]
    assert drawn == [["甲", "乙"], ["丙", "丁戊"], ["", "己"]]


def test_a_sparse_table_does_not_fill_the_page_with_empty_cells() -> None:
    """A diagonal of a thousand cells stays a thousand cells."""
    blocks = tuple(
        TextBlock(start=2 * n, end=2 * n + 1, kind=BlockKind.CELL, table=1, row=n + 1, column=n + 1)
        for n in range(1000)
    )
    page = page_of(BlockText(text="x\n" * 1000, blocks=blocks), [], [], number=1, whole=True)
    assert sum(len(row) for item in page.items for row in item.rows) == 1000
