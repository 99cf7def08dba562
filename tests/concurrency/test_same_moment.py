"""On PostgreSQL two at the same moment: one succeeds, the other reads why not."""

import datetime as dt
import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.catalogue.actions import ruling, undoing
from biaozhun.cloud.catalogue.actions.importing import import_file
from biaozhun.cloud.catalogue.actions.orders import ImportOrder
from biaozhun.cloud.catalogue.actions.sources import SourceDescription
from biaozhun.cloud.catalogue.models import ImportRun, PrecedenceRule, RunUndo
from biaozhun.cloud.holdings.actions import acquiring, keeping
from biaozhun.cloud.holdings.lifecycle import RefusedError as HoldingsRefusedError
from biaozhun.cloud.holdings.models import Acquisition, Place, Wish
from biaozhun.cloud.holdings.queries.numbers import named
from biaozhun.cloud.special_collections.actions import collections
from biaozhun.cloud.special_collections.actions.examples import create_construction_collection
from biaozhun.cloud.special_collections.actions.refusing import RefusedError
from biaozhun.cloud.special_collections.models import Collection

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

DAY = dt.date(2026, 7, 1)
NUMBER = "GB/T 1.1-2020"
REFUSALS = (
    HoldingsRefusedError,
    RefusedError,
    ruling.RuleRefusedError,
    undoing.UndoRefusedError,
)
AT_ONCE = 6


def person(name: str) -> Person:
    """Somebody who may do all of this."""
    return Person.objects.create_user(f"{name}@example.org", name=name, role=Role.OPERATOR)


def at_once(act: Callable[[int], object]) -> list[str]:
    """How each of those who act at the same moment fares: ``done``, or the code of a refusal."""
    start = threading.Barrier(AT_ONCE)
    fared: list[str] = []

    def begin(place: int) -> None:
        try:
            start.wait()
            act(place)
            fared.append("done")
        except REFUSALS as refused:
            fared.append(str(getattr(refused, "code", "refused")))
        except BaseException as error:  # noqa: BLE001  -- told by the comparison of the test
            fared.append(repr(error))
        finally:
            connection.close()

    acting = [threading.Thread(target=begin, args=(place,)) for place in range(AT_ONCE)]
    for each in acting:
        each.start()
    for each in acting:
        each.join()
    return sorted(fared)


def all_but_one(code: str) -> list[str]:
    """One succeeded and the others were refused."""
    return sorted(["done", *[code] * (AT_ONCE - 1)])


def test_readers_wish_one_number() -> None:
    """All wishes stand under one entry."""
    readers = [person(f"r{place}") for place in range(AT_ONCE)]
    wished = at_once(
        lambda place: acquiring.wish(named(NUMBER), person=readers[place], reason="", on=DAY)
    )
    assert wished == ["done"] * AT_ONCE
    assert (Acquisition.objects.count(), Wish.objects.count()) == (1, AT_ONCE)


def test_keepers_order_one_number() -> None:
    """Each order is of its own entry, or refused in words; the wish list never holds two."""
    keeper = person("k")
    ordered = at_once(
        lambda _: acquiring.order_unwished(
            named(NUMBER), acquiring.Ordered(), "书店", actor=keeper, on=DAY
        )
    )
    assert set(ordered) <= {"done", "illegal_state"}
    assert Acquisition.objects.filter(state="ordered").count() == ordered.count("done") > 0


def test_keepers_add_one_collection_and_one_place() -> None:
    """The first has it."""
    keeper = person("k")
    facts = {"title": "专题"}
    made = at_once(lambda _: collections.create("one", facts, actor=keeper))
    assert made == all_but_one("refused")
    assert at_once(lambda _: create_construction_collection(keeper)) == ["done"] * AT_ONCE
    assert Collection.objects.count() == 2
    kept = at_once(
        lambda _: keeping.keep(Place(code="B1", name="甲", kind=Place.Kind.ROOM), actor=keeper)
    )
    assert kept == all_but_one("name_taken")


@pytest.fixture
def runs(tmp_path: Path) -> list[int]:
    """Two sources that disagree."""
    made = []
    for source, title in (("a", "甲"), ("b", "乙")):
        path = tmp_path / f"{source}.jsonl"
        path.write_text(json.dumps({"number": NUMBER, "title_zh": title}), encoding="utf-8")
        order = ImportOrder(path=path, source=SourceDescription(slug=source), seen=DAY)
        made.append(import_file(order, report=lambda _: None).run)
    return made


@pytest.mark.usefixtures("runs")
def test_keepers_make_one_rule_or_its_opposite() -> None:
    """One stands."""
    keeper = person("k")

    def make(place: int) -> None:
        one, other = ("a", "b") if place % 2 else ("b", "a")
        rule = PrecedenceRule(field="title_zh", preferred=one, over=other, reason="r")
        ruling.make_rule(rule, actor=keeper)

    fared = at_once(make)
    assert (fared.count("done"), set(fared)) == (1, {"done", "rule_opposed", "rule_stands"})
    assert PrecedenceRule.objects.count() == 1


def test_operators_take_one_run_back(runs: list[int]) -> None:
    """It is ordered once."""
    keeper = person("k")
    run = ImportRun.objects.get(pk=runs[0])
    fared = at_once(lambda _: undoing.order_undo(run, actor=keeper, reason="r"))
    assert fared == all_but_one("undo_ordered")
    assert RunUndo.objects.count() == 1
