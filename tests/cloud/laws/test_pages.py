"""The public pages: the table of citations, instruments, panels, files, addresses."""

import csv
import io

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from openpyxl import load_workbook
from pytest_django.fixtures import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.laws import wording
from biaozhun.cloud.laws.actions import citing, instruments
from biaozhun.cloud.laws.actions.refusing import RefusedError
from biaozhun.cloud.laws.life import LawState
from biaozhun.cloud.laws.models import (
    CitedStandard,
    Instrument,
    Law,
    LawRelation,
    LawVersion,
    StandingWarning,
)
from biaozhun.cloud.validity.reliance import Reliant, ReliantKind, reliants
from biaozhun.core.validity.linting import Code
from tests.cloud.laws.conftest import DAY, law_of

pytestmark = pytest.mark.django_db

ADDRESSES = ("/laws", "/laws/citations", "/laws/draft-check", "/instruments")


@pytest.fixture
def instrument(law: Law, keeper: Person) -> Instrument:
    """Market access that rests on two standards."""
    facts = {
        "kind": "access",
        "title": "人造板市场准入",
        "issuer": "某局",
        "law": law,
        "article": "第二条",
        "falling_below": "某厂三号线",
    }
    limits = "GB 18580-2017 | 第4章 | 甲醛释放量 | ≤ 0.124 | mg/m³\nGB/T 18883"
    return instruments.save_instrument(None, facts, limits, actor=keeper, today=DAY)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en"])
def test_every_list_says_what_it_is_when_it_is_empty(address: str, language: str) -> None:
    """An empty register answers with a page and not with a fault, in each language."""
    answer = Client(headers={"accept-language": language}).get(address)
    assert answer.status_code == 200
    if language == "en":
        page = answer.content.decode().split("<main")[1].split("</main>")[0]
        assert not any("\u4e00" <= sign <= "\u9fff" for sign in page)


def test_the_table_of_citations_shows_counts_and_how_each_stands(
    client: Client, version: LawVersion
) -> None:
    """A row for each citation; counts by level of the document and of the standard."""
    answer = client.get("/laws/citations")
    counts = answer.context["counts"]
    assert (counts.total, counts.laws, counts.standards, counts.dated) == (2, 1, 2, 1)
    assert counts.levels == [("local_rule", [2], 2)]
    assert counts.years == [(2020, 2)]
    assert counts.modes == [("exclusive", 1), ("indicative", 1)]
    assert version.law.title in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["GB 18580-2017", "GB/T 18883"]),
        ("q=18883", ["GB/T 18883"]),
        ("q=某省人民政府", ["GB 18580-2017", "GB/T 18883"]),
        ("kind=law", []),
        ("family=national", ["GB 18580-2017", "GB/T 18883"]),
        ("mode=exclusive", ["GB 18580-2017"]),
        ("dated=no", ["GB/T 18883"]),
        ("dated=yes", ["GB 18580-2017"]),
        ("whole=yes", ["GB/T 18883"]),
        ("whole=no", ["GB 18580-2017"]),
        ("state=confirmed", []),
    ],
)
def test_the_table_is_narrowed_by_each_filter(
    client: Client,
    version: LawVersion,  # noqa: ARG001  -- what is cited
    query: str,
    expected: list[str],
) -> None:
    """What an address names is what is shown."""
    rows = client.get(f"/laws/citations?{query}").context["rows"]
    assert [row.cited.number for row in rows] == expected


def test_the_table_is_taken_away_as_csv_and_workbook(client: Client, version: LawVersion) -> None:
    """The same cells in both, and none of them runs as a formula."""
    Law.objects.update(title="=1+1")
    text = b"".join(client.get("/laws/citations?format=csv")).decode("utf-8-sig")  # type: ignore[arg-type]  # a streaming answer
    rows = list(csv.reader(io.StringIO(text)))
    book = load_workbook(io.BytesIO(client.get("/laws/citations?format=xlsx").content))
    cells = [[cell.value or "" for cell in row] for row in book.active or ()]
    assert rows == cells
    assert rows[1][0] == "'=1+1"
    assert rows[1][5:10] == ["第二条", "GB 18580-2017", "是", "第4章", "唯一方式"]
    assert version.law_id


def test_the_table_asks_as_often_for_many_rows(client: Client, law: Law, keeper: Person) -> None:
    """Page, counts and answers."""
    asked = []
    for first, last in ((1, 2), (2, 27)):
        for n in range(first, last):
            said = citing.Said(number=f"GB {n}-2020", label="", clauses=(), mode="unknown")
            citing.add_citation(law, said, actor=keeper, today=DAY)
        with CaptureQueriesContext(connection) as captured:
            rows = client.get("/laws/citations").context["rows"]
        assert len(rows) == last - 1
        asked.append(len(captured))
    assert asked[0] == asked[1] < 30


def test_the_edition_knows_which_laws_and_instruments_rest_on_it(
    client: Client, version: LawVersion, instrument: Instrument
) -> None:
    """On its page as a panel; an edition cited undated knows of it too; others show nothing."""
    for slug in ("GB-18580-2017", "GB/T-18883-2002"):
        page = client.get(f"/standards/{slug}").content.decode()
        assert 'id="laws"' in page
        assert version.law.title in page
        assert instrument.title in page
    CitedStandard.objects.all().delete()
    Instrument.objects.all().delete()
    assert 'id="laws"' not in client.get("/standards/GB-18580-2017").content.decode()


def test_others_are_told_what_rests_on_a_standard(
    version: LawVersion, instrument: Instrument
) -> None:
    """Laws and instruments with place, clause, body and way of citing."""
    assert reliants(["GB-18580-2017"], None) == [
        Reliant(
            kind=ReliantKind.INSTRUMENT,
            on="GB-18580-2017",
            dated=True,
            title="人造板市场准入",
            address=f"/instruments/{instrument.pk}",
            clause="甲醛释放量 ≤ 0.124 mg/m³",
            cited_clause="第4章",
            body="某局",
            exclusive=True,
        ),
        Reliant(
            kind=ReliantKind.LAW,
            on="GB-18580-2017",
            dated=True,
            title="某省室内空气管理办法 省令第9号",
            address=f"/laws/{version.law.slug}#2",
            clause="第二条",
            cited_clause="第4章",
            body="某省人民政府",
            exclusive=True,
        ),
    ]
    assert reliants(["GB-1-2020"], None) == []


def test_an_instrument_is_shown_with_its_limits(client: Client, instrument: Instrument) -> None:
    """In the list, on its page, and as CSV with a row for each limit."""
    assert instrument.title in client.get("/instruments?holding=1&kind=access").content.decode()
    assert client.get("/instruments?q=没有").context["instruments"] == []
    page = client.get(f"/instruments/{instrument.pk}").content.decode()
    assert all(words in page for words in ("≤ 0.124", "mg/m³", "某厂三号线", "现行", "第二条"))
    text = b"".join(client.get("/instruments?format=csv")).decode("utf-8-sig")  # type: ignore[arg-type]  # likewise
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[4] for row in rows[1:]] == ["GB 18580-2017", "GB/T 18883"]
    assert client.get("/instruments/999999999999999999999").status_code == 404
    law_page = client.get(f"/laws/{instrument.law.slug}").content.decode()  # type: ignore[union-attr]  # it has one
    assert instrument.title in law_page


@pytest.mark.parametrize("many", [1, 20])
def test_instruments_ask_as_often_for_many(
    many: int,
    client: Client,
    keeper: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Their limits are read at once."""
    for n in range(many):
        facts = {"kind": "exit", "title": f"工具{n}", "issuer": "某局"}
        instruments.save_instrument(None, facts, "GB 1-2020", actor=keeper, today=DAY)
    with django_assert_num_queries(3):
        client.get("/instruments")


def test_a_keeper_adds_changes_and_removes_an_instrument(desk: Client, law: Law) -> None:
    """By the form; faulty limits come back with a sentence."""
    told = {"kind": "licence", "title": "某许可", "issuer": "某厅", "law": law.slug}
    told |= {"limits": "gb18580-2017｜第4章\n"}
    answer = desk.post("/desk/laws/instruments/new", told)
    made = Instrument.objects.get()
    assert (answer.status_code, made.limits.get().slug) == (302, "GB-18580-2017")
    page = f"/desk/laws/instruments/{made.pk}"
    assert "GB 18580-2017 | 第4章" in desk.get(page).content.decode()
    for limits in ("甲", "GB 1-2020 | " + "长" * 61, "\n".join(["GB 1-2020"] * 201)):
        assert desk.post(page, {**told, "limits": limits}).status_code == 422
    days = {"in_force": "2021-01-01", "ended": "2020-01-01"}
    assert desk.post(page, {**told, **days}).status_code == 422
    assert desk.post(page, {**told, "limits": "GB 1-2020"}).status_code == 302
    assert made.limits.get().number == "GB 1-2020"
    desk.post(page, {"remove": "1"})
    assert Instrument.objects.count() == 0


def test_a_limit_that_is_no_number_stores_nothing(keeper: Person) -> None:
    """Neither the instrument nor its other limits."""
    with pytest.raises(RefusedError):
        instruments.save_instrument(
            None,
            {"kind": "exit", "title": "某", "issuer": "某"},
            "GB 1-2020\n甲",
            actor=keeper,
            today=DAY,
        )
    assert Instrument.objects.count() == 0


def test_crawlers_are_told_of_laws_and_instruments(client: Client, instrument: Instrument) -> None:
    """Each has its page in the table of addresses."""
    told = client.get("/sitemaps/laws/0.xml").getvalue().decode()
    assert instrument.law is not None
    assert f"/laws/{instrument.law.slug}" in told
    assert (
        f"/instruments/{instrument.pk}"
        in client.get("/sitemaps/instruments/0.xml").getvalue().decode()
    )
    assert "/laws/draft-check" in client.get("/sitemaps/pages/0.xml").getvalue().decode()


def test_what_is_not_there_is_not_found(client: Client) -> None:
    """404, never a fault."""
    for address in ("/laws/nothing", "/laws/" + "n" * 3000, "/instruments/0"):
        assert client.get(address).status_code == 404


class AnyAddress(TestCase):
    """Whatever stands in an address, a page answers."""

    @given(
        st.dictionaries(
            st.sampled_from(
                [
                    "q",
                    "kind",
                    "state",
                    "on",
                    "year",
                    "region",
                    "issuer",
                    "page",
                    "format",
                    "family",
                    "mode",
                    "dated",
                    "whole",
                    "holding",
                    "text",
                ]
            ),
            st.text(max_size=12) | st.sampled_from(["\x00", "9" * 40, "-1", "json", "yes", "0000"]),
        )
    )
    def test_no_query_string_breaks_a_page(self, query: dict[str, str]) -> None:
        """NUL, huge numbers, wrong words: 200 from every list and from a law."""
        law = Law.objects.first() or law_of(published="2020-01-01")
        for address in ("/laws", "/laws/citations", "/instruments", f"/laws/{law.slug}"):
            assert Client().get(address, query).status_code == 200


def test_every_code_has_words() -> None:
    """A page never shows a code that nobody can name."""
    assert set(wording.KIND) == set(Law.Kind.values)
    assert set(wording.STATE) == set(wording.STATE_TONE) == {str(state) for state in LawState}
    assert set(wording.RIGHT) == set(Law.Right.values)
    assert set(wording.CONFIDENCE) == set(Law.Confidence.values)
    assert set(wording.RELATION) == set(wording.CONCERNED) == set(LawRelation.Kind.values)
    assert set(wording.MODE) == set(wording.MODE_ABOUT) == set(CitedStandard.Mode.values)
    assert set(wording.CITED_STATE) == set(CitedStandard.State.values)
    assert set(wording.INSTRUMENT) == set(Instrument.Kind.values)
    assert set(wording.REPLY) == set(StandingWarning.Reply.values)
    assert set(wording.FINDING) == set(wording.ADVICE) == {str(code) for code in Code}


def test_the_text_of_a_law_is_headed_by_its_own_word(client: Client, version: LawVersion) -> None:
    """Other pages call the body of a document by the same Chinese word."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(version.law.get_absolute_url()).content.decode()
    assert '<section class="section" id="text"><h2>Text</h2>' in page
