"""Large tables of a collection, and tables that tell only a part."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.special_collections.actions import items, tree
from biaozhun.cloud.special_collections.actions.importing import ITEM_COLUMNS, import_items
from biaozhun.cloud.special_collections.actions.tables import Line, read_lines
from biaozhun.cloud.special_collections.models import Collection, Item, MembershipChange, Node
from tests.cloud.special_collections.conftest import lines

pytestmark = pytest.mark.django_db


def _table(rows: int, title: str) -> list[Line]:
    told = [f"GB/T {row}-2020,{title}{row},1.1" for row in range(1, rows + 1)]
    return read_lines("\n".join(["编号,名称,目录代号", *told]), ITEM_COLUMNS, needed=("number",))


@pytest.mark.parametrize("rows", [2, 120])
def test_a_table_of_items_costs_the_same_few_statements(
    rows: int,
    collection: Collection,
    keeper: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """New or changed, the database is asked as often for many items as for two."""
    for title in ("旧", "新"):
        with django_assert_max_num_queries(14):
            assert import_items(collection, _table(rows, title), actor=keeper).taken == rows
    assert list(Item.objects.order_by("sort_key").values_list("title", "node__code")) == [
        (f"新{row}", "1.1") for row in range(1, rows + 1)
    ]
    assert MembershipChange.objects.count() == rows


@pytest.mark.parametrize("rows", [2, 120])
def test_a_table_of_nodes_costs_the_same_few_statements(
    rows: int,
    collection: Collection,
    keeper: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """New or moved, the database is asked as often for many nodes as for two."""
    for parent in ("1.1", "2"):
        table = lines("code,title,parent", *(f"n{row},节,{parent}" for row in range(rows)))
        with django_assert_max_num_queries(8):
            assert tree.import_tree(collection, table, actor=keeper).taken == rows
    assert Node.objects.filter(collection=collection, parent__code="2").count() == rows


def test_what_a_table_has_no_column_for_stays(collection: Collection, keeper: Person) -> None:
    """A table of numbers and nodes moves items and leaves their other facts alone."""
    whole = "编号,名称,发布单位,日期,依据的标准\nGB/T 9-2020,某规范,某部,2020-10-01,GB 50010-2010"
    read = read_lines(whole, ITEM_COLUMNS, needed=("number",))
    import_items(collection, read, actor=keeper)
    part = read_lines("编号,目录代号\nGB/T 9-2020,2", ITEM_COLUMNS, needed=("number",))
    import_items(collection, part, actor=keeper)
    item = Item.objects.select_related("node").get()
    assert (item.title, item.issuer, str(item.date)) == ("某规范", "某部", "2020-10-01")
    assert (item.rests_on, item.node and item.node.code) == (["GB-50010-2010"], "2")
    emptied = read_lines("编号,发布单位\nGB/T 9-2020,", ITEM_COLUMNS, needed=("number",))
    import_items(collection, emptied, actor=keeper)
    assert Item.objects.values_list("issuer", "title").get() == ("", "某规范")


def test_what_was_left_out_and_is_placed_again_is_logged(
    collection: Collection, keeper: Person
) -> None:
    """Placing takes a number in again that had been left out, and the log says so."""
    items.place(collection, "GB/T 9-2020", node=None, actor=keeper)
    items.hold(Item.objects.get(), Item.Held.LEFT_OUT, "不相干", actor=keeper)
    items.place(collection, "GB/T 9-2020", node=None, actor=keeper)
    logged = MembershipChange.objects.order_by("id").values_list("way", flat=True)
    assert list(logged) == ["in", "out", "in"]


def test_many_items_go_only_to_a_node_that_is_there(
    collection: Collection, keeper: Person, desk: Client
) -> None:
    """A node that was removed meanwhile moves nothing; an id of any length is nobody's."""
    node = Node.objects.get(collection=collection, code="2")
    items.place(collection, "GB/T 9-2020", node=node, actor=keeper)
    page = reverse("special_collections:desk_items", args=[collection.slug])
    chosen = [Item.objects.get().pk, "9" * 5000]
    answer = desk.post(page, {"act": "move", "item": chosen, "node": "gone"}, follow=True)
    assert "没有这个目录。" in answer.content.decode()
    assert Item.objects.get().node == node
    desk.post(page, {"act": "move", "item": chosen, "node": "1.1"})
    assert Item.objects.values_list("node__code", flat=True).get() == "1.1"


def test_nodes_move_by_how_they_stand_now(collection: Collection, keeper: Person) -> None:
    """Two keepers who move two nodes below each other from old pages make no circle."""
    one, two = (Node.objects.get(collection=collection, code=code) for code in ("1", "2"))
    tree.change_node(one, "1", "结构", parent=two, order=1, actor=keeper)
    with pytest.raises(tree.RefusedError, match="它自己下面"):
        tree.change_node(two, "2", "验收", parent=one, order=1, actor=keeper)
    Node.objects.filter(pk=two.pk).delete()
    with pytest.raises(tree.RefusedError, match="没有这个目录"):
        tree.add_node(collection, "3", "又一个", parent=two, actor=keeper)
