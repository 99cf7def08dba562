"""The table of addresses for crawlers."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.catalogue.exports import sitemaps
from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.catalogue.models import Announcement, SourceRecord
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.catalogue.queries.browse import codes, values
from biaozhun.cloud.catalogue.queries.browse.changes import Kind
from biaozhun.cloud.search.port import RebuildRequiredError
from tests.cloud.catalogue.views.conftest import questions, read
from tests.cloud.crawler import pages, told
from tests.factories.catalogue import edition_of, record_of, source_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

ONES = "/sitemaps/pages/0.xml"
BROWSE = "/sitemaps/browse/0.xml"
CHANGES = "/sitemaps/changes/0.xml"


def test_every_edition_and_standard_is_told_with_the_day_last_seen(client: Client) -> None:
    """The later of the days last seen and first recorded; invented records are left out."""
    seen = edition_of("GB/T 1-2020", first_recorded=dt.date(2026, 1, 1))
    record_of(seen, source_of("one"))
    SourceRecord.objects.update(last_seen=dt.date(2026, 8, 3))
    edition_of("GB/T 1-2009", first_recorded=dt.date(2026, 9, 1))
    edition_of("DB99/T 1-2020", invented=True)
    assert {"/sitemaps/editions/0.xml", "/sitemaps/standards/0.xml"} < set(pages(client))
    assert told(client, "/sitemaps/editions/0.xml") == [
        ("http://testserver/standards/GB/T-1-2020", "2026-08-03"),
        ("http://testserver/standards/GB/T-1-2009", "2026-09-01"),
    ]
    assert told(client, "/sitemaps/standards/0.xml") == [
        ("http://testserver/standards/GB/T-1", "2026-09-01")
    ]


def test_pages_hold_every_address_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the table is cut, each address stands on one page and none is lost."""
    monkeypatch.setattr(sitemaps, "MOST", 3)
    made = [edition_of(f"GB/T {serial}-2020").slug for serial in range(1, 8)]
    named = [page for page in pages(client) if "editions" in page]
    assert len(named) == 3
    found = [address for page in named for address, _ in told(client, page)]
    assert found == [f"http://testserver/standards/{slug}" for slug in made]


def test_a_full_page_with_nothing_behind_it_is_the_last(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No empty page at the end."""
    monkeypatch.setattr(sitemaps, "MOST", 2)
    for serial in range(1, 5):
        edition_of(f"GB/T {serial}-2020")
    assert len([page for page in pages(client) if "editions" in page]) == 2


def test_a_page_asks_the_database_once(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """One range of the table, read as it is sent."""
    for serial in range(1, 5):
        edition_of(f"GB/T {serial}-2020")
    with django_assert_num_queries(1):
        assert len(told(client, "/sitemaps/editions/0.xml")) == 4


def test_an_empty_library_tells_of_its_own_pages_alone(client: Client) -> None:
    """A page without addresses is no table (its schema wants one), so the index names none."""
    build_anew()
    assert pages(client) == [
        "/sitemaps/browse/0.xml",
        "/sitemaps/changes/0.xml",
        "/sitemaps/guidance/0.xml",
        "/sitemaps/pages/0.xml",
    ]
    assert told(client, "/sitemaps/editions/0.xml") == []


def test_without_an_index_there_is_nothing_to_look_around_in(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The chapter is empty, so the index does not name it; nothing fails."""

    def missing(*_: object) -> None:
        raise RebuildRequiredError("none")

    monkeypatch.setattr("biaozhun.cloud.catalogue.sitemaps.held_codes", missing)
    assert BROWSE not in pages(client)
    assert told(client, BROWSE) == []


def test_the_pages_of_which_there_is_one_are_told(client: Client) -> None:
    """Every slice's own."""
    assert [address.removeprefix("http://testserver") for address, _ in told(client, ONES)] == [
        "/organisations",
        "/organisations/collectives",
        "/bodies",
        "/rules",
        "/metrics",
        "/",
        "/browse",
        "/announcements",
        "/coverage",
        "/check",
        "/check/novelty",
        "/reports",
        "/plans",
        "/campaigns",
        "/adoption",
        "/assessments",
        "/guidance",
        "/notices",
        "/impact",
        "/laws",
        "/laws/citations",
        "/instruments",
        "/laws/draft-check",
        "/reviews",
        "/collections",
        "/targets",
        "/texts",
        "/committees",
        "/experts",
        "/posts",
        "/contributions",
        "/contributions/verify",
        "/projects",
        "/calls",
        "/projects/patents",
        "/screening",
        "/demands",
        "/suggestions",
        "/demands/new",
        "/suggestions/new",
        "/demands/analysis",
        "/proposals/calls",
        "/proposals/notices",
        "/programmes",
        "/consultations",
        "/green-channel",
        "/hearings",
        "/hearings/participation",
        "/technical-reviews",
        "/issuing/powers",
        "/issuing/announcements",
        "/issuing/notices",
        "/issuing/filings",
        "/issuing/disclosure",
        "/clocks",
        "/clocks/averages",
    ]


def test_announcements_are_told_and_invented_ones_are_not(client: Client) -> None:
    """When an announcement's page changed is not known, so no day is told."""
    facts = {"issuer": "市场监管总局", "kind": "publish"}
    Announcement.objects.create(slug="公告-2026-1", number="2026 年第 1 号", **facts)
    Announcement.objects.create(slug="made-up", number="99", invented=True, **facts)
    place = "http://testserver/announcements/%E5%85%AC%E5%91%8A-2026-1"
    assert told(client, "/sitemaps/announcements/0.xml") == [(place, "")]


def test_codes_with_holdings_are_told_and_no_others(client: Client) -> None:
    """Of the trees every level above what an edition states; of the levels their codes."""
    edition_of("GB/T 1-2020", ics=["13.020.10"], ccs=["A12"])
    build_anew()
    values._counted.cache_clear()
    found = [address.removeprefix("http://testserver") for address, _ in told(client, BROWSE)]
    assert found == [
        *(f"/browse/{name}" for name in ("level", "nature", "status", "issuer", "committee")),
        *(f"/browse/{name}" for name in ("year", "ics", "ccs", "industry", "region")),
        "/browse/ics/13",
        "/browse/ics/13.020",
        "/browse/ics/13.020.10",
        "/browse/ccs/A",
        "/browse/ccs/A12",
        "/browse/level/national",
        "/browse/level/national/GB/T",
    ]


def test_months_in_which_something_changed_are_told_once(client: Client) -> None:
    """Whether an edition was published or came into force in them."""
    edition_of("GB/T 1-2020", published="2020-03-31", in_force="2020-10-01")
    edition_of("GB/T 2-2020", published="2020-10-09", in_force="0981-01-01")
    found = [address.removeprefix("http://testserver") for address, _ in told(client, CHANGES)]
    assert found[0] == "/browse/changes"
    assert found[1:8] == [f"/browse/changes/{kind}" for kind in Kind]
    assert found[8:] == [f"/browse/changes?month={month}" for month in ("2020-03", "2020-10")]


def test_a_long_list_is_cut_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists are cut by the count of their addresses; none is told twice and none is lost."""
    whole = told(client, CHANGES)
    monkeypatch.setattr(sitemaps, "MOST", 3)
    named = [page for page in pages(client) if "changes" in page]
    assert named == [f"/sitemaps/changes/{after}.xml" for after in (0, 3, 6)]
    assert [address for page in named for address in told(client, page)] == whole


def test_everything_told_can_be_opened_and_may_be_indexed(client: Client) -> None:
    """No address leads elsewhere or to a page that asks crawlers to leave it."""
    edition_of("GB/T 1-2020", ics=["13.020.10"], published="2020-03-31", region="44")
    build_anew()
    values._counted.cache_clear()
    for page in pages(client):
        for address, _ in told(client, page):
            place = address.removeprefix("http://testserver")
            assert "noindex" not in read(client, place), place


def test_questions_to_the_database_do_not_grow_with_the_library(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither those of the index, into however many pages it is cut, nor those of any page."""
    edition_of("GB/T 1-2020", published="2020-03-31")
    build_anew()
    few = [asked(client, page) for page in ("/sitemap.xml", *pages(client))]
    for serial in range(2, 9):
        edition_of(f"GB/T {serial}-2020", published=f"2020-0{serial}-01")
    build_anew()
    assert [asked(client, page) for page in ("/sitemap.xml", *pages(client))] == few
    monkeypatch.setattr(sitemaps, "MOST", 3)
    assert (len(pages(client)) > len(few), asked(client, "/sitemap.xml")) == (True, few[0])


def asked(client: Client, page: str) -> int:
    """How many questions a page of the table asks, read to its end, with nothing remembered."""
    for remembered in (values._counted, codes._codes):
        remembered.cache_clear()
    return questions(lambda: read(client, page) if page == "/sitemap.xml" else told(client, page))


@pytest.mark.parametrize(
    "address", ["/sitemaps/nothing/0.xml", f"/sitemaps/editions/{2**70}.xml", "/sitemaps/a/b.xml"]
)
def test_pages_there_are_none_of_are_not_found(client: Client, address: str) -> None:
    """Kinds and keys that cannot be."""
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("chapter", ["pages", "browse", "changes", "editions"])
def test_a_place_behind_everything_has_no_addresses(client: Client, chapter: str) -> None:
    """As far behind as a key of the database can lie; the answer is whole all the same."""
    assert told(client, f"/sitemaps/{chapter}/{LARGEST_ID}.xml") == []


def test_addresses_are_escaped(client: Client) -> None:
    """A number in Chinese letters is an address crawlers can read."""
    edition_of("JJG(电子) 1-2000")
    [(address, _)] = told(client, "/sitemaps/editions/0.xml")
    assert address == "http://testserver/standards/JJG(%E7%94%B5%E5%AD%90)-1-2000"


def test_robots_are_led_to_the_table(client: Client) -> None:
    """robots.txt names it with its full address."""
    assert "Sitemap: http://testserver/sitemap.xml" in read(client, "/robots.txt").splitlines()
