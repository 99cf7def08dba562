"""A collection built from a search follows it."""

import pytest

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.special_collections.actions import collections as actions
from biaozhun.cloud.special_collections.actions import items as item_actions
from biaozhun.cloud.special_collections.actions import refreshing
from biaozhun.cloud.special_collections.actions.refreshing import Refreshed, refresh
from biaozhun.cloud.special_collections.actions.refusing import RefusedError
from biaozhun.cloud.special_collections.models import Collection, Item, MembershipChange
from biaozhun.cloud.special_collections.tasks import refresh_all
from tests.cloud.special_collections.conftest import DAY
from tests.factories.catalogue import edition_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def found(keeper: Person) -> Collection:
    """A collection of what is in force about concrete."""
    query = "?q=混凝土&status=in_force&page=2&sort=date&junk=1"
    made = actions.create("found", {"title": "现行"}, query=query, actor=keeper)
    refresh(made, DAY, actor=keeper)
    return made


def _numbers(collection: Collection) -> list[str]:
    shown = collection.items.exclude(held=Item.Held.LEFT_OUT)
    return list(shown.values_list("number", flat=True))


def test_only_what_narrows_a_search_is_kept_of_it(found: Collection) -> None:
    """Page, order and what no search reads do not belong to the question."""
    assert found.query == "q=%E6%B7%B7%E5%87%9D%E5%9C%9F&status=in_force"
    assert _numbers(found) == ["GB 50010-2010", "GB 50204-2015"]


def test_members_come_and_go_with_the_search(found: Collection, keeper: Person) -> None:
    """A new edition comes in, a replaced one goes out, and the log tells both."""
    edition_of("GB 50204-2026", title_zh="混凝土验收", in_force="2026-11-01")
    build_anew()
    assert refresh(found, DAY, actor=keeper) == Refreshed(found=2, came=1, went=1)
    assert _numbers(found) == ["GB 50010-2010", "GB 50204-2026"]
    latest = MembershipChange.objects.order_by("-id")[:2]
    assert {(each.way, each.number, each.cause) for each in latest} == {
        ("in", "GB 50204-2026", "search"),
        ("out", "GB 50204-2015", "search"),
    }
    assert refresh(found, DAY) == Refreshed(found=2, came=0, went=0)


def test_what_is_held_by_hand_stays_as_it_is(found: Collection, keeper: Person) -> None:
    """A pinned edition stays when it is no longer found, one left out does not come back."""
    old, other = found.items.get(number="GB 50204-2015"), found.items.get(number="GB 50010-2010")
    item_actions.hold(old, Item.Held.PINNED, "合同引用", actor=keeper)
    item_actions.hold(other, Item.Held.LEFT_OUT, "不属本题", actor=keeper)
    item_actions.place(found, "GB 1-2000", node=None, actor=keeper)
    edition_of("GB 50204-2026", title_zh="混凝土验收", in_force="2026-11-01")
    build_anew()
    refresh(found, DAY)
    assert _numbers(found) == ["GB 1-2000", "GB 50204-2015", "GB 50204-2026"]


def test_the_timetable_refreshes_all_and_signs_as_the_platform(
    found: Collection, keeper: Person
) -> None:
    """Every collection with a query is asked afresh; those kept by hand are left alone."""
    actions.create("hand", {"title": "手工"}, actor=keeper)
    refresh_all()
    event = Event.objects.latest("id")
    assert (event.kind, event.subject, event.actor_name) == (
        "special_collections.collection_refreshed",
        f"collection:{found.slug}",
        "biaozhun",
    )


def test_a_search_that_finds_too_much_is_refused(
    keeper: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The members stay as they were, and a sentence says how many there may be."""
    made = actions.create("all", {"title": "全部"}, query="sort=date", actor=keeper)
    with pytest.raises(RefusedError, match="不是由检索建成"):
        refresh(made, DAY)
    actions.change(made, {"title": "全部"}, query="q=混凝土", actor=keeper)
    monkeypatch.setattr(refreshing, "MAX_DEPTH", 2)
    with pytest.raises(RefusedError, match="检索得到 3 项"):
        refresh(made, DAY)
    refresh_all()
    assert made.items.count() == 0


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("食品 接触", "q=%E9%A3%9F%E5%93%81+%E6%8E%A5%E8%A7%A6"),
        ("?q=a&page=3&status=in_force", "q=a&status=in_force"),
        ("https://example.org/search?q=a&ics=67", "q=a&ics=67"),
        ("q=what?", "q=what%3F"),
        ("  ", ""),
    ],
)
def test_a_search_is_understood_however_it_is_brought(written: str, meant: str) -> None:
    """Words alone, a query, or the whole address copied from the search page."""
    assert actions.searched(written) == meant
