"""Contract: order, pages and fields with codes and dates."""

from datetime import date
from typing import Any

import pytest

from biaozhun.cloud.search.port import MAX_DEPTH, Request
from biaozhun.cloud.search.query_parser import parse


@pytest.fixture
def library(filled: Any, edition: Any) -> Any:
    """Forty-five editions of one standard, two without a day of publication."""
    return filled(
        *[
            edition(
                place,
                f"GB/T {100 + place}-2020",
                "水泥",
                ccs=("A", "A12"),
                **({} if place < 2 else {"published": date(1980 + place, 1, 1)}),
            )
            for place in range(45)
        ]
    )


@pytest.mark.usefixtures("library")
def test_newest_first(ask: Any) -> Any:
    """By date the newest publication comes first and editions without one come last."""
    ids = [hit.id for hit in ask("水泥", sort="date", size=100).hits]
    assert ids[:43] == [str(place) for place in range(44, 1, -1)]
    assert sorted(ids[43:]) == ["0", "1"]


@pytest.mark.usefixtures("library")
def test_by_number(ask: Any) -> Any:
    """By number the order is the one of the sort keys."""
    ids = [hit.id for hit in ask("", sort="number", size=100).hits]
    assert ids == [str(place) for place in range(45)]


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("sort", ["relevance", "date", "number"])
def test_pages_neither_repeat_nor_lose(ask: Any, sort: Any) -> Any:
    """Three pages together are all hits, each once; the fourth is empty."""
    pages = [ask("水泥", sort=sort, page=page).hits for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [20, 20, 5, 0]
    assert len({hit.id for page in pages for hit in page}) == 45


@pytest.mark.usefixtures("library")
def test_depth_is_capped_and_says_so(ask: Any) -> Any:
    """Behind the depth there are no hits, the total stays exact and the page is marked."""
    result = ask("水泥", page=MAX_DEPTH // 20 + 1)
    assert (result.total, result.hits, result.capped, result.pages) == (45, (), True, 3)
    assert ask("水泥", page=MAX_DEPTH // 20).capped is False


@pytest.mark.parametrize(
    "wrong", [{"page": 0}, {"size": 0}, {"size": MAX_DEPTH + 1}, {"facet_size": 0}]
)
def test_pages_out_of_range_are_refused(wrong: Any) -> None:
    """A request that cannot be meant is refused when it is made."""
    with pytest.raises(ValueError, match="out of range"):
        Request(query=parse(""), on=date(2026, 1, 1), **wrong)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("发布:2000..2009", 10),
        ("发布:2000-01-01", 1),
        ("发布:2000-01-02..2001-01-01", 1),
        ("published:>=2020", 5),
        ("published:<1983", 1),
        ("年份:2009", 1),
        ("发布:2009..2000", 10),
        ("发布:..9999", 43),
        ("published:>9999-12-31", 0),
        ("-发布:..9999", 2),
        ("CCS:A12", 45),
        ("ccs:a", 45),
        ("CCS:B", 0),
        ("CCS:B,A12", 45),
    ],
)
def test_fields(ask: Any, query: Any, total: Any) -> Any:
    """Dates and codes in a query narrow it, both ends of a period included."""
    assert ask(query).total == total


def test_what_a_line_shows(filled: Any, edition: Any, ask: Any) -> None:
    """A hit carries what a line needs, the English title where there is no Chinese one."""
    filled(
        edition(1, "GB/T 1.1-2020", "标准化工作导则", slug="GB/T-1.1-2020"),
        edition(2, "ISO 9001:2015", title_en="Quality management", invented=True),
    )
    shown = {hit.id: (hit.slug, hit.number, hit.title, hit.invented) for hit in ask("").hits}
    assert shown == {
        "1": ("GB/T-1.1-2020", "GB/T 1.1-2020", "标准化工作导则", False),
        "2": ("~2", "ISO 9001:2015", "Quality management", True),
    }
