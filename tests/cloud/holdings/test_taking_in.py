"""Many copies at once, and reasons as they are typed."""

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.holdings.actions.taking_in import take_in
from biaozhun.cloud.holdings.models import Copy, Place
from tests.cloud.holdings.conftest import DAY, NOON, Stock, signed

NUMBER = "GB/T 1.1-2020"


@pytest.mark.parametrize("rows", [2, 150])
def test_a_table_goes_in_with_the_same_few_statements(
    rows: int,
    keeper: Person,
    shelf: Place,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """The database is asked as often for many rows as for two; every copy has its event."""
    table = [
        (row, {"标准编号": f"GB/T {row}-2020", "馆藏地": shelf.code, "条码": f"6900{row}"})
        for row in range(2, 2 + rows)
    ]
    with django_assert_max_num_queries(24):
        intake = take_in(table, file_name="a.csv", actor=keeper, at=NOON, on=DAY)
    assert (intake.stored, intake.rejected) == (rows, 0)
    names = sorted(Copy.objects.values_list("accession", flat=True))
    assert names == [f"2026-{n:06d}" for n in range(1, rows + 1)]
    added = Event.objects.filter(kind="holdings.copy_added", actor=keeper)
    assert sorted(added.values_list("facts__accession", flat=True)) == names


def test_a_name_goes_to_the_first_row_that_asks_for_it(keeper: Person, stocked: Stock) -> None:
    """Of rows with one name the first is stored, unless a copy in the stock has it already."""
    stocked(accession="旧-1", barcode="690")
    cells = [
        {"登录号": "旧-2", "条码": "691"},
        {"登录号": "旧-3", "条码": "691"},
        {"条码": "690"},
        {"登录号": "旧-2"},
        {"条码": "2026-000007"},
        {},
    ]
    table = [(row, {"标准编号": NUMBER, **told}) for row, told in enumerate(cells, start=2)]
    intake = take_in(table, file_name="a.csv", actor=keeper, at=NOON, on=DAY)
    faults = list(intake.faults.values_list("position", "code", "message"))
    assert faults == [
        (3, "duplicate", "691"),
        (4, "duplicate", "690"),
        (5, "duplicate", "旧-2"),
        (6, "accession_ours", "2026-000007"),
    ]
    assert sorted(Copy.objects.values_list("accession", "barcode")) == [
        ("2026-000001", "2026-000001"),
        ("旧-1", "690"),
        ("旧-2", "691"),
    ]


@pytest.mark.parametrize("verb", ["withdraw", "lose"])
def test_a_reason_loses_what_no_text_has(verb: str, keeper: Person, stocked: Stock) -> None:
    """A NUL, which PostgreSQL does not take, is left out of a reason."""
    copy = stocked()
    client: Client = signed(keeper)
    answer = client.post(f"/desk/holdings/copies/{copy.pk}/{verb}", {"reason": " 破\0损 "})
    assert answer.status_code == 302
    copy.refresh_from_db()
    assert copy.reason == "破损"
