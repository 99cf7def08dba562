"""Many who draw a plan number at the same moment: no number twice, none left out."""

import datetime as dt
import threading

import pytest
from django.db import connection

from biaozhun.cloud.proposals.actions.numbers import draw_plan_number
from biaozhun.cloud.proposals.models import PlanNumber, PlanNumberSeries
from tests.factories.proposals import authority_at

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

NOON = dt.datetime(2026, 11, 23, 4, tzinfo=dt.UTC)
AT_ONCE, EACH = 8, 5


def test_plan_numbers_drawn_at_once_are_all_different() -> None:
    """Eight connections draw five numbers each; the serials are 1 to 40."""
    authority = authority_at()
    start = threading.Barrier(AT_ONCE)
    drawn: list[str] = []
    failed: list[str] = []

    def draw() -> None:
        try:
            start.wait()
            drawn.extend(draw_plan_number(authority, 2026, at=NOON).text for _ in range(EACH))
        except Exception as error:  # noqa: BLE001  -- told by the comparison of the test
            failed.append(repr(error))
        finally:
            connection.close()

    acting = [threading.Thread(target=draw) for _ in range(AT_ONCE)]
    for each in acting:
        each.start()
    for each in acting:
        each.join()
    assert failed == []
    assert sorted(drawn) == [f"DB4401JH2026-{n:03}" for n in range(1, AT_ONCE * EACH + 1)]
    assert PlanNumber.objects.count() == PlanNumberSeries.objects.get().last == AT_ONCE * EACH
