"""The table of addresses for crawlers."""

import datetime as dt
import re
import xml.etree.ElementTree as ET

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.catalogue.exports import sitemaps
from biaozhun.cloud.catalogue.models import SourceRecord
from tests.cloud.catalogue.views.conftest import read
from tests.factories.catalogue import edition_of, record_of, source_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def told(client: Client, address: str) -> list[tuple[str, str]]:
    """Address and day of each entry."""
    answer = client.get(address)
    assert isinstance(answer, StreamingHttpResponse)
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    text = b"".join(answer).decode()  # type: ignore[arg-type]  # a synchronous stream
    root = ET.fromstring(text)  # noqa: S314  -- our own output
    return [
        (url.findtext(f"{SPACE}loc", ""), url.findtext(f"{SPACE}lastmod", ""))
        for url in root.iter(f"{SPACE}url")
    ]


def pages(client: Client) -> list[str]:
    """The pages the index names."""
    return re.findall(r"<loc>http://testserver([^<]+)</loc>", read(client, "/sitemap.xml"))


def test_every_edition_and_standard_is_told_with_the_day_last_seen(client: Client) -> None:
    """The later of the days last seen and first recorded; invented records are left out."""
    seen = edition_of("GB/T 1-2020", first_recorded=dt.date(2026, 1, 1))
    record_of(seen, source_of("one"))
    SourceRecord.objects.update(last_seen=dt.date(2026, 8, 3))
    edition_of("GB/T 1-2009", first_recorded=dt.date(2026, 9, 1))
    edition_of("DB99/T 1-2020", invented=True)
    assert pages(client) == ["/sitemaps/editions/0.xml", "/sitemaps/standards/0.xml"]
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


def test_an_empty_library_has_a_table(client: Client) -> None:
    """Crawlers get a page without addresses, not an error."""
    assert told(client, "/sitemaps/editions/0.xml") == []


@pytest.mark.parametrize(
    "address", ["/sitemaps/pages/0.xml", f"/sitemaps/editions/{2**70}.xml", "/sitemaps/a/b.xml"]
)
def test_pages_there_are_none_of_are_not_found(client: Client, address: str) -> None:
    """Kinds and keys that cannot be."""
    assert client.get(address).status_code == 404


def test_addresses_are_escaped(client: Client) -> None:
    """A number in Chinese letters is an address crawlers can read."""
    edition_of("JJG(电子) 1-2000")
    [(address, _)] = told(client, "/sitemaps/editions/0.xml")
    assert address == "http://testserver/standards/JJG(%E7%94%B5%E5%AD%90)-1-2000"


def test_robots_are_led_to_the_table(client: Client) -> None:
    """robots.txt names it with its full address."""
    assert "Sitemap: http://testserver/sitemap.xml" in read(client, "/robots.txt").splitlines()
