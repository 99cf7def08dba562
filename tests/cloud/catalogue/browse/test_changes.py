"""What changed by week and by month."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.catalogue.forms.span import month_of, week_of
from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.catalogue.queries.browse.changes import (
    Changes,
    Filters,
    Kind,
    changes,
    section,
)
from tests.cloud.catalogue.browse.conftest import DAY, Read
from tests.factories.catalogue import edition_of, relation_of

pytestmark = pytest.mark.django_db

MONDAY, SUNDAY = dt.date(2026, 11, 16), dt.date(2026, 11, 22)


def _listed(found: Changes) -> dict[str, list[tuple[str, str]]]:
    """The numbers of each kind with their days; kinds without any are left out."""
    return {
        str(each.kind): [
            (change.row.edition.number, change.day.isoformat()) for change in each.changes
        ]
        for each in found.sections
        if each.total
    }


@pytest.mark.usefixtures("shelf")
def test_a_week_tells_each_change_at_its_day() -> None:
    """Published, in force, soon in force, amended, replaced and withdrawn, from the facts."""
    assert _listed(changes(MONDAY, SUNDAY, on=DAY)) == {
        "published": [("GB/T 1-2026", "2026-11-16")],
        "in_force": [("GB/T 1-2026", "2026-11-17")],
        "upcoming": [("DB44/T 4-2026", "2026-12-01")],
        "amended": [("GB 2-2020/XG1-2026", "2026-11-19")],
        "replaced": [("GB/T 1-2010", "2026-11-17")],
        "withdrawn": [("GB/T 3-2015", "2026-11-20")],
    }


@pytest.mark.usefixtures("shelf")
def test_what_was_recorded_by_us_is_a_kind_of_its_own() -> None:
    """The day on which the library first saw an edition, whatever day it is of."""
    found = section(Kind.RECORDED, dt.date(2026, 6, 29), dt.date(2026, 7, 5), on=DAY)
    assert (found.total, len(found.changes)) == (8, 8)


def test_a_replacement_is_told_when_the_successor_comes_into_force() -> None:
    """A stated end does not count before its day, and a replacement nobody states is inferred."""
    edition_of("GB/T 7-2000", in_force="2001-01-01")
    edition_of("GB/T 7-2020", published="2026-11-17", in_force="2027-03-01")
    stated = edition_of("GB/T 8-2000", in_force="2001-01-01", withdrawn="2026-11-18")
    relation_of(edition_of("GB/T 9-2026", in_force="2026-11-18"), "replaces", stated.number)
    build_anew()
    assert "replaced" not in _listed(changes(dt.date(2026, 11, 9), dt.date(2026, 11, 15), on=DAY))
    week = _listed(changes(MONDAY, SUNDAY, on=DAY))
    assert week["replaced"] == [("GB/T 8-2000", "2026-11-18")]
    assert "withdrawn" not in week
    march = week_of(dt.date(2027, 3, 1))
    later = _listed(changes(march.start, march.end, on=DAY))
    assert later["replaced"] == [("GB/T 7-2000", "2027-03-01")]


def test_what_a_source_merely_showed_ended_is_no_change_of_that_day() -> None:
    """It may have ended long before; only an end whose day is known happened in a week."""
    seen = [{"word": "withdrawn", "seen": "2026-11-18", "source": "one"}]
    edition_of("GB/T 7-2000", in_force="2001-01-01", statements=seen)
    edition_of("GB/T 8-2000", in_force="2001-01-01", withdrawn="2026-11-18", statements=seen)
    build_anew()
    found = _listed(changes(MONDAY, SUNDAY, on=DAY))
    assert found == {"withdrawn": [("GB/T 8-2000", "2026-11-18")]}


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("filters", "kinds"),
    [
        (Filters(level="local"), ["upcoming"]),
        (Filters(region="44"), ["upcoming"]),
        (Filters(region="11"), []),
        (Filters(ics="13.020"), ["published", "in_force", "replaced", "withdrawn"]),
        (Filters(ics="13.020.10"), ["replaced"]),
    ],
)
def test_changes_are_narrowed(filters: Filters, kinds: list[str]) -> None:
    """By level, by a code of ICS with all below it, by a region with its cities."""
    found = changes(MONDAY, SUNDAY, filters, on=DAY)
    assert list(_listed(found)) == kinds


@pytest.mark.usefixtures("shelf")
def test_the_page_of_a_week_leads_to_the_weeks_beside_it(read: Read) -> None:
    """This week by default; before and after it keep the filters."""
    page = read("/browse/changes?level=national")
    assert "2026-11-16" in page
    assert 'href="?week=2026-W46&amp;level=national" rel="prev"' in page
    assert 'href="?week=2026-W48&amp;level=national" rel="next"' in page
    assert "DB44/T 4-2026" not in page
    assert "DB44/T 4-2026" in read("/browse/changes?month=2026-11")


@pytest.mark.usefixtures("shelf")
def test_an_empty_week_names_the_nearest_with_something(read: Read) -> None:
    """Nothing happened: the days before and after on which something did."""
    page = read("/browse/changes?week=2018-W10")
    assert "这一周没有变动" in page
    assert '<a href="?week=2015-W23">' in page
    assert '<a href="?week=2020-W01">' in page


@pytest.mark.usefixtures("shelf")
def test_what_cannot_be_read_is_named(read: Read) -> None:
    """A week that is none shows this week; a filter that is none is left out."""
    assert "“2026-W60”读不懂" in read("/browse/changes?week=2026-W60")
    assert "没有“x”这样的筛选" in read("/browse/changes?ics=x&level=&region=")


def test_all_changes_of_a_kind_are_paged(client: Client, read: Read) -> None:
    """The page of a week shows the first fifty and leads to all of them."""
    for serial in range(1, 53):
        edition_of(f"GB/T {serial}-2026", published="2026-11-17", in_force="2027-06-01")
    build_anew()
    week = read("/browse/changes?week=2026-W47")
    assert 'href="/browse/changes/published?week=2026-W47">全部 52 项</a>' in week
    second = read("/browse/changes/published?week=2026-W47&page=2")
    assert second.count('class="when quiet"') == 2
    assert client.get("/browse/changes/nonsense").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_week_asks_as_much_of_the_database_for_many_changes(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    """The number of questions does not grow with what happened."""
    for serial in range(1, count + 1):
        edition_of(f"GB/T {serial}-2020", in_force="2020-01-01", withdrawn="2026-11-17")
    build_anew()
    with django_assert_num_queries(20):
        assert client.get("/browse/changes").status_code == 200


def test_spans_are_whole_weeks_and_months() -> None:
    """A week runs from Monday to Sunday and bears the year of its Thursday."""
    new_year = week_of(dt.date(2027, 1, 1))
    assert (new_year.parameter, new_year.end) == ("week=2026-W53", dt.date(2027, 1, 3))
    assert month_of(dt.date(2028, 2, 9)).end == dt.date(2028, 2, 29)
    assert month_of(dt.date(2028, 2, 9)).parameter == "month=2028-02"
