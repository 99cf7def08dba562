"""The journal on its page: found by kind, person, thing and day, and read in one's language."""

import datetime as dt
import re

import pytest
from lxml import html
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.audit.actions import record, recording
from biaozhun.cloud.audit.wording import kinds, register, sentence
from tests.cloud.accounts.conftest import As, Make

pytestmark = pytest.mark.django_db
NIGHT = dt.datetime(
    2026, 11, 21, 16, 30, tzinfo=dt.UTC
)  # half past midnight of the 22nd in Shanghai


@pytest.fixture
def journal(administrator: Person, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four events of two people on two days."""
    other = make("other", Role.OPERATOR)
    for actor, kind, subject, days in (
        (administrator, "accounts.person_added", "person:a@example.org", 0),
        (other, "catalogue.source_named", "source:iso", 0),
        (other, "catalogue.source_named", "source:iec", 1),
        (None, "accounts.locked_out", "person:b@example.org", 1),
    ):
        monkeypatch.setattr(recording, "now", lambda days=days: NIGHT + dt.timedelta(days=days))
        record(kind, subject=subject, actor=actor, facts={"细节": ["值", 1]})


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("", ["person:b@example.org", "source:iec", "source:iso", "person:a@example.org"]),
        ("kind=catalogue.source_named", ["source:iec", "source:iso"]),
        ("actor=OTH", ["source:iec", "source:iso"]),
        ("subject=source:is", ["source:iso"]),
        ("since=2026-11-23", ["person:b@example.org", "source:iec"]),
        ("until=2026-11-22", ["source:iso", "person:a@example.org"]),
        ("since=2026-11-22&until=2026-11-22&actor=admin", ["person:a@example.org"]),
        ("until=2026-11-21", []),
    ],
)
def test_events_are_found(
    query: str, subjects: list[str], administrator: Person, signed_in_as: As
) -> None:
    """Days are those of the installation; the table has the same rows as the page."""
    browser = signed_in_as(administrator)
    page = browser.get(f"/desk/events?{query}").content.decode()
    assert re.findall(r'<td><a href="[^"]*">((?:person|source):[^<]+)</a>', page) == subjects
    answer = browser.get(f"/desk/events?{query}&format=csv")
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]  # it streams
    assert [line.split(",")[5] for line in lines[1:]] == subjects


@pytest.mark.usefixtures("journal")
def test_a_kind_is_named_or_shows_its_code(administrator: Person, signed_in_as: As) -> None:
    """What a slice names in its module of events; an unknown kind is not hidden."""
    page = signed_in_as(administrator).get("/desk/events").content.decode()
    assert '<th class="keep" scope="row">开设账户</th>' in page
    assert '<th class="keep" scope="row">catalogue.source_named</th>' in page
    assert "值; 1" in page
    register({"catalogue.source_named_for_this_test": "Named"})
    assert sentence("catalogue.source_named_for_this_test") == "Named"
    assert ("accounts.person_added", "开设账户") in kinds()


@pytest.mark.usefixtures("journal")
def test_a_day_that_is_none_is_named_and_left_out(administrator: Person, signed_in_as: As) -> None:
    """The rest of the question holds."""
    page = signed_in_as(administrator).get("/desk/events?since=yesterday&until=9999-12-31")
    text = page.content.decode()
    assert "“yesterday”不是一个日期" in text
    assert "“9999-12-31”不是一个日期" in text
    assert text.count("<tr id=") == 4


def test_the_page_asks_a_fixed_number_of_questions(
    administrator: Person, signed_in_as: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Session, person, count, rows: four, with one event or with sixty."""
    browser = signed_in_as(administrator)
    for count in (1, 59):
        for _ in range(count):
            record("x.done", subject="y", actor=administrator)
        with django_assert_num_queries(4):
            browser.get("/desk/events")
    assert browser.get("/desk/events?page=2").content.decode().count("<tr id=") == 10


@pytest.mark.parametrize("role", [Role.READER, Role.CATALOGUER, Role.OPERATOR])
def test_the_journal_is_for_administrators(role: Role, make: Make, signed_in_as: As) -> None:
    """Page and table alike."""
    browser = signed_in_as(make("other", role))
    assert browser.get("/desk/events").status_code == 403
    assert browser.get("/desk/events?format=csv").status_code == 403


def test_the_facts_of_an_event_are_named_in_words(administrator: Person, signed_in_as: As) -> None:
    """The keys that a slice named, within a value too, and a key that none named as it is."""
    facts = {  # shorter keys first, as PostgreSQL keeps them
        "before": {"rank": 60, "licence": "", "redistributable": False},
        "reason": "核对",
        "从前的": [1, "二"],
    }
    record("desk.source_changed", subject="source:iso", actor=administrator, facts=facts)
    page = signed_in_as(administrator).get("/desk/events?subject=source:iso")
    told = [
        " ".join(one.text_content().split())
        for one in html.fromstring(page.content).xpath("//*[@class='fact']")
    ]
    assert told == ["原为 优先级 60, 许可 –, 可再分发 否", "理由 核对", "从前的 1; 二"]
