"""Looking around without a word to search: values with counts, and classifications as trees."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from hypothesis import HealthCheck, example, given
from hypothesis import settings as bounds
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.browse import trees, values
from biaozhun.cloud.catalogue.queries.browse.trees import Scheme
from biaozhun.cloud.catalogue.queries.browse.values import Value
from tests.cloud.catalogue.browse.conftest import DAY, Read
from tests.factories.catalogue import edition_of

pytestmark = pytest.mark.django_db


def _counted(scheme: Scheme, code: str) -> dict[str, tuple[int, int]]:
    found = trees.branch(scheme, code, DAY)
    assert found is not None
    nodes = [*found.children, *found.outside]
    return {node.code: (node.total, node.in_force) for node in nodes if node.total}


@pytest.mark.usefixtures("shelf")
def test_every_value_is_counted_with_those_in_force() -> None:
    """All editions of a level and those that hold on the day, the most frequent first."""
    assert values.values("level", DAY) == [
        Value(code="national", total=5, in_force=3),
        Value(code="local", total=2, in_force=1),
        Value(code="international", total=1, in_force=1),
    ]
    assert values.values("status", DAY) == [
        Value(code="in_force", total=5, in_force=5),
        Value(code="not_yet_published", total=1, in_force=0),
        Value(code="replaced", total=1, in_force=0),
        Value(code="upcoming", total=1, in_force=0),
    ]


@pytest.mark.usefixtures("shelf")
def test_a_tree_counts_every_edition_once_at_every_level() -> None:
    """A field counts what stands at or below its groups; an edition with two codes under both."""
    assert _counted(Scheme.ICS, "") == {"13": (4, 3), "35": (1, 1), "67": (1, 0)}
    assert _counted(Scheme.ICS, "13") == {"13.020": (3, 2), "13.040": (1, 1)}
    assert _counted(Scheme.CCS, "A") == {"A12": (2, 1)}
    assert _counted(Scheme.INDUSTRY, "") == {"C": (1, 1)}
    assert _counted(Scheme.INDUSTRY, "13") == {"131": (1, 1)}
    assert _counted(Scheme.REGION, "") == {"44": (2, 1)}
    assert _counted(Scheme.REGION, "44") == {"4403": (1, 1)}


@pytest.mark.usefixtures("shelf")
def test_a_count_is_that_of_the_search_it_leads_to(client: Client) -> None:
    """The link beside a count leads to just as many hits."""
    page = client.get("/browse/ics/13").content.decode()
    assert 'href="/search?ics=13&amp;status=in_force&amp;status=partly_replaced"' in page
    found = client.get("/search?ics=13&status=in_force&status=partly_replaced")
    assert "<strong>3 项</strong>" in found.content.decode()


@pytest.mark.usefixtures("shelf")
def test_a_code_of_no_table_is_shown_as_what_sources_state(read: Read) -> None:
    """A well-formed code that only the data has stands apart and has a page that says so."""
    assert "另有 1 个代号见于来源而不在分类表里" in read("/browse/ics/35")
    assert "不在本馆所用的分类表里" in read("/browse/ics/35.999")


@pytest.mark.usefixtures("shelf")
def test_nonsense_is_told_what_a_code_looks_like(read: Read, client: Client) -> None:
    """No such code: its form, and the nearest one; another spelling leads to the code."""
    page = read("/browse/ics/13.999", 404)
    assert "分类表里没有“13.999”" in page
    assert '最接近的：<a href="/browse/ics/13">13 ' in page
    assert "“xyz”不像这种分类的代号。ICS 代号写作" in read("/browse/ics/xyz", 404)
    answer = client.get("/browse/ics/13-020")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/browse/ics/13.020")
    assert client.get("/browse/nonsense").status_code == 404
    assert client.get("/browse/nonsense/1").status_code == 404


@pytest.mark.usefixtures("shelf")
def test_a_node_shows_its_way_and_its_newest_editions(read: Read) -> None:
    """Breadcrumb, children in the reader's language, and the newest edition first."""
    page = read("/browse/ics/13.020.20")
    assert '<a href="/browse/ics/13.020">13.020' in page
    assert page.count('class="hit-head"') == 1
    assert "GB/T 1-2026" in page
    region = read("/browse/region/44")
    assert "广东省" in region
    assert "深圳市" in region
    assert 'href="/search?region=44&amp;region=4403"' in region
    assert region.index("DB44/T 4-2026") < region.index("DB4403/T 5-2020")


@pytest.mark.usefixtures("shelf")
def test_a_level_is_divided_by_code(read: Read) -> None:
    """The codes of a level and the editions under one, ISO/IEC apart from ISO."""
    page = read("/browse/level/international")
    assert 'href="/browse/level/international/ISO/IEC"' in page
    assert "ISO/IEC 6:2020" in read("/browse/level/international/ISO/IEC")
    assert "没有收录这个代号" in read("/browse/level/international/XYZ", 404)
    assert "没有这个层级" in read("/browse/level/nonsense", 404)


@pytest.mark.usefixtures("shelf")
def test_a_long_list_is_filtered_and_ordered(read: Read) -> None:
    """The filter takes any writing of the letters; years come newest first."""
    assert "JTC 1" in read("/browse/committee?q=ｊｔｃ")
    assert "TC 286" not in read("/browse/committee?q=ｊｔｃ")
    assert "没有找到" in read("/browse/committee?q=zzz")
    years = read("/browse/year")
    assert years.index(">2026<") < years.index(">2020<")
    assert "第 1 页" not in read("/browse/committee?page=99999999999")


def table_of(answer: HttpResponseBase) -> list[str]:
    """The lines of a table that is sent row by row."""
    assert isinstance(answer, StreamingHttpResponse)
    return b"".join(answer).decode("utf-8-sig").splitlines()


@pytest.mark.usefixtures("shelf")
def test_values_come_as_a_table_no_spreadsheet_runs(client: Client) -> None:
    """The table has code, name and both counts; a name that begins like a formula is guarded."""
    edition_of("GB/T 9-2020", published="2020-01-01", issuing_body="=1+1")
    build_anew()
    answer = client.get("/browse/issuer?format=csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert table_of(answer) == [
        "代码,名称,全部,现行",
        "'=1+1,'=1+1,1,0",
        "国家标准化管理委员会,国家标准化管理委员会,1,1",
    ]
    tree = client.get("/browse/ccs/A?format=csv")
    assert table_of(tree)[1] == "A12,,2,1"


@pytest.mark.usefixtures("shelf")
def test_the_first_page_leads_everywhere(read: Read) -> None:
    """Every way to look around stands on one page."""
    page = read("/browse")
    for name in ("level", "nature", "status", "ics", "ccs", "industry", "region", "issuer"):
        assert f'<a href="/browse/{name}">' in page
    assert '<a class="button" href="/browse/changes">' in page


@pytest.mark.usefixtures("db")
def test_an_empty_library_is_a_designed_page(read: Read) -> None:
    """Nothing held: the classifications are there with noughts, lists say that they are empty."""
    build_anew()
    assert "馆里还没有这样的标准" in read("/browse")
    assert "馆里还没有这样的标准" in read("/browse/issuer")
    assert "没有收录不等于不存在" in read("/browse/ics/13")


@pytest.mark.usefixtures("db")
def test_without_an_index_it_says_so(
    read: Read, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """There is nothing to count by before the index is built."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    for address in ("/browse", "/browse/ics/13", "/browse/changes", "/browse/level/national"):
        assert "还没有索引" in read(address)


@pytest.mark.parametrize("count", [1, 3])
def test_a_node_asks_as_much_of_the_database_for_many_editions(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    """The number of questions does not grow with what is held."""
    for serial in range(1, count + 1):
        edition_of(f"GB/T {serial}-2020", ics=["13.020"], published="2020-01-01")
    build_anew()
    with django_assert_num_queries(5):
        assert client.get("/browse/ics/13").status_code == 200


_TEXT = st.text(max_size=30) | st.sampled_from(["13", "A", "44", "C", "%00", "9" * 30, "-1", "../"])


def _addresses() -> Iterator[str]:
    yield from ("/browse/ics", "/browse/ics/13", "/browse/issuer", "/browse/level/national")
    yield from ("/browse/changes", "/browse/changes/replaced", "/browse")


@pytest.mark.usefixtures("shelf")
@bounds(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    address=st.sampled_from(list(_addresses())),
    query=st.dictionaries(
        st.sampled_from(
            ["q", "page", "order", "format", "week", "month", "ics", "level", "region"]
        ),
        _TEXT,
    ),
)
@example(address="/browse/changes", query={"week": "9999-W53", "ics": "\x00"})
@example(address="/browse/changes/upcoming", query={"month": "2199-12", "page": "9" * 40})
def test_no_query_string_breaks_a_page(client: Client, address: str, query: dict[str, str]) -> None:
    """Any parameters at all: a page, never a failure."""
    assert client.get(address, query).status_code == 200


@pytest.mark.usefixtures("shelf")
@bounds(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    scheme=st.sampled_from(["ics", "ccs", "industry", "region", "level", "x"]),
    code=st.text(min_size=1, max_size=60).filter(lambda text: text not in {".", ".."}),
)
def test_no_code_breaks_a_tree(client: Client, scheme: str, code: str) -> None:
    """Any text as a code: its page or a page that says there is none."""
    address = f"/browse/{scheme}/{quote(code, safe='')}"
    assert client.get(address).status_code in {200, 301, 404}


@pytest.mark.usefixtures("shelf")
def test_a_change_shows_in_the_tree_as_soon_as_the_index_has_it() -> None:
    """An edition that gets another code stands under it, and no longer under the one before."""
    assert _counted(Scheme.ICS, "13") == {"13.020": (3, 2), "13.040": (1, 1)}
    moved = Edition.objects.get(slug="GB/T-1-2026")
    moved.ics = ["13.060"]
    moved.save()
    build_anew()
    assert _counted(Scheme.ICS, "13") == {"13.020": (2, 1), "13.040": (1, 1), "13.060": (1, 1)}
