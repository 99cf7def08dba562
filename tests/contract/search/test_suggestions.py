"""Contract: what is offered while somebody types."""

import re
from datetime import date
from typing import Any

import pytest

from biaozhun.cloud.search.port import FACETS, MAX_BEGINNING, Request
from biaozhun.cloud.search.query import NumberPrefix, Query


@pytest.fixture
def offered(filled: Any, edition: Any) -> Any:
    """Offers from a small library, as texts."""
    index = filled(
        edition(1, "GB/T 19001-2016", "质量管理体系 要求"),
        edition(2, "GB/T 19000-2016", "质量管理体系 基础和术语"),
        edition(3, "GB 5009.1-2003", "食品卫生检验方法"),
        edition(4, "ISO 9001:2015", title_en="Quality management systems — Requirements"),
        edition(5, "T/ESTA 1-2020", "质量管理体系 要求"),
        *[edition(100 + place, f"GB/T {30000 + place}-2020", f"钢{place}") for place in range(30)],
    )

    def offer(text: str, limit: int = 10) -> list[str]:
        return [line.text for line in index.suggest(text, on=date(2026, 1, 1), limit=limit)]

    return offer


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("GB/T 1900", ["GB/T 19000-2016", "GB/T 19001-2016"]),
        ("gbt19001", ["GB/T 19001-2016"]),
        ("19001", ["GB/T 19001-2016"]),
        ("gb 5", ["GB 5009.1-2003"]),
        ("ISO", ["ISO 9001:2015"]),
        ("质量管", ["质量管理体系 要求", "质量管理体系 基础和术语"]),
        ("qual", ["Quality management systems — Requirements"]),
        ("quality man", ["Quality management systems — Requirements"]),
        ("食", ["食品卫生检验方法"]),
        ("test", []),
        ("", []),
        ("q", []),
        ("!!", []),
        ("\ud800", []),
    ],
)
def test_suggestions(offered: Any, typed: Any, lines: Any) -> None:
    """Numbers that begin so in their order, then titles, each once."""
    assert sorted(offered(typed)) == sorted(lines)


def test_no_more_than_asked_for(offered: Any) -> None:
    """The list stays short, numbers first and in order."""
    assert offered("GB/T 3000", limit=3) == [f"GB/T {30000 + place}-2020" for place in range(3)]
    assert len(offered("钢")) == 10


LETTER = re.compile(r"\w")
LONG = {
    "digits": "1" * 1000,
    "letters": "a" * 1000,
    "beginning": "a" * 999 + "*",
    "number": "GB/T " + "1" * 995,
    "number beginning": "GB/T " + "1" * 994 + "*",
    "parts": "GB 1" + ".1" * 497 + "*",
    "slashes": "a/" * 499 + "1*",
    "brackets": "(" * 1000,
    "backslashes": "\\" * 1000,
    "Chinese": "钢" * 1000,
    "mixed": "钢1" * 500,
    "words": "a " * 500,
    "beyond": "ö" * 1000,
    "pictures": "😀" * 1000,
    "ten thousand": "1" * 10_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_text_of_any_length_and_kind_is_answered(offered: Any, ask: Any, text: str) -> None:
    """A beginning longer than any number finds nothing; it is no failure of any engine."""
    assert offered(text) == []
    everything = 0 if LETTER.search(text) else 35  # signs alone ask for nothing in particular
    assert ask(text, facets=FACETS).total == everything


def test_a_long_beginning_finds_what_begins_so(filled: Any, edition: Any) -> None:
    """Up to the bound every character counts; beyond it nothing begins so."""
    serial = "1" * (MAX_BEGINNING + 1)
    index = filled(edition(1, keys=(f"GB{serial}",)))
    for length, total in ((MAX_BEGINNING, 1), (MAX_BEGINNING + 1, 0)):
        query = Query("", (NumberPrefix(f"GB{serial}"[:length]),))
        assert index.search(Request(query=query, on=date(2026, 1, 1))).total == total
