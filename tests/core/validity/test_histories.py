"""Every life of the table, asked on every one of its days."""

from typing import Any

import pytest

from biaozhun.core.validity import Answer, Citing, judge
from tests.core.validity.histories import History, Row, histories, key_of

HISTORIES = histories()
CASES = [
    pytest.param(history, row, id=f"{history.name}, {row['d']}")
    for history in HISTORIES
    for row in history.on
]


def told(answer: Answer, wanted: str) -> Any:
    """What an answer says where the table speaks of it, in the words of the table."""
    says = {
        "is": answer.outcome,
        "then": answer.consequence,
        "rule": answer.rule,
        "sure": answer.certain,
        "key": answer.key,
        "newest": answer.newest,
        "since": answer.since,
        "until": answer.until,
        "may": answer.may_follow_until,
        "must": answer.must_follow_from,
        "succ": [step.number for step in answer.successors],
        "inferred": all(step.inferred for step in answer.successors),
        "cand": list(answer.candidates),
        "cuts": len(answer.clauses_withdrawn),
        "amends": [sheet.number for sheet in answer.amendments],
        "undated": answer.since is None,
        "held": answer.holding.editions if answer.holding else None,
        "unheld": not answer.key and bool(answer.number),
        "by": answer.withdrawn_by,
        "clashes": list(answer.clashes),
        "number": answer.number,
        "newer": answer.adopted[0].newer if answer.adopted else None,
    }
    return says[wanted]


def expected(row: Row) -> dict[str, Any]:
    """The row of the table, keys for numbers where keys are compared."""
    return {
        name: key_of(value) if name == "key" and value else value
        for name, value in row.items()
        if name != "d"
    }


@pytest.mark.parametrize(("history", "row"), CASES)
def test_each_life_on_each_day(history: History, row: Row) -> None:
    """The answer on the day is the one the table demands, in all that the table speaks of."""
    answer = judge(history.asked, history.shelf, on=row["d"], citing=Citing.REFERENCE)
    wanted = expected(row)
    assert {name: told(answer, name) for name in wanted} == wanted, answer.reason


def test_the_table_is_whole() -> None:
    """At least sixty lives, each with a name of its own and asked for on four different days."""
    assert len(HISTORIES) >= 60
    assert len({history.name for history in HISTORIES}) == len(HISTORIES)
    assert {len({row["d"] for row in history.on}) for history in HISTORIES} == {4}
