"""The overlap search for a proposal: what it finds, how it names it, and its page and report."""

import datetime as dt
import io
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django.fixtures import DjangoAssertNumQueries

from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.validity.queries.novelty import (
    MOST_HITS,
    Group,
    Overlaps,
    Proposal,
    likeness,
    overlaps,
    pieces,
)
from biaozhun.cloud.validity.wording.novelty import GROUP, LEVEL
from biaozhun.documents.reports.novelty import OverlapLevel
from tests.factories.catalogue import edition_of

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 11, 22)
TITLE = "食品接触用竹制品"
PAGE = "/check/novelty"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index lies in a folder of the test."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)


@pytest.fixture
def shelf() -> None:
    """Standards of several levels, some about food contact, one about something else."""
    dated = {"published": "2020-01-01", "in_force": "2020-06-01"}
    edition_of("GB/T 1-2020", title_zh="食品接触用竹木制品", ics=["67", "67.250"], **dated)
    edition_of("GB/T 2-2020", title_zh="食品接触用竹制品", withdrawn="2025-01-01", **dated)
    edition_of("DB44/T 3-2020", title_zh="食品接触用竹制品通用技术要求", **dated)
    edition_of("DB33/T 4-2020", title_zh="竹筷加工技术规程", ics=["67"], **dated)
    edition_of("JB/T 5-2020", title_zh="数控机床", **dated)
    build_anew()


def asked(title: str = TITLE, *, ics: str = "", region: str = "", words: str = "") -> Overlaps:
    """What overlaps on the day of the tests."""
    return overlaps(
        Proposal(title=title, keywords=tuple(words.split()), ics=ics, region=region, on=ON)
    )


def named(found: Overlaps) -> list[str]:
    """The numbers found, in their order."""
    return [hit.row.edition.number for hit in found.hits]


@pytest.mark.usefixtures("shelf")
def test_the_furthest_overlaps_come_first_and_others_stay_away() -> None:
    """Equal, part of it, part of it; what has nothing in common is not named."""
    found = asked(words="竹筷")
    assert [(hit.row.edition.number, str(hit.likeness.level)) for hit in found.hits] == [
        ("GB/T 2-2020", "same"),
        ("GB/T 1-2020", "overlapping"),
        ("DB44/T 3-2020", "overlapping"),
        ("DB33/T 4-2020", "related"),
    ]
    assert [str(hit.row.standing.status) for hit in found.hits][:2] == ["withdrawn", "in_force"]
    assert found.hits[3].keywords == ("竹筷",)


@pytest.mark.usefixtures("shelf")
def test_a_region_sets_its_own_local_standards_apart() -> None:
    """Those of the province, those of others; without a province they are one group."""
    groups = {hit.row.edition.number: hit.group for hit in asked(region="44", words="竹筷").hits}
    assert groups["DB44/T 3-2020"] is Group.LOCAL_HERE
    assert groups["DB33/T 4-2020"] is Group.LOCAL_ELSEWHERE
    assert {hit.group for hit in asked(words="竹筷").hits} == {Group.NATIONAL, Group.LOCAL}


@pytest.mark.usefixtures("shelf")
def test_a_class_narrows_the_keywords_and_never_the_title() -> None:
    """The title's hits stay whatever their class; a keyword's hits of other classes go."""
    assert "DB33/T 4-2020" in named(asked(ics="67", words="竹筷"))
    assert "DB33/T 4-2020" not in named(asked(ics="25", words="竹筷"))
    assert "GB/T 2-2020" in named(asked(ics="25"))
    assert {hit.row.edition.number for hit in asked(ics="67").hits if hit.same_ics} == {
        "GB/T 1-2020"
    }


@pytest.mark.parametrize("title", ["，", "-食品", "、；"])
@pytest.mark.usefixtures("shelf")
def test_a_title_that_asks_for_nothing_finds_nothing(title: str) -> None:
    """It is not taken for a question after everything."""
    assert [hit for hit in asked(title).hits if hit.by_title] == []


@pytest.mark.parametrize(
    ("ours", "theirs", "level"),
    [
        ("食品接触用竹制品", "食品接觸用竹製品", OverlapLevel.SAME),
        ("食品", "食品安全管理体系 要求", OverlapLevel.RELATED),
        ("食品安全管理", "食品安全管理体系 食品链中各类组织的要求", OverlapLevel.OVERLAPPING),
        ("Steel wire ropes", "STEEL WIRE ROPES", OverlapLevel.SAME),
        ("钢丝绳", "", OverlapLevel.RELATED),
        ("。", "。", OverlapLevel.RELATED),
    ],
)
def test_titles_are_weighed_by_what_they_have_in_common(
    ours: str, theirs: str, level: OverlapLevel
) -> None:
    """In either writing; a short word within a long title is no overlap of its own."""
    assert likeness(ours, theirs).level is level


def test_common_words_are_named_whole() -> None:
    """Neighbouring pairs are joined to the words they come from, the longest first."""
    found = likeness("食品接触用竹制品", "食品接触用竹木制品")
    assert (found.shared, round(found.share, 3)) == (("食品接触用竹", "制品"), 0.667)
    assert likeness("食品链、食品", "食品鏈").shared == ("食品链",)


def test_a_title_is_asked_for_in_pieces() -> None:
    """Neighbours together, then each; a title as short as a piece is asked for once."""
    assert pieces("食品接触用竹制品") == ["食品接触 用竹制品", "食品接触", "用竹制品"]
    assert pieces("竹制品") == []
    assert len(pieces("标" * 300)) <= 15


def test_very_many_are_bounded_and_counted(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """A hundred at most are listed, and one or many ask the same number of questions."""
    edition_of("GB/T 1-2020", title_zh=TITLE)
    build_anew()
    client.get(PAGE, {"title": TITLE})
    with CaptureQueriesContext(connection) as first:
        assert "找到 1 项" in client.get(PAGE, {"title": TITLE}).content.decode()
    questions = len(first)  # before the next request forgets them
    for serial in range(2, 140):
        edition_of(f"GB/T {serial}-2020", title_zh=f"{TITLE} 第{serial}部分")
    build_anew()
    client.get(PAGE, {"title": TITLE})
    with django_assert_num_queries(questions):
        text = client.get(PAGE, {"title": TITLE, "keywords": "竹制品"}).content.decode()
    assert f"找到 {MOST_HITS} 项" in text


@pytest.mark.usefixtures("shelf")
def test_the_page_says_why_and_leaves_the_conclusion_to_people(client: Client) -> None:
    """Linked number, status, share, common words, and what a search cannot tell."""
    text = client.get(PAGE, {"title": TITLE, "keywords": "竹筷、筷子"}).content.decode()
    for words in ("/standards/GB/T-1-2020", "名称相似 67%", "食品接触用竹", "关键词："):
        assert words in text
    assert "由人看过标准文本再下结论" in text
    assert "数控机床" not in text


@pytest.mark.usefixtures("shelf")
def test_the_report_says_the_same_with_who_searched(client: Client) -> None:
    """A Word file with the hits, the client and the searcher."""
    told = {"title": TITLE, "client": "某单位", "searcher": "李四", "format": "docx"}
    answer = client.get(PAGE, told)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    letter = Document(io.BytesIO(answer.content))
    cells = [cell.text for one in letter.tables for row in one.rows for cell in row.cells]
    assert {"某单位", "名称相同或几乎相同"} < set(cells)
    assert any("李四" in cell for cell in cells)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"keywords": "竹"}, "没有检索"),
        ({"title": "竹" * 301}, "没有检索"),
        ({"title": "竹", "keywords": "甲 乙 丙 丁 戊 己 庚 辛 壬"}, "最多 8 个"),
        ({"title": "竹", "ics": "食品"}, "67.250"),
        ({"title": "竹", "region": "99"}, "没有检索"),
    ],
)
def test_what_cannot_be_searched_for_is_told_at_its_field(
    client: Client, told: dict[str, str], words: str
) -> None:
    """The form comes back with what was written."""
    answer = client.get(PAGE, told)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_without_an_index_the_page_says_so(client: Client) -> None:
    """The house's page for a library that has no index yet."""
    assert "还没有索引" in client.get(PAGE, {"title": TITLE}).content.decode()


@pytest.mark.usefixtures("shelf")
def test_nothing_found_says_what_to_try(client: Client) -> None:
    """And still what was searched and what is not held."""
    text = client.get(PAGE, {"title": "珠宝玉石"}).content.decode()
    assert "没有找到相近的标准" in text


def test_the_pages_lead_to_each_other_and_crawlers_are_told(client: Client) -> None:
    """From the check to the search and back; the sitemap lists it."""
    assert f'href="{PAGE}"' in client.get("/check").content.decode()
    assert 'href="/check"' in client.get(PAGE).content.decode()
    assert PAGE in client.get("/sitemaps/pages/0.xml").getvalue().decode()


@hypothesis_settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.dictionaries(
        st.sampled_from(["title", "keywords", "ics", "region", "on", "client", "format"]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
        | st.sampled_from(["\x00", "-竹", "docx", "0001-01-01", "9" * 400, "ICS:67", "竹"]),
    )
)
@pytest.mark.usefixtures("shelf")
def test_no_address_breaks_the_page(client: Client, told: dict[str, str]) -> None:
    """Whatever stands in the query string, an answer comes."""
    assert client.get(PAGE, told).status_code in (200, 422)


def test_every_level_and_group_has_words() -> None:
    """One word for each code, none left over."""
    assert set(LEVEL) == {str(level) for level in OverlapLevel}
    assert set(GROUP) == {str(group) for group in Group}
