"""Two who do the same at the same moment: the second is told so, and nothing fails."""

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.holdings.actions import acquiring, keeping
from biaozhun.cloud.holdings.lifecycle import RefusedError
from biaozhun.cloud.holdings.models import Acquisition, Place, Wish
from biaozhun.cloud.holdings.queries.numbers import named
from tests.cloud.holdings.conftest import DAY, Readers
from tests.meanwhile import meanwhile

NUMBER = "GB/T 1.1-2020"
LOOKING = 'SELECT "holdings_acquisition"'
WANTED = acquiring.Ordered()


def entry() -> Acquisition:
    """What the other has just put on the wish list."""
    told = named(NUMBER)
    return Acquisition.objects.create(
        slug=told.slug, number=told.number, sort_key=told.sort_key, opened=DAY
    )


def test_two_readers_wish_the_same_at_once(reader_called: Readers) -> None:
    """Both wishes stand under one entry."""
    first, second = reader_called("first"), reader_called("second")

    def wish_too() -> None:
        Wish.objects.create(acquisition=entry(), person=first, reason="", wished=DAY)

    with meanwhile(wish_too, after=LOOKING, times=2):
        acquiring.wish(named(NUMBER), person=second, reason="", on=DAY)
    assert Acquisition.objects.count() == 1
    assert set(Wish.objects.values_list("person", flat=True)) == {first.pk, second.pk}


def test_two_keepers_order_the_same_at_once(keeper: Person) -> None:
    """What the first has put on the wish list is ordered; what is ordered is not ordered again."""
    with meanwhile(entry, after=LOOKING):
        acquiring.order_unwished(named(NUMBER), WANTED, "书店", actor=keeper, on=DAY)
    row = Acquisition.objects.get()
    assert row.state == Acquisition.State.ORDERED
    other = entry()

    def order_too() -> None:
        acquiring.order([(other.pk, WANTED)], "书店", actor=keeper, on=DAY)

    with meanwhile(order_too, after=LOOKING), pytest.raises(RefusedError) as refused:
        acquiring.order_unwished(named(NUMBER), WANTED, "书店", actor=keeper, on=DAY)
    assert refused.value.code == "illegal_state"


def test_a_name_that_another_took_is_refused(keeper: Person) -> None:
    """The form had checked it; the first keeps it, and the form is given back to the second."""
    Place.objects.create(code="B1", name="甲", kind=Place.Kind.ROOM)
    with pytest.raises(RefusedError) as refused:
        keeping.keep(Place(code="B1", name="乙", kind=Place.Kind.ROOM), actor=keeper)
    assert refused.value.code == "name_taken"
    browser = Client()
    browser.force_login(keeper)
    told = {"code": "B2", "name": "丙", "kind": Place.Kind.ROOM}

    def keep_too() -> None:
        Place.objects.create(**told)

    with meanwhile(keep_too, after='SELECT %s AS "a" FROM "holdings_place"'):
        answer = browser.post("/desk/holdings/places", told)
    assert (answer.status_code, "刚刚被别人用了" in answer.content.decode()) == (422, True)
    assert Place.objects.count() == 2
