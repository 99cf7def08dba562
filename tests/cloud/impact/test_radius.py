"""What rests on a standard, what covers it instead, who must be told."""

import io

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from openpyxl import load_workbook

from biaozhun.cloud.impact.queries.radius import radius
from biaozhun.core.number import parse
from tests.cloud.impact.conftest import TODAY
from tests.factories.catalogue import edition_of, relation_of

OLD, NEW, BOTH = "GB/T 100-2010", "GB/T 100-2020", "GB/T 100"


def _resting(*numbers: str) -> list[list[str]]:
    found = radius([parse(number) for number in numbers], TODAY, asker=None)
    return [[one.title for one in hit.reliants] for hit in found.hits]


@pytest.mark.usefixtures("library")
def test_an_old_edition_bears_the_citations_that_name_it() -> None:
    """A citation without year means the newer edition, and what has ended rests on nothing."""
    assert _resting(OLD) == [["GB/T 200-2015 注日期引用"]]


@pytest.mark.usefixtures("library")
def test_the_newest_edition_bears_the_citations_without_year() -> None:
    """Who cites the standard without year rests on the edition in force."""
    assert _resting(NEW) == [["GB/T 300-2016 不注日期引用"]]


@pytest.mark.usefixtures("library")
def test_a_standard_as_a_whole_bears_all_of_them() -> None:
    """Asked for without year, everything that rests on any edition is told."""
    assert [sorted(titles) for titles in _resting(BOTH)] == [
        ["GB/T 200-2015 注日期引用", "GB/T 300-2016 不注日期引用"]
    ]


@pytest.mark.usefixtures("library")
def test_what_covers_it_instead_is_not_on_the_list_itself() -> None:
    """The successor is named, unless it is to go too."""
    alone = radius([parse(OLD)], TODAY, asker=None)
    assert [hit.instead for hit in alone.hits] == [(NEW,)]
    together = radius([parse(OLD), parse(NEW)], TODAY, asker=None)
    assert [hit.instead for hit in together.hits] == [(), ()]


@pytest.mark.usefixtures("library")
def test_bodies_are_told_once_with_all_that_is_theirs() -> None:
    """Each body stands once, the one with the most places first."""
    more = edition_of("GB/T 201-2015", published="2015-01-01", jurisdiction_body="甲委员会")
    relation_of(more, "cites", OLD)
    found = radius([parse(OLD), parse(NEW)], TODAY, asker=None)
    assert [(one.body, len(one.reliants)) for one in found.affected] == [
        ("甲委员会", 2),
        ("乙委员会", 1),
    ]
    assert (found.places, found.unnamed) == (3, ())


@pytest.mark.usefixtures("library")
def test_the_page_answers_a_list_and_names_what_it_cannot_read(client: Client) -> None:
    """Any spelling is read; a line that is no number is named with its place."""
    page = client.get("/impact", {"numbers": "gbt100-2010\n不是编号"}).content.decode()
    assert "GB/T 200-2015 注日期引用" in page
    assert "第 2 行读不出标准编号：不是编号" in page


@pytest.mark.usefixtures("library")
def test_the_page_of_an_edition_tells_who_cites_it(client: Client) -> None:
    """The panel lists the places and leads to the blast radius."""
    page = client.get("/standards/GB/T-100-2010").content.decode()
    assert "谁在引用它" in page
    assert 'href="/impact?numbers=GB/T%20100-2010"' in page or "GB%2FT%20100-2010" in page


@pytest.mark.usefixtures("library")
def test_the_workbook_holds_a_row_for_each_place(client: Client) -> None:
    """The same rows as on the page, as text and never as formulas."""
    answer = client.get("/impact", {"numbers": OLD, "format": "xlsx"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][:5] == (OLD, "replaced", NEW, "标准", "GB/T 200-2015 注日期引用")
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}


@pytest.mark.usefixtures("library")
def test_programs_ask_for_the_same(client: Client) -> None:
    """The interface gives the places, the bodies, and refuses what is no number."""
    answer = client.get("/api/v1/impact", {"number": [OLD], "on": TODAY.isoformat()}).json()
    assert answer["bodies"] == ["甲委员会"]
    assert [one["title"] for one in answer["items"][0]["reliants"]] == ["GB/T 200-2015 注日期引用"]
    refused = client.get("/api/v1/impact", {"number": "nonsense"})
    assert (refused.status_code, refused.json()["fragment"]) == (422, "nonsense")


@pytest.mark.usefixtures("library")
def test_many_numbers_ask_as_often_as_one(django_assert_max_num_queries: object) -> None:
    """The questions do not grow with the list."""
    numbers = [parse(f"GB/T {serial}-2010") for serial in range(100, 160)]
    radius(numbers[:1], TODAY, asker=None)
    for some in (numbers[:1], numbers):
        with django_assert_max_num_queries(45):  # type: ignore[operator]  # a fixture of the plugin
            radius(some, TODAY, asker=None)


class AnyAddress(TestCase):
    """Whatever stands in the address, the page answers."""

    @given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=20))
    def test_no_address_fails(self, numbers: str, on: str, form: str) -> None:
        """Nonsense is named or left out."""
        asked = {"numbers": numbers, "on": on, "format": form}
        assert self.client.get("/impact", asked).status_code == 200
