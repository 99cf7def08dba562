"""The tree of a collection: adding, moving, removing, and a table of it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.special_collections.actions import items, tree
from biaozhun.cloud.special_collections.actions.importing import TREE_COLUMNS
from biaozhun.cloud.special_collections.actions.refusing import Fault, RefusedError
from biaozhun.cloud.special_collections.actions.tables import read_lines
from biaozhun.cloud.special_collections.models import Collection, Item, Node, Term
from biaozhun.cloud.special_collections.queries import lists
from tests.cloud.special_collections.conftest import lines

pytestmark = pytest.mark.django_db


def _outline(collection: Collection) -> list[tuple[str, int]]:
    return [(node.code, depth) for node, depth, _total in lists.nodes(collection)]


def test_a_table_makes_a_tree_and_names_its_faults(collection: Collection, keeper: Person) -> None:
    """Parents come first; a line without a title, or under what is not there, is left out."""
    written = tree.import_tree(
        collection,
        lines("code,title,parent", "1.2,施工,1", "9,,", "8.1,某,8", "1,结构工程,", "1,环,1.1"),
        actor=keeper,
    )
    assert written.taken == 2
    assert written.faults == [
        Fault(3, "9,,", "代号和名称都要写。"),
        Fault(4, "8.1,某,8", "上级“8”不在目录里，也不在前面的行里。"),
        Fault(6, "1,环,1.1", "一个目录不能移到它自己下面。"),
    ]
    assert _outline(collection) == [("2", 0), ("1", 0), ("1.2", 1), ("1.1", 1)]
    assert Node.objects.get(collection=collection, code="1").title == "结构工程"
    event = Event.objects.filter(kind="special_collections.tree_imported").latest("id")
    assert (event.subject, event.facts) == ("collection:concrete", {"taken": 2, "faults": 3})


def test_a_node_moves_with_all_below_it(collection: Collection, keeper: Person) -> None:
    """Moving keeps what is below; a code is taken once, and no node stands below itself."""
    one, two = (Node.objects.get(collection=collection, code=code) for code in ("1", "2"))
    tree.change_node(one, "1", "结构", parent=two, order=1, actor=keeper)
    assert _outline(collection) == [("2", 0), ("1", 1), ("1.1", 2)]
    two.refresh_from_db()
    with pytest.raises(RefusedError, match="它自己下面"):
        tree.change_node(two, "2", "验收", parent=one, order=1, actor=keeper)
    with pytest.raises(RefusedError, match="已经有代号“1”"):
        tree.change_node(two, "1", "验收", parent=None, order=1, actor=keeper)
    with pytest.raises(RefusedError, match="已经有代号“2”"):
        tree.add_node(collection, "2", "又一个", parent=None, actor=keeper)


def test_a_node_that_went_meanwhile_is_named_no_more(
    collection: Collection, keeper: Person
) -> None:
    """Somebody else removed it: nothing is put on it, and it is not removed twice."""
    node = tree.add_node(collection, "A", "甲", parent=None, actor=keeper)
    items.place(collection, "GB 1-1999", node=None, actor=keeper)
    (item,) = Item.objects.filter(collection=collection)
    tree.remove_node(Node.objects.get(pk=node.pk), actor=keeper)
    for act in (
        lambda: items.put_on([item], node, actor=keeper),
        lambda: items.place(collection, "GB 2-1999", node=node, actor=keeper),
        lambda: tree.remove_node(node, actor=keeper),
    ):
        with pytest.raises(RefusedError, match="没有这个目录"):
            act()
    assert list(Item.objects.values_list("slug", "node")) == [("GB-1-1999", None)]


def test_a_tree_has_six_levels_at_most(collection: Collection, keeper: Person) -> None:
    """A seventh level is refused, by hand, by moving and in a table."""
    parent = Node.objects.get(collection=collection, code="1.1")
    for level in range(3, 7):
        parent = tree.add_node(collection, f"d{level}", "深", parent=parent, actor=keeper)
    with pytest.raises(RefusedError, match="最多 6 级"):
        tree.add_node(collection, "d7", "深", parent=parent, actor=keeper)
    two = Node.objects.get(collection=collection, code="2")
    with pytest.raises(RefusedError, match="最多 6 级"):
        tree.change_node(two, "2", "验收", parent=parent, order=1, actor=keeper)
    table = lines("code,title,parent", "x,深,d6")
    assert tree.import_tree(collection, table, actor=keeper).faults[0].message == "目录最多 6 级。"


def test_a_facet_has_just_the_values_written(collection: Collection, keeper: Person) -> None:
    """Values keep their order and lose those left out, but not where a line is at fault."""
    tree.write_terms(collection, "stage", lines("code,title", "d,设计", "c,施工"), actor=keeper)
    tree.write_terms(collection, "stage", lines("code,title", "c,施工", "a,验收"), actor=keeper)
    assert list(Term.objects.values_list("code", "title")) == [("c", "施工"), ("a", "验收")]
    faulty = tree.write_terms(collection, "stage", lines("code,title", "c,"), actor=keeper)
    assert len(faulty.faults) == 1
    assert Term.objects.count() == 2


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.text(max_size=200))
def test_any_text_is_a_table_or_is_refused(
    collection: Collection, keeper: Person, body: str
) -> None:
    """Whatever is pasted: every line goes in or is named, or a sentence says why none can."""
    try:
        read = read_lines(f"代号,名称,上级\n{body}", TREE_COLUMNS, needed=("code", "title"))
    except RefusedError:
        return
    written = tree.import_tree(collection, read, actor=keeper)
    assert written.taken + len(written.faults) == len(read)
