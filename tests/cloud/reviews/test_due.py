"""Editions by the day their review is due, as a page, a table and on the page of each."""

import csv
import datetime as dt
import io

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from biaozhun.cloud.reviews.queries import due as queries
from biaozhun.cloud.reviews.queries.due import due_page, in_order
from tests.factories.catalogue import edition_of

TODAY = dt.date(2026, 7, 1)


@pytest.fixture(autouse=True)
def on_this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page believes it is a fixed day."""
    monkeypatch.setattr("biaozhun.cloud.reviews.views.today", lambda: TODAY)


@pytest.fixture
def library(db: None) -> None:  # noqa: ARG001  -- the database is what it writes to
    """Of one code: overdue, reviewed in time, young, withdrawn, replaced; and one of Shanghai."""
    edition_of("DB44/T 1-2015", title_zh="甲", published="2015-03-01", in_force="2015-06-01")
    edition_of(
        "DB44/T 2-2010",
        title_zh="乙",
        published="2010-03-01",
        in_force="2010-06-01",
        reviewed="2023-03-01",
    )
    edition_of("DB44/T 3-2025", title_zh="丙", published="2025-03-01", in_force="2025-06-01")
    edition_of(
        "DB44/T 4-2012", published="2012-03-01", in_force="2012-06-01", withdrawn="2020-01-01"
    )
    edition_of("DB44/T 1-2009", published="2009-03-01", in_force="2009-06-01")
    edition_of("DB31/T 5-2022", published="2022-03-01", in_force="2022-06-01")


def _numbers(code: str, *, overdue: bool) -> list[str]:
    return [found.row.edition.number for found in in_order(code, TODAY, overdue=overdue)]


@pytest.mark.usefixtures("library")
def test_editions_in_force_stand_by_the_day_they_are_counted_from() -> None:
    """What ended or was replaced is left out, and a conclusion of a review counts anew."""
    assert _numbers("DB44/T", overdue=False) == ["DB44/T 1-2015", "DB44/T 2-2010", "DB44/T 3-2025"]


@pytest.mark.usefixtures("library")
def test_the_overdue_ones_alone_by_the_cycle_of_their_region() -> None:
    """Five years by law, three in Shanghai, from publication or the last conclusion."""
    assert _numbers("DB44/T", overdue=True) == ["DB44/T 1-2015"]
    assert _numbers("DB31/T", overdue=True) == ["DB31/T 5-2022"]


@pytest.mark.django_db
def test_pages_follow_one_another_without_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    """However the work is cut, every edition stands on one page, editions of one day too."""
    monkeypatch.setattr(queries, "PAGE", 2)
    monkeypatch.setattr(queries, "_AT_ONCE", 3)
    for serial in range(1, 8):
        edition_of(f"DB44/T {serial}-2015", published="2015-03-01", in_force="2015-06-01")
    found, after = [], None
    for _page in range(4):
        shown, after = due_page("DB44/T", TODAY, overdue=False, after=after)
        found += [due.row.edition.number for due in shown]
    assert found == [f"DB44/T {serial}-2015" for serial in range(1, 8)]
    assert after is None


@pytest.mark.usefixtures("library")
def test_the_page_names_what_is_overdue(client: Client) -> None:
    """The list marks it, the download holds the same rows, formula-safe and with the law."""
    page = client.get("/reviews?code=DB44/T").content.decode()
    assert page.count("未见结论</span>") == 1
    answer = client.get("/reviews?code=DB44/T&format=csv&overdue=1")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # streamed
    _heading, row = csv.reader(io.StringIO(text))
    assert row[:7] == ["DB44/T 1-2015", "甲", "2015-03-01", "", "11", "2020-03-01", "是"]


@pytest.mark.usefixtures("library")
def test_the_page_of_an_edition_tells_its_age(client: Client) -> None:
    """One in force says how old it is and that its review is overdue; an ended one nothing."""
    alive = client.get(reverse("catalogue:standard", args=["DB44/T-1-2015"])).content.decode()
    assert "到期，没有来源写明复审结论" in alive
    ended = client.get(reverse("catalogue:standard", args=["DB44/T-4-2012"])).content.decode()
    assert "标龄与复审" not in ended


@pytest.mark.django_db
def test_an_unknown_code_is_named(client: Client) -> None:
    """A code that is not held is said to be so, and an empty library says what comes here."""
    page = client.get("/reviews?code=XX/T").content.decode()
    assert "没有收录代号“XX/T”的标准" in page
    assert "目录里还没有国家、行业或地方标准" in page


@pytest.mark.usefixtures("library")
def test_a_page_asks_the_same_however_long_it_is(
    client: Client, django_assert_max_num_queries: object
) -> None:
    """Three rows and forty cost the same questions."""
    client.get("/reviews?code=DB44/T")  # what is worked out once for a state of the library
    with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture of the plugin
        client.get("/reviews?code=DB44/T")
    for serial in range(100, 140):
        edition_of(f"DB44/T {serial}-2015", published="2015-03-01", in_force="2015-06-01")
    client.get("/reviews?code=DB44/T")
    with django_assert_max_num_queries(12):  # type: ignore[operator]  # likewise
        client.get("/reviews?code=DB44/T")


class AnyAddress(TestCase):
    """Whatever stands in the address, the page answers."""

    @given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
    def test_no_address_fails(self, code: str, after: str, on: str) -> None:
        """Nonsense in any parameter is named or left out."""
        asked = {"code": code, "after": after, "on": on, "overdue": after}
        assert self.client.get("/reviews", asked).status_code == 200
