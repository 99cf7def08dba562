"""Contract: facets are counted over all hits, and status on the day of the question."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biaozhun.cloud.search.port import FACETS, TREES, FacetCount, Request
from biaozhun.cloud.search.query_parser import parse
from biaozhun.core.succession import Status, Timeline, day_bounds, status_on

WHOLE_LIFE = {
    "published": date(2019, 1, 1),
    "start": date(2019, 7, 1),
    "suspended_from": date(2020, 1, 1),
    "suspended_to": date(2020, 6, 1),
    "partly_from": date(2021, 1, 1),
    "end": date(2022, 1, 1),
    "end_kind": Status.REPLACED,
}


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2018, 12, 31), "not_yet_published"),
        (date(2019, 1, 1), "upcoming"),
        (date(2019, 6, 30), "upcoming"),
        (date(2019, 7, 1), "in_force"),
        (date(2020, 1, 1), "suspended"),
        (date(2020, 5, 31), "suspended"),
        (date(2020, 6, 1), "in_force"),
        (date(2021, 1, 1), "partly_replaced"),
        (date(2021, 12, 31), "partly_replaced"),
        (date(2022, 1, 1), "replaced"),
        (date(9999, 12, 31), "replaced"),
    ],
)
def test_status_moves_with_the_day(
    filled: Any, edition: Any, ask: Any, found: Any, on: Any, status: Any
) -> None:
    """The index stays and the day moves: count, filter and query word follow."""
    filled(edition(1, **WHOLE_LIFE))
    assert ask("", on=on).facets["status"] == (FacetCount(status, 1),)
    assert found("", on=on, filters={"status": [status]}) == ["1"]
    assert found(f"状态:{status}", on=on) == ["1"]
    others = [str(other) for other in Status if other != status]
    assert found("", on=on, filters={"status": others}) == []


_days = st.dates(min_value=date(2020, 1, 1), max_value=date(2020, 1, 12))
_timelines = st.builds(
    Timeline,
    published=st.none() | _days,
    start=st.none() | _days,
    start_doubt_from=st.none() | _days | st.just(date.min),
    end=st.none() | _days,
    end_kind=st.sampled_from([Status.REPLACED, Status.WITHDRAWN, Status.RENUMBERED]),
    end_doubt_from=st.none() | _days,
    partly_from=st.none() | _days,
    suspended_from=st.none() | _days,
    suspended_to=st.none() | _days,
    draft=st.booleans(),
).filter(lambda line: not (line.draft and line.published))  # a published text is no draft


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(timelines=st.lists(_timelines, min_size=1, max_size=8), step=st.integers(0, 15))
def test_status_counts_equal_the_core(index: Any, edition: Any, timelines: Any, step: Any) -> Any:
    """Whatever the days of the editions, counts and filters agree with ``core.succession``."""
    on = date(2019, 12, 30) + timedelta(days=step)
    index.close()
    index.begin()
    index.update(edition(place, days=day_bounds(line)) for place, line in enumerate(timelines))
    index.commit()
    expected = Counter(str(status_on(line, on)[0]) for line in timelines)
    counted = index.search(Request(query=parse(""), on=on)).facets["status"]
    assert {count.value: count.count for count in counted} == expected
    for status, count in expected.items():
        request = Request(query=parse(""), on=on, filters={"status": [status]})
        assert index.search(request).total == count
    index.close()


@pytest.fixture
def library(filled: Any, edition: Any) -> Any:
    """Twelve editions in every facet."""
    return filled(
        *[
            edition(
                place,
                title="水泥" if place % 2 else "钢筋",
                level=("national", "sector", "local")[place % 3],
                nature="mandatory" if place < 4 else "",
                ics=("91", "91.100", "91.100.10") if place < 8 else ("77", "77.140"),
                ccs=("Q", f"Q1{place % 2}"),
                industry=("C", "C30"),
                issuer=f"单位{place % 4}",
                jurisdiction="全国水泥标准化技术委员会",
                region="44" if place % 3 == 2 else "",
                published=date(2010 + place, 1, 1),
                start=date(2010 + place, 7, 1),
            )
            for place in range(12)
        ]
    )


@pytest.mark.usefixtures("library")
def test_facets_count_all_hits(ask: Any) -> Any:
    """Counts are over all hits and not over the page shown."""
    result = ask("水泥", size=1, facet_size=3)
    assert (len(result.hits), result.total) == (1, 6)
    assert {name: list(result.facets[name]) for name in FACETS} == {
        "level": [FacetCount("local", 2), FacetCount("national", 2), FacetCount("sector", 2)],
        "nature": [FacetCount("mandatory", 2)],
        "status": [FacetCount("in_force", 6)],
        "ics": [FacetCount("91", 4), FacetCount("77", 2)],
        "ccs": [FacetCount("Q", 6)],
        "industry": [FacetCount("C", 6), FacetCount("C30", 6)],
        "issuer": [FacetCount("单位1", 3), FacetCount("单位3", 3)],
        "jurisdiction": [FacetCount("全国水泥标准化技术委员会", 6)],
        "region": [FacetCount("44", 2)],
        "published_year": [FacetCount(str(year), 1) for year in (2011, 2013, 2015)],
        "in_force_year": [FacetCount(str(year), 1) for year in (2011, 2013, 2015)],
    }


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"level": ["national"]}, ["0", "3", "6", "9"]),
        ({"level": ["national", "local"], "nature": ["mandatory"]}, ["0", "2", "3"]),
        ({"ics": ["91.100.10"]}, ["0", "1", "2", "3", "4", "5", "6", "7"]),
        ({"ics": ["77.140", "91.100"], "ccs": ["Q11"]}, ["1", "3", "5", "7", "9", "11"]),
        ({"published_year": ["2010", "2011", "x", "٢٠١٢", "99999999999999999999"]}, ["0", "1"]),
        ({"in_force_year": ["2012"]}, ["2"]),
        ({"issuer": ["单位1"], "region": ["44"]}, ["5"]),
        ({"issuer": ["单位"]}, []),
        ({"level": []}, [str(place) for place in range(12)]),
        ({"status": ["nonsense"]}, []),
    ],
)
def test_filters(found: Any, filters: Any, ids: Any) -> Any:
    """OR inside a facet, AND between facets; a value nobody has finds nothing."""
    assert found("", filters=filters) == ids


@pytest.mark.usefixtures("library")
def test_a_filter_leaves_its_own_facet_open(ask: Any) -> Any:
    """With one level chosen the other levels can still be chosen; other facets are narrowed."""
    result = ask("", filters={"level": ["local"]})
    assert result.total == 4
    assert {count.value: count.count for count in result.facets["level"]} == {
        "national": 4,
        "sector": 4,
        "local": 4,
    }
    assert result.facets["region"] == (FacetCount("44", 4),)


def test_counts_are_exact_over_many_segments(index: Any, edition: Any, ask: Any) -> None:
    """Values that are rare in each of several commits are counted in full."""
    for commit in range(6):
        first = commit * 300
        index.update(
            edition(first + place, issuer=f"单位{place}" if place else "共同")
            for place in range(300)
        )
        index.commit()
    assert ask("", facet_size=2).facets["issuer"] == (
        FacetCount("共同", 6),
        FacetCount("单位1", 6),
    )


@pytest.mark.parametrize("commits", [1, 2])
def test_rare_values_beside_frequent_ones(index: Any, edition: Any, ask: Any, commits: int) -> None:
    """Of hundreds of values the first are exact, equal ones by value, whatever was handed up."""
    for commit in range(commits):
        shares = [place for place in range(400) for _ in range(1 + (place < 3) * (3 - place))]
        index.update(
            edition(commit * 1000 + row, issuer=f"单位{place:03}")
            for row, place in enumerate(shares)
        )
        index.commit()
    assert ask("", facet_size=5).facets["issuer"] == (
        FacetCount("单位000", 4 * commits),
        FacetCount("单位001", 3 * commits),
        FacetCount("单位002", 2 * commits),
        FacetCount("单位003", commits),
        FacetCount("单位004", commits),
    )
    assert len(ask("", facet_size=100).facets["issuer"]) == 100


@pytest.mark.usefixtures("library")
def test_facets_follow_the_index(index: Any, edition: Any, ask: Any) -> Any:
    """Counts that were kept are not given out for a changed index."""
    assert ask("水泥").facets["level"][0].count == 2
    index.update([edition(100, title="水泥", level="national")])
    index.commit()
    assert ask("水泥").facets["level"][0] == FacetCount("national", 3)


def test_an_unknown_facet_is_refused() -> None:
    """A name that is no facet is a mistake of the caller and says which names there are."""
    with pytest.raises(ValueError, match="no facet 'colour'"):
        Request(query=parse(""), on=date(2026, 1, 1), filters={"colour": ["red"]})


def test_codes_are_counted_at_every_level_for_trees(filled: Any, edition: Any, ask: Any) -> None:
    """Each edition once a code, those above of GB/T 4754 worked out; one that is none by itself."""
    filled(
        edition(1, ics=("13", "13.020"), ccs=("A", "A12"), industry=("1311", "1312", "C")),
        edition(2, ics=("13",), industry=("9999",)),
    )
    counted = ask("", facets=TREES).facets
    assert {(each.value, each.count) for each in counted["ics_code"]} == {("13", 2), ("13.020", 1)}
    assert {(each.value, each.count) for each in counted["ccs_code"]} == {("A", 1), ("A12", 1)}
    assert {each.value: each.count for each in counted["industry_code"]} == dict.fromkeys(
        ("C", "13", "131", "1311", "1312", "9999"), 1
    )


def test_a_tree_is_no_filter(ask: Any) -> None:
    """Filters of codes take any level under their own names."""
    with pytest.raises(ValueError, match="ics_code"):
        ask("", filters={"ics_code": ("13",)})
