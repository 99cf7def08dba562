"""Which texts crawlers are told of: what everybody may open, and nothing else."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.texts.actions.receiving import Order, receive
from biaozhun.cloud.texts.actions.showing import Disclosure, decide_right, take_down
from biaozhun.cloud.texts.models import Text
from tests.cloud.crawler import pages, places, told
from tests.cloud.texts.conftest import Put, Shelve
from tests.documents.test_full_texts import PNG
from tests.factories.catalogue import edition_of

pytestmark = pytest.mark.django_db
WITHHELD = [Disclosure(right=right, reason="版权未取得") for right in ("metadata", "closed")]


def told_places(client: Client) -> list[str]:
    """Where the texts told of are."""
    return [place for place, _ in places(client, "texts")]


def test_an_open_text_is_told_with_the_day_of_its_last_change(
    client: Client, shelve: Shelve
) -> None:
    """By its own address, a translation with its language."""
    shelve()
    shelve(kind=Text.Kind.TRANSLATION, language="en")
    day = day_of(Text.objects.values_list("changed", flat=True)[0]).isoformat()
    assert places(client, "texts") == [
        ("/texts/GB-55001-2021", day),
        ("/texts/GB-55001-2021?kind=translation&language=en", day),
    ]
    assert "/sitemaps/texts/0.xml" in pages(client)
    for place in told_places(client):
        page = client.get(place)
        assert (page.status_code, b"noindex" in page.content) == (200, False)


@pytest.mark.parametrize("right", WITHHELD)
def test_a_text_that_is_not_open_never_appears(
    client: Client, shelve: Shelve, right: Disclosure
) -> None:
    """Neither from the beginning nor after it was open; what was open beside it stays."""
    shelve("GB 1-2020", right=right)
    opened = shelve("GB 2-2020")
    shelve("GB 3-2020")
    assert told_places(client) == ["/texts/GB-2-2020", "/texts/GB-3-2020"]
    decide_right(opened.pk, right, actor=None)
    assert told_places(client) == ["/texts/GB-3-2020"]


def test_drafts_and_what_was_taken_down_or_replaced_never_appear(
    client: Client, shelve: Shelve, put: Put
) -> None:
    """Of a text that took the place of another the one address is told once."""
    made = put({"1": "草稿"}, "draft.jsonl")
    receive(made, Order(number="GB 1-2020"), name="draft.jsonl", actor=None)
    take_down(shelve("GB 2-2020").pk, "弄错了", actor=None)
    shelve("GB 3-2020")
    shelve("GB 3-2020", {"1": "改过的文字。"})
    assert told_places(client) == ["/texts/GB-3-2020"]


def test_a_page_that_would_open_with_a_withheld_text_is_not_told(
    client: Client, shelve: Shelve, put: Put
) -> None:
    """The file may be open; the address shows the clauses, and these are not."""
    picture = put({}, "guide.png")
    picture.write_bytes(PNG)
    guide = {"kind": Text.Kind.ILLUSTRATED_GUIDE}
    shelve(path=picture, **guide)
    assert told_places(client) == ["/texts/GB-55001-2021?kind=illustrated_guide"]
    shelve(right=WITHHELD[0], **guide)
    assert told_places(client) == []


def test_texts_of_invented_editions_are_left_out(client: Client, shelve: Shelve) -> None:
    """Their pages ask crawlers to leave them, too."""
    edition_of("DB99/T 1-2020", invented=True)
    shelve("DB99/T 1-2020")
    assert told_places(client) == []


def test_a_page_of_texts_asks_the_database_once(
    client: Client, shelve: Shelve, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """However many there are."""
    for serial in range(1, 5):
        shelve(f"GB {serial}-2020")
    with django_assert_num_queries(1):
        assert len(told(client, "/sitemaps/texts/0.xml")) == 4
