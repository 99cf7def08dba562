"""The public lists, their tables, workbooks and feed; figures over them."""

import csv
import datetime as dt
import io

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.demands.actions.demands import DemandStep, step_demand, support
from biaozhun.cloud.demands.models import Demand
from biaozhun.cloud.metrics.registry import Arguments, metric
from biaozhun.cloud.ui.sitemaps import chapter
from tests.cloud.demands.conftest import ELEVATOR, NOW, As, Filed, Suggested, person_of

OTHER = "直播带货售后服务规范"


@pytest.fixture
def two(demand: Filed, citizen: Person, assigned: Demand) -> tuple[Demand, Demand]:
    """One that a department has in hand, one that is open; and one that nobody may read."""
    demand(title="还没有公开的需求")
    return assigned, demand(citizen, title=OTHER, field="", division="4401", form="other")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {ELEVATOR, OTHER}),
        ("state=assigned", {ELEVATOR}),
        ("state=waiting", {ELEVATOR, OTHER}),
        ("state=filed", set()),
        ("field=services", {ELEVATOR}),
        ("year=2026", {ELEVATOR, OTHER}),
        ("year=2025", set()),
        ("division=44", {ELEVATOR, OTHER}),
        ("division=4401", {OTHER}),
        ("q=电梯", {ELEVATOR}),
        ("q=停运", {ELEVATOR, OTHER}),
        ("state=none&field=none&year=x&department=x", {ELEVATOR, OTHER}),
    ],
)
def test_the_list_narrows_and_never_shows_what_is_not_public(
    browser: As, two: tuple[Demand, Demand], query: str, found: set[str]
) -> None:
    """By state, field, year, place and words; the table has the same rows."""
    assert len(two) == 2
    page = browser(None).get(f"/demands?{query}").content.decode()
    assert {one for one in (ELEVATOR, OTHER, "还没有公开的需求") if one in page} == found
    answer = browser(None).get(f"/demands?{query}&format=csv")
    told = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(told)))
    assert {row["title"] for row in rows} == found


def test_the_list_of_a_department_and_a_year_is_a_workbook(
    browser: As, two: tuple[Demand, Demand], housing: Organisation
) -> None:
    """Named by both, with its demands and no other."""
    assert len(two) == 2
    answer = browser(None).get(f"/demands?department={housing.pk}&year=2026&format=xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert sheet.title == "示范省住房和城乡建设厅 2026年 标准需求清单"[:31]
    assert [row[1] for row in rows] == ["需要什么标准", ELEVATOR]


def test_no_cell_runs_as_a_formula(browser: As, demand: Filed, citizen: Person) -> None:
    """What a citizen writes is text in a spreadsheet too."""
    demand(citizen, title="=HYPERLINK(1)")
    answer = browser(None).get("/demands?format=csv")
    assert "'=HYPERLINK(1)" in b"".join(answer.streaming_content).decode()


def test_the_most_supported_come_first_where_asked(browser: As, two: tuple[Demand, Demand]) -> None:
    """And the count stands beside each."""
    support(two[0], actor=person_of("fan"), at=NOW)
    page = browser(None).get("/demands?sort=support").content.decode()
    assert page.index(ELEVATOR) < page.index(OTHER)
    assert "1 人附议" in page


def test_the_feed_has_what_is_public(browser: As, two: tuple[Demand, Demand]) -> None:
    """With its state; the hidden one is not in it."""
    assert len(two) == 2
    text = browser(None).get("/demands/feed.atom").content.decode()
    assert text.count("<entry>") == 2
    assert "还没有公开的需求" not in text


def test_the_sitemap_names_what_is_public(two: tuple[Demand, Demand]) -> None:
    """And nothing else."""
    found = chapter("demands")
    assert found is not None
    assert [one.place for one in found.page(0, 10)] == [
        reverse("demands:demand", args=[one.pk]) for one in two
    ]


def test_the_analysis_counts_by_year_and_field(
    browser: As, two: tuple[Demand, Demand], officer: Person
) -> None:
    """Filed, answered, met, and the days to the first word; as a table to save too."""
    later = NOW + dt.timedelta(days=10)
    step_demand(two[0], "answer", DemandStep(text="好"), actor=officer, at=later)
    answer = browser(None).get("/demands/analysis?format=csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[1:] == [
        ["2026", "", "1", "0", "0", ""],
        ["2026", "services", "1", "1", "0", "10.0"],
    ]
    assert "10.0" in browser(None).get("/demands/analysis").content.decode()
    assert "首次答复用时 10 天" in browser(None).get(f"/demands/{two[0].pk}").content.decode()


def test_figures_count_what_is_public(
    two: tuple[Demand, Demand], suggestion: Suggested, citizen: Person, officer: Person
) -> None:
    """By year, field and outcome; answered from the day of the first word on."""
    day = NOW.date()
    step_demand(two[0], "answer", DemandStep(text="好"), actor=officer, at=NOW)
    suggestion(citizen)
    suggestion()

    def value(key: str, **told: str) -> int | float | None:
        found = metric(key).figure(Arguments(told), day).value
        return None if found is None else float(found)

    assert value("demands.filed") == 2
    assert value("demands.filed", years="2025") == 0
    assert value("demands.filed", field="services") == 1
    assert value("demands.answered") == 1
    assert value("demands.answered_share") == 50
    assert value("demands.suggestions") == 1
    assert value("demands.suggestions", outcome="declined") == 0
    assert metric("demands.filed").figure(Arguments({}), day).rows.stretch(0, 1)[0].text == OTHER


@pytest.mark.parametrize("count", [1, 9])
def test_the_list_asks_the_same_however_many_there_are(
    browser: As,
    demand: Filed,
    citizen: Person,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """One or nine demands, the same number of questions."""
    for place in range(count):
        support(demand(citizen, form=f"{place}"), actor=citizen, at=NOW)
    anybody = browser(None)
    with django_assert_num_queries(6):
        anybody.get("/demands")


@pytest.mark.parametrize("count", [1, 9])
def test_what_is_alike_costs_two_questions(
    demand: Filed,
    citizen: Person,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """However many are near."""
    for place in range(count):
        demand(citizen, form=f"{place}")
    with django_assert_num_queries(2):
        Client().get("/demands/similar", {"title": ELEVATOR})


_NAMES = [
    "q",
    "state",
    "field",
    "department",
    "year",
    "division",
    "sort",
    "page",
    "format",
    "title",
]
_VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["\x00", "9" * 400, "0", "-1", "9999", "1900", "csv", "٣"]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    query=st.dictionaries(st.sampled_from(_NAMES), _VALUES),
    place=st.sampled_from(["", "/new", "/similar", "/analysis", "/feed.atom"]),
    root=st.sampled_from(["/demands", "/suggestions"]),
)
@pytest.mark.django_db
def test_no_query_string_fails(query: dict[str, str], place: str, root: str) -> None:
    """Whatever the address asks for, the answer is a page, a table or a plain "not found"."""
    assert Client().get(f"{root}{place}", query).status_code in {200, 404}


@pytest.mark.parametrize("pk", ["0", "9" * 40])
@pytest.mark.django_db
def test_a_number_that_none_has_is_not_found(browser: As, officer: Person, pk: str) -> None:
    """Public pages and those of the desk, however large the number."""
    for place in ("/demands", "/suggestions", "/desk/demands", "/desk/suggestions"):
        assert browser(officer).get(f"{place}/{pk}").status_code == 404
    assert browser(officer).get(f"/demands/files/{pk}").status_code == 404
    assert browser(None).get(f"/receipts/files/{pk}").status_code == 404
