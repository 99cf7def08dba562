"""Traditional characters are derived from Simplified ones, and reviewed terms win."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.reference import table
from biaozhun.core.text import traditional


@pytest.mark.parametrize(
    ("simplified", "expected"),
    [
        ("查标准", "查標準"),
        ("头发与发布", "頭髮與發布"),
        ("干燥设备的干扰", "乾燥設備的干擾"),
        ("面粉、里程、后面", "麵粉、里程、後面"),
        ("电子表格里没有采用", "電子表格裡沒有採用"),
        ("缩小范围", "縮小範圍"),
        ("为准", "為準"),
        ("GB/T 1.1-2020 ①", "GB/T 1.1-2020 ①"),
        ("", ""),
    ],
)
def test_words_are_written_by_their_context(simplified: str, expected: str) -> None:
    """One Simplified character is two Traditional ones; the phrase around it decides."""
    assert traditional(simplified) == expected


def test_every_reviewed_term_is_written_as_it_was_reviewed() -> None:
    """Alone, and behind a character that a phrase of the dictionary would begin with."""
    terms = {row["simplified"]: row["traditional"] for row in table("traditional_terms")}
    written = {term: traditional(f"有{term}") for term in terms}
    assert written == {term: f"有{reviewed}" for term, reviewed in terms.items()}


@given(st.text(max_size=200))
def test_any_text_is_derived(text: str) -> None:
    """Nothing is lost at either end, whatever stands there; what is not Chinese stays."""
    assert len(traditional(f"a{text}z")) >= 2
    assert traditional(f"a {text.encode('ascii', 'ignore').decode()} z").isascii()
