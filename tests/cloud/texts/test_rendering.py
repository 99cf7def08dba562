"""HTML of clauses: made by us, nothing of a source's markup in it."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from biaozhun.cloud.texts.rendering import Renderer
from biaozhun.cloud.texts.wording import LEVELS
from biaozhun.core.disclosure import smart_levels
from biaozhun.core.structure import (
    Aside,
    Block,
    Cell,
    Code,
    Definition,
    Definitions,
    Figure,
    Formula,
    Item,
    Items,
    Para,
    Span,
    Table,
    plain,
)

OURS = {"p", "strong", "em", "sub", "sup", "code", "i", "br", "a", "ul", "li", "span", "div", "dl"}
OURS |= {"dt", "dd", "figure", "figcaption", "table", "caption", "tbody", "tr", "td", "th", "pre"}
OURS |= {"mark"}
ATTRIBUTES = {"class", "href", "id", "tabindex", "role", "aria-label", "colspan", "rowspan"}


class Tags(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag with its attributes."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value or "" for name, value in attrs if name == "href"}


TEXTS = st.text(max_size=20) | st.sampled_from(
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "&amp;", "javascript:x"]
)
MARKS = st.sampled_from(["", "strong", "em", "sub", "sup", "code", "formula"])
SPANS = st.lists(st.builds(Span, TEXTS, MARKS, TEXTS), max_size=3).map(tuple)
CELLS = st.builds(Cell, SPANS, columns=st.integers(1, 9), rows=st.integers(1, 9))


def _deeper(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, max_size=2).map(tuple)
    items = st.lists(st.builds(Item, TEXTS, blocks), max_size=2).map(tuple)
    entries = st.lists(st.builds(Definition, SPANS, blocks), max_size=2).map(tuple)
    rows = st.lists(st.lists(CELLS, max_size=2).map(tuple), max_size=2).map(tuple)
    kinds = st.sampled_from(["note", "example", "footnote", "warning", "source"])
    return st.one_of(
        st.builds(Items, items),
        st.builds(Definitions, entries),
        st.builds(Table, rows, TEXTS, TEXTS, blocks),
        st.builds(Figure, TEXTS, TEXTS, TEXTS, blocks),
        st.builds(Aside, kinds, blocks, TEXTS),
    )


LEAVES = st.one_of(st.builds(Para, SPANS), st.builds(Formula, TEXTS, TEXTS), st.builds(Code, TEXTS))
BLOCKS = st.lists(st.recursive(LEAVES, _deeper, max_leaves=8), max_size=4).map(tuple)


@given(BLOCKS, st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=2))
def test_only_our_tags_come_out(blocks: tuple[Block, ...], marks: list[tuple[int, int]]) -> None:
    """Whatever a text says: no tag, no attribute and no link but those the renderer writes."""
    places = sorted((start, start + length) for start, length in marks)[:1]
    seen = Tags()
    seen.feed(str(Renderer(lambda _: places).blocks(blocks)))
    assert seen.tags <= OURS
    assert seen.attributes <= ATTRIBUTES
    assert all(link.startswith("#") for link in seen.links)


def test_a_place_to_mark_may_reach_across_hands() -> None:
    """A word half of which is bold is marked in both halves."""
    spans = (Span("风"), Span("荷载", "strong"), Span("值"))
    html = Renderer(lambda text: [(0, 3)] if text == "风荷载值" else []).blocks((Para(spans),))
    assert str(html) == "<p><mark>风</mark><strong><mark>荷载</mark></strong>值</p>"


def test_an_anchor_of_a_table_stands_once_and_not_beside() -> None:
    """The second table with the same number has none, and the text beside has none at all."""
    table = Table(((Cell(plain("x")),),), number="1", title="限值")
    html = str(Renderer().blocks((table, table)))
    assert (html.count('id="table-1"'), html.count("表 1 限值")) == (1, 4)
    assert 'id="' not in str(Renderer(anchors=False).blocks((table,)))


def test_the_words_of_the_levels_are_those_of_their_table() -> None:
    """They stand in the code only to be translated."""
    rows = [word for level in smart_levels() for word in (level.name_zh, level.shows_zh)]
    assert [str(word) for word in LEVELS] == rows


def test_numbers_in_running_words_lead_to_their_standards() -> None:
    """A number leads to its page, marked or not; in a heading or inside a link it leads nowhere."""
    words = "应符合 GB/T 700-2006 的规定"
    marker = lambda text: [(text.index("700"), text.index("规定"))] if "700" in text else []  # noqa: E731  -- as short as it can be
    drawn = Renderer(marker).blocks((Para(plain(words)),))
    assert drawn == (
        '<p>应符合 <a href="/standards/GB/T-700-2006">GB/T <mark>700-2006</mark></a>'
        "<mark> 的</mark>规定</p>"
    )
    assert Renderer().blocks((Para((Span(words, "", "5.2"),)),)) == (
        f'<p><a href="#5.2">{words}</a></p>'
    )
    assert Renderer().text(words) == words
