"""The cut of text into edge bigrams."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.cloud.search import analysis
from biaozhun.cloud.search.analysis import Phrase, Placed
from biaozhun.core.text import fold


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("硬度第1部分", ["硬度", "度第", "第", "1", "部分", "分"]),
        ("ph值", ["ph", "值"]),
        ("钢", ["钢"]),
        ("gb/t 1.1", ["gb", "t", "1", "1"]),
        ("安全,卫生", ["安全", "全", "卫生", "生"]),
        ("𠮷野 の", ["𠮷野", "野", "の"]),
        ("naïve_x", ["naïve", "x"]),
        ("——!?", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    """One token for each Chinese character, one for each run of anything else."""
    assert analysis.tokens(text) == tokens


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("第1部分", Phrase(("第", "1", "部分"), open_end=False)),
        ("标准", Phrase(("标准",), open_end=False)),
        ("钢", Phrase(("钢",), open_end=True)),
        ("ph值", Phrase(("ph", "值"), open_end=True)),
        ("5g", Phrase(("5g",), open_end=False)),
        ("!", None),
    ],
)
def test_phrases(text: str, phrase: Phrase | None) -> None:
    """A query leaves open what may follow its last character."""
    assert analysis.phrase(text) == phrase


@given(st.text())
def test_a_token_for_each_unit(text: str) -> None:
    """Tokens and units run side by side, so a position in the index is one in the text."""
    folded = fold(text)
    units = list(analysis.units(folded))
    tokens = analysis.tokens(folded)
    assert len(units) == len(tokens)
    assert all(token.startswith(unit[0]) for token, unit in zip(tokens, units, strict=True))
    assert all(" " not in token and token for token in tokens)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("安全，卫生", "安全 全 \x1f 卫生 生"),
        ("第1部分", "第 1 部分 分"),
        ("A B 钢 C", "a b 钢 c"),
        ("钢 铁", "钢 \x1f 铁"),
        ("，！", ""),
    ],
)
def test_cut(text: str, tokens: str) -> None:
    """A position stays empty between Chinese runs, and only there."""
    assert analysis.cut(text) == tokens


@pytest.mark.parametrize(
    ("text", "tokens", "open_end"),
    [
        ("技术要求", ((0, "技术"), (2, "要求")), False),
        ("不适用", ((0, "不适"), (1, "适用")), False),
        ("钢", ((0, "钢"),), True),
        ("安全，卫生", ((0, "安全"), (1, "全"), (3, "卫生")), False),
        ("硬度第1部分", ((0, "硬度"), (2, "第"), (3, "1"), (4, "部分")), False),
        ("ph值", ((0, "ph"), (1, "值")), True),
        ("5g", ((0, "5g"),), False),
    ],
)
def test_placed(text: str, tokens: tuple[tuple[int, str], ...], *, open_end: bool) -> None:
    """Every other pair decides a run; the end of one that is followed by another is asked for."""
    assert analysis.placed(text) == Placed(tokens, open_end=open_end)
    assert analysis.placed("!") is None


@given(st.text("标准化钢a1 ，"), st.text("标准化钢a1 ，", min_size=1))
def test_what_stands_in_a_text_is_placed_in_its_cut(before: str, wanted: str) -> None:
    """The tokens of a piece are found at their positions behind anything that ends a run."""
    whole = analysis.cut(f"{before}，{wanted}").split(" ")
    placed = analysis.placed(wanted)
    if placed is None:
        return
    assert any(
        all(
            start + place < len(whole)
            and (
                whole[start + place].startswith(token)
                if (place, token) == placed.tokens[-1]
                else whole[start + place] == token
            )
            for place, token in placed.tokens
        )
        for start in range(len(whole))
    )


def test_titles_stay_apart() -> None:
    """Two texts in one field are parted by a token nobody can type."""
    cut = analysis.cut("标准"), analysis.cut(""), analysis.cut("Quality")
    assert analysis.joined(*cut) == f"标准 准 {analysis.BARRIER} quality"
    assert analysis.tokens(analysis.BARRIER) == []


@pytest.mark.parametrize(
    ("text", "openings"),
    [
        ("《標準化》工作导则 第1部分", "标 标准 标准化 标准化工 标准化工作 标准化工作导"),
        ("pH 值", "p ph ph值"),
        ("钢", "钢"),
        ("", ""),
    ],
)
def test_openings(text: str, openings: str) -> None:
    """The beginnings of a text by which a query that starts like it is recognised."""
    assert analysis.openings(text) == openings
    assert len(openings) < 2 or openings.endswith(f" {analysis.opening(fold(text))}")
