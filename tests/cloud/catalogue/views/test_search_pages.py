"""The pages of search, by what a reader sees on them."""

from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from biaozhun.cloud.search.outbox import enqueue
from tests.cloud.catalogue.views.conftest import read
from tests.cloud.conftest import Library

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_search_marks_hits_and_counts_facets_as_links(client: Client, library: Library) -> None:
    """Hits with the words marked, filters as addresses with their counts."""
    library(2)
    page = read(client, "/search?q=食品安全")
    assert "<mark>食品安全</mark> 第1部分" in page
    assert "<strong>2 项</strong>" in page
    assert 'href="?q=%E9%A3%9F%E5%93%81%E5%AE%89%E5%85%A8&amp;level=national"' in page


def test_a_chosen_filter_narrows_and_can_be_let_go(client: Client, library: Library) -> None:
    """A filter in the address narrows the hits; its link lets it go again."""
    library(2)
    page = read(client, "/search?q=食品&status=replaced&page=1")
    assert "<strong>2 项</strong>" in page
    assert 'class="chosen"' in page
    assert 'href="?q=%E9%A3%9F%E5%93%81"' in page


def test_search_tells_the_status_of_the_day_asked(client: Client, library: Library) -> None:
    """The same filter finds other editions on another day."""
    library(1)
    assert "GB/T 1-2009" in read(client, "/search?q=食品&status=in_force&on=2015-01-01")
    later = read(client, "/search?q=食品&status=in_force").split('class="hits"')[1]
    assert "GB/T 1-2009" not in later


def test_a_number_in_the_query_is_a_card_and_few_hits_name_the_coverage(
    client: Client, library: Library
) -> None:
    """A number without a year puts the newest in force first and tells how much is held."""
    library(1)
    page = read(client, "/search?q=gbt1")
    card = page.split('<article class="card', 1)[1].split("</article>", 1)[0]
    assert "GB/T 1-2020" in card
    assert "<strong>现行</strong>。" in card
    assert "本馆收录 GB/T 2 项，其中现行 1 项，占公布总数" in page


def test_a_page_behind_the_last_says_so(client: Client, library: Library) -> None:
    """An address with too high a page is no error."""
    library(1)
    assert "这一页没有内容" in read(client, "/search?q=食品&page=9")


def test_suggestions_are_options(client: Client, library: Library) -> None:
    """What may be meant while typing, as options of the search box."""
    library(1)
    page = read(client, "/suggest?q=gbt1")
    assert '<option value="GB/T 1-2020"></option>' in page
    assert read(client, "/suggest?q=").strip() == ""


def test_a_page_says_how_far_the_index_lags(client: Client, library: Library) -> None:
    """While changes wait for the index, the page of hits says how many."""
    edition = library(1)[0]
    assert "正在写入索引" not in read(client, "/search?q=食品")
    enqueue([edition.pk])
    assert "另有 1 项改动正在写入索引" in read(client, "/search?q=食品")


@pytest.fixture
def held(library: Library) -> None:
    """One standard and the index."""
    library(1)


PARAMETERS = (
    *("q", "on", "sort", "page", "status", "level", "ics", "issuer", "region", "lang", "nothing"),
)


@pytest.mark.usefixtures("held")
@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(
        st.sampled_from(PARAMETERS),
        st.text() | st.text(alphabet='GB/T1.-:"“()*年号标准 \x00').map(str),
        max_size=4,
    )
)
def test_no_query_string_is_a_failure(client: Client, query: dict[str, str]) -> None:
    """Whatever stands in the address of a search, the answer is a page, a feed or a calendar."""
    encoded = {name: value.encode("utf-8", "surrogatepass") for name, value in query.items()}
    assert client.get("/search", encoded).status_code == 200
    assert client.get("/suggest", encoded).status_code == 200
    for form, answered in (("atom", 200), ("ics", 200), ("doc", 400)):
        assert client.get("/search", {**encoded, "format": form}).status_code == answered
    assert client.get("/calendar.ics", encoded).status_code == 200


def test_links_of_a_search_carry_only_what_a_search_reads(client: Client, library: Library) -> None:
    """A pasted document or a foreign parameter is not repeated in every filter of the page."""
    library(2)
    asked = "食品 " * 5000
    page = read(client, f"/search?q={quote(asked)}&level=national&utm_source={'x' * 2000}")
    filters = page.split('id="filters"', 1)[1].split('<footer class="foot">', 1)[0]
    assert "utm_source" not in filters
    assert len(filters) < 60 * 1000 * len(quote("食"))
    read_again = read(client, "/search?q=食品&level=national&sort=date&on=2026-11-20")
    assert 'href="?q=' in read_again
    assert "level=national" in read_again
    assert "on=2026-11-20" in read_again


def test_hits_found_by_pieces_are_announced(client: Client, library: Library) -> None:
    """A reader sees that the words do not stand as typed."""
    library(1)
    assert "以下按字词相近查得" in read(client, "/search?q=安全食品")


@pytest.mark.parametrize("address", ["/suggest", "/search", "/api/v1/search"])
@pytest.mark.parametrize("text", ["1" * 1000, "a" * 999 + "*", "GB/T " + "1" * 994 + "*"])
def test_a_long_text_is_answered(client: Client, library: Library, address: str, text: str) -> None:
    """What nobody types by hand is looked up and found nowhere, whichever way it is asked."""
    library(1)
    assert client.get(address, {"q": text}).status_code == 200


def test_digits_of_another_script_are_explained(client: Client, library: Library) -> None:
    """Where they find nothing the page says why, as the address of the number does."""
    library(1)
    page = read(client, "/search?q=GB/T ٢٣١٢-١٩٨٠")
    assert "这些数字不是 0 到 9" in page
    assert "2312-1980</span>" in page
