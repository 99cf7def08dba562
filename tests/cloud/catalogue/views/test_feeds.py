"""Searches and changes as feeds and calendars, read back by what reads such things."""

import datetime as dt
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django import Settings

from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.catalogue.queries.following import _days, coming, lately
from biaozhun.cloud.catalogue.queries.reading import reader
from biaozhun.cloud.catalogue.queries.results import Question
from tests.cloud.catalogue.views.conftest import questions, read
from tests.cloud.conftest import TODAY, Library
from tests.factories.catalogue import edition_of, relation_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(text: str) -> list[dict[str, str]]:
    """The entries of a feed."""
    root = ET.fromstring(text)  # noqa: S314  -- our own output
    assert root.tag == f"{ATOM}feed"
    return [
        {
            **{name: entry.findtext(f"{ATOM}{name}", "") for name in ("id", "title", "updated")},
            "published": entry.findtext(f"{ATOM}published", ""),
            "summary": entry.findtext(f"{ATOM}summary", ""),
        }
        for entry in root.iter(f"{ATOM}entry")
    ]


def events(text: str) -> list[tuple[str, dt.date, str]]:
    """Name, day and summary of the events of a calendar."""
    found = Calendar.from_ical(text).walk("VEVENT")
    return [(str(one["uid"]), one["dtstart"].dt, str(one["summary"])) for one in found]


@pytest.fixture
def changing(db: None) -> None:  # noqa: ARG001  -- the database is what it writes to
    """Editions that come into force, end, and only were seen, round the fixed day."""
    edition_of("GB/T 1-2025", title_zh="食品一", published="2026-10-01", in_force="2026-12-01")
    edition_of("GB/T 2-2025", title_zh="食品二", published="2025-06-01", in_force="2026-11-01")
    edition_of("GB/T 3-2015", title_zh="钢三", in_force="2016-01-01", withdrawn="2027-03-01")
    old = edition_of("GB/T 4-2009", title_zh="旧四", in_force="2010-01-01")
    new = edition_of("GB/T 4-2025", title_zh="新四", published="2026-09-01", in_force="2026-11-10")
    relation_of(new, "replaces", old.number)
    edition_of("GB/T 5-2009", title_zh="旧五", in_force="2010-01-01", withdrawn="2020-01-01")
    edition_of(
        "GB/T 6-2020",
        title_zh="见到六",
        statements=[{"word": "in_force", "seen": "2026-11-05", "source": "one"}],
    )
    build_anew()


@pytest.mark.usefixtures("changing")
def test_a_search_is_a_feed_of_its_newest_editions(client: Client) -> None:
    """The newest published first; the name of an entry is the address of the edition."""
    found = entries(read(client, "/search?q=食品&format=atom"))
    assert [entry["title"] for entry in found] == ["GB/T 1—2025 食品一", "GB/T 2—2025 食品二"]
    assert found[0]["id"] == "http://testserver/standards/GB/T-1-2025"
    assert found[0]["summary"] == "即将实施。2026-10-01 发布，2026-12-01 起实施。"
    assert found[1]["published"].startswith("2025-06-01")
    assert found[1]["updated"].startswith("2026-07-01")  # recorded later than published


@pytest.mark.usefixtures("changing")
def test_a_feed_narrows_by_the_filters_of_the_search(client: Client) -> None:
    """What a reader chose beside the hits holds in the feed too."""
    found = entries(read(client, "/search?status=upcoming&format=atom"))
    assert [entry["title"] for entry in found] == ["GB/T 1—2025 食品一"]


@pytest.mark.usefixtures("changing")
@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        (
            "published",
            [
                "GB/T 1—2025 食品一 2026-10-01",
                "GB/T 4—2025 新四 2026-09-01",
                "GB/T 2—2025 食品二 2025-06-01",
            ],
        ),
        ("in-force", ["GB/T 4—2025 新四 2026-11-10", "GB/T 2—2025 食品二 2026-11-01"]),
        ("ended", ["GB/T 4—2009 旧四 2026-11-10"]),
    ],
)
def test_what_changed_is_a_feed_the_latest_first(
    client: Client, kind: str, changed: list[str]
) -> None:
    """Stated days, and those that follow; the day on which something was seen is no change."""
    found = entries(read(client, f"/feeds/{kind}"))
    assert [f"{entry['title']} {entry['updated'][:10]}" for entry in found] == changed
    assert found[0]["id"].endswith(f"#{kind.replace('-', '_')}-{found[0]['updated'][:10]}")


@pytest.mark.usefixtures("changing")
def test_a_calendar_has_what_comes_into_force_and_what_ends(client: Client) -> None:
    """From thirty days back to a year ahead, as days, with names that stay."""
    text = read(client, "/calendar.ics")
    assert events(text) == [
        ("GB/T-2-2025/in_force@biaozhun", dt.date(2026, 11, 1), "实施 GB/T 2—2025 食品二"),
        ("GB/T-4-2009/ended@biaozhun", dt.date(2026, 11, 10), "失效 GB/T 4—2009 旧四"),
        ("GB/T-4-2025/in_force@biaozhun", dt.date(2026, 11, 10), "实施 GB/T 4—2025 新四"),
        ("GB/T-1-2025/in_force@biaozhun", dt.date(2026, 12, 1), "实施 GB/T 1—2025 食品一"),
        ("GB/T-3-2015/ended@biaozhun", dt.date(2027, 3, 1), "失效 GB/T 3—2015 钢三"),
    ]
    assert "共 5 件" in text.replace("\r\n ", "")
    assert [day for _, day, _ in events(read(client, "/search?q=钢&format=ics"))] == [
        dt.date(2027, 3, 1)
    ]


@pytest.mark.usefixtures("changing")
def test_feeds_and_calendars_speak_the_language_in_their_address(client: Client) -> None:
    """Programs send no cookie; an unknown language is that of the request."""
    text = read(client, "/calendar.ics?lang=zh-hant")
    assert events(text)[0][2] == "實施 GB/T 2—2025 食品二"
    traditional = entries(read(client, "/search?q=食品&format=atom&lang=zh-hant"))
    assert traditional[0]["summary"].startswith("即將實施。")
    assert events(read(client, "/calendar.ics?lang=tlh"))[0][2].startswith("实施")


@pytest.mark.usefixtures("changing")
@pytest.mark.parametrize(
    "address", ["/search?q=食品&format=atom", "/feeds/in-force", "/calendar.ics"]
)
def test_what_has_not_changed_is_not_sent_again(client: Client, address: str) -> None:
    """Readers ask every hour; the answer is empty until something happens."""
    mark = client.get(address).headers["ETag"]
    assert client.get(address, headers={"if-none-match": mark}).status_code == 304
    edition_of("GB/T 9-2025", title_zh="食品九", published="2026-11-01", in_force="2026-11-20")
    build_anew()
    assert client.get(address, headers={"if-none-match": mark}).status_code == 200


def test_a_calendar_says_when_it_is_cut(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more events than a calendar can bear, and a note of how many there are."""
    for serial in range(1, 8):
        edition_of(f"GB/T {serial}-2025", in_force="2026-12-01")
    build_anew()
    monkeypatch.setattr("biaozhun.cloud.catalogue.queries.following.MOST_EVENTS", 5)
    text = read(client, "/calendar.ics")
    assert len(events(text)) == 5
    assert "共 7 件，这里只有最早的 5 件" in text.replace("\r\n ", "")


def test_unknown_forms_and_kinds_are_refused(client: Client, library: Library) -> None:
    """A form of a search that is not offered, a change nobody follows."""
    library(1)
    assert read(client, "/search?q=食品&format=rss", 400) == "?format= one of: atom, ics\n"
    read(client, "/feeds/renamed", 404)


@pytest.mark.parametrize("address", ["/search?format=atom", "/search?q=食品&format=ics"])
def test_without_an_index_readers_are_told_to_come_back(
    client: Client, address: str, settings: Settings, tmp_path: Path
) -> None:
    """A program gets a status and a time, not an empty feed that would look like no change."""
    settings.DATA_DIR = tmp_path
    assert client.get("/feeds/ended").status_code == 200  # asks the database alone
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "600")


def test_titles_with_signs_no_feed_can_hold_are_cleaned(client: Client) -> None:
    """A control sign in a title or in the search breaks neither XML nor calendar."""
    edition_of("GB/T 1-2025", title_zh="食品\x0b\x01<b>&", published="2026-11-01", in_force=TODAY)
    build_anew()
    [entry] = entries(read(client, "/search?q=食品%0B%01&format=atom"))
    assert entry["title"] == "GB/T 1—2025 食品  <b>&"
    assert len(events(read(client, "/search?q=食品%0B%01&format=ics"))) == 1


def test_invented_records_say_so_where_they_are_followed(client: Client) -> None:
    """A reader of a feed sees no page with a notice."""
    edition_of(
        "DB99/T 1-2026", title_zh="虚构", published="2026-11-01", in_force=TODAY, invented=True
    )
    build_anew()
    [entry] = entries(read(client, "/feeds/published"))
    assert entry["title"] == "DB99/T 1—2026 虚构 [演示用，虚构]"
    assert events(read(client, "/calendar.ics"))[0][2].endswith("[演示用，虚构]")


def test_a_page_of_hits_offers_what_can_be_followed(client: Client, library: Library) -> None:
    """In the head for readers that look there, and on the page in words; the day is left out."""
    library(1)
    page = read(client, "/search?q=食品&status=in_force&on=2015-01-01&page=1&sort=date")
    followed = "/search?q=%E9%A3%9F%E5%93%81&amp;status=in_force&amp;lang=zh-hans&amp;format="
    assert f'type="application/atom+xml" title="这次检索的新标准" href="{followed}atom">' in page
    assert f'<a href="{followed}ics">' in page


def test_the_questions_of_feeds_do_not_grow_with_their_entries() -> None:
    """As many questions for three editions as for one."""
    first, last = dt.date(2026, 6, 1), dt.date(2027, 6, 1)

    def asked() -> tuple[int, ...]:
        _days.cache_clear()
        index, question = reader(), Question(on=TODAY)
        named = Question(text="GB/T", on=TODAY)
        return (
            questions(lambda: lately("in_force", TODAY, index)),
            questions(lambda: coming(question, index, first=first, last=last)),
            questions(lambda: coming(named, index, first=first, last=last)),
        )

    edition_of("GB/T 1-2025", in_force="2026-07-01", withdrawn="2027-01-01")
    build_anew()
    one = asked()
    for serial in (2, 3):
        edition_of(f"GB/T {serial}-2025", in_force="2026-07-01", withdrawn="2027-01-01")
    build_anew()
    assert asked() == one
