"""Copies found among very many: by the title of their edition; and when the stock is recounted."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.holdings.actions import stocking
from biaozhun.cloud.holdings.models import Copy
from biaozhun.cloud.holdings.queries import stock
from biaozhun.cloud.holdings.queries.figures import _state
from biaozhun.cloud.holdings.queries.stock import Wanted
from tests.cloud.holdings.conftest import DAY, NOON, Stock
from tests.factories.catalogue import edition_of

NUMBER = "GB/T 1.1-2020"


def listed(client: Client, text: str) -> str:
    """The keepers' list narrowed to what was typed."""
    answer = client.get("/desk/holdings", {"q": text})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("indexed", ["indexed", ""])
def test_a_copy_is_found_by_the_title_its_edition_has(
    indexed: str,
    at_desk: Client,
    stocked: Stock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Words of the catalogue's title, with an index and without; apart they miss."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    edition_of(NUMBER, title_zh="标准化工作导则 第1部分：起草规则", title_en="Directives")
    edition_of("GB/T 2-2020", title_zh="钢结构设计")
    if indexed:
        build_anew()
    stocked()
    stocked("GB/T 2-2020")
    stocked("ISO 9001:2015", title="工作导则汇编")
    assert "2 件" in listed(at_desk, "工作导则")
    assert "1 件" in listed(at_desk, "钢结构")
    assert "没有符合条件的馆藏" in listed(at_desk, "标准化导则")


def test_the_list_by_a_title_asks_no_more_for_many_copies(
    at_desk: Client, stocked: Stock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """A title of one edition or of twelve, with one copy or many: the same number of questions."""
    edition_of("GB/T 1-2020", title_zh="食品安全")
    build_anew()
    stocked("GB/T 1-2020")
    with CaptureQueriesContext(connection) as first:
        assert "1 件" in listed(at_desk, "食品")
    for serial in range(2, 13):
        edition_of(f"GB/T {serial}-2020", title_zh="食品安全")
        stocked(f"GB/T {serial}-2020")
    build_anew()
    with django_assert_num_queries(len(first)):
        assert "12 件" in listed(at_desk, "食品")


def test_a_change_written_behind_a_later_one_is_counted(stocked: Stock) -> None:
    """An entry of the journal whose number is below the last one's makes the counts anew."""
    stocked()
    before = _state()
    newest = Event.objects.order_by("-pk").values_list("pk", flat=True)[0]
    Event.objects.create(pk=newest + 2, kind="holdings.copy_added", happened=NOON)
    between = _state()
    Event.objects.create(pk=newest + 1, kind="holdings.copy_added", happened=NOON)
    assert len({before, between, _state()}) == 3


@pytest.mark.parametrize("state", ["", "stock", *Copy.State])
def test_a_very_long_list_holds_the_same_copies(
    state: str, keeper: Person, stocked: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read in its order instead of sorted, a list has the same copies, count and order."""
    stocked("GB/T 3-2020")
    stocked("GB/T 1-2020")
    stocking.lose(stocked("GB/T 2-2020").pk, "找不到", actor=keeper, on=DAY)
    stocking.withdraw(stocked("GB/T 4-2020").pk, "破损", actor=keeper)
    wanted = Wanted(state=state)
    sorted_first = stock.listed(wanted, 1).page
    monkeypatch.setattr(stock, "MANY", 0)
    in_order = stock.listed(wanted, 1).page
    assert list(in_order) == list(sorted_first)
    assert in_order.paginator.count == sorted_first.paginator.count
