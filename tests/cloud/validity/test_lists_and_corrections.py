"""Many entries of keepers at once, and readings of one check that two set right."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.validity.actions import correcting
from biaozhun.cloud.validity.actions.clause_withdrawals import WithdrawalFacts, record_list
from biaozhun.cloud.validity.actions.sending import Order, send
from biaozhun.cloud.validity.errors import CheckRefusedError
from biaozhun.cloud.validity.models import Check, ClauseWithdrawal
from biaozhun.core.validity import Citing

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 11, 1)


def facts(serial: int, *clauses: str) -> WithdrawalFacts:
    """What one announcement says of an edition."""
    number = f"GB {serial}-2014"
    slug = number.replace(" ", "-")
    return WithdrawalFacts(slug=slug, number=number, clauses=clauses, since=ON, basis="公告")


def test_a_long_list_holds_other_writers_up_no_longer_than_a_short_one() -> None:
    """As many statements for eighty entries as for one."""
    keeper = Person.objects.create_user("k@example.org", name="甲", role=Role.CATALOGUER)
    asked = []
    for entries in (1, 80):
        with CaptureQueriesContext(connection) as queries:
            assert record_list(map(facts, range(entries)), actor=keeper, at=now()) == entries
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_what_a_list_says_twice_or_anew_counts_once_and_as_said_last() -> None:
    """The entry stays the same one, with the words of the latest row."""
    keeper = Person.objects.create_user("k@example.org", name="甲", role=Role.CATALOGUER)
    assert record_list([facts(1, "3.1"), facts(1, "3.2")], actor=keeper, at=now()) == 1
    first = ClauseWithdrawal.objects.get()
    assert first.clauses == ["3.2"]
    assert record_list([facts(1, "4")], actor=keeper, at=now()) == 1
    again = ClauseWithdrawal.objects.get()
    assert (again.pk, again.clauses) == (first.pk, ["4"])


@pytest.fixture
def check() -> Check:
    """A check of two numbers that no catalogue holds."""
    return send(Order(on=ON, text="GB/T 1-2000，GB/T 2-2000"))


def test_what_somebody_else_set_right_meanwhile_stays(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both corrections hold, though the second was begun before the first was written down."""
    judged = correcting.judged_again

    def late(held: Check) -> dict[str, object]:
        monkeypatch.setattr(correcting, "judged_again", judged)
        correcting.correct(check, 12, 23, "GB/T 22-2000")
        return judged(held)

    monkeypatch.setattr(correcting, "judged_again", late)
    held = correcting.correct(check, 0, 11, "GB/T 11-2000")
    kept = Check.objects.get()
    assert [one["typed"] for one in kept.corrections] == ["GB/T 22-2000", "GB/T 11-2000"]
    assert (kept.lines, kept.corrections) == (held.lines, held.corrections)


def test_a_check_that_goes_while_it_is_answered_anew_does_not_come_back(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is refused as one that is not there, and no row is written."""
    judged = correcting.judged_again

    def late(held: Check) -> dict[str, object]:
        Check.objects.all().delete()
        return judged(held)

    monkeypatch.setattr(correcting, "judged_again", late)
    with pytest.raises(CheckRefusedError) as refused:
        correcting.ask_again(check, citing=Citing.LAW)
    assert refused.value.code == "not_finished"
    assert not Check.objects.exists()
