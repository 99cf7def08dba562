"""The tree of a collection and the values of its facets."""

from collections.abc import Mapping, Sequence

import msgspec
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.special_collections.actions.refusing import Fault, RefusedError
from biaozhun.cloud.special_collections.actions.tables import Line
from biaozhun.cloud.special_collections.models import Collection, Node, Term

DEEPEST = 6  # levels of a tree
LONGEST_CODE, LONGEST_TITLE = 40, 200  # characters


class Written(msgspec.Struct, frozen=True):
    """What became of a table: how many lines went in, and those that did not."""

    taken: int
    faults: list[Fault]


@transaction.atomic
def add_node(
    collection: Collection, code: str, title: str, *, parent: Node | None, actor: Person
) -> Node:
    """Put a node under another, behind those already there.

    Raises:
        RefusedError: the code is taken, or the tree would grow too deep.
    """
    _check_code(collection, code, None)
    if parent and len(above(parent)) + 1 >= DEEPEST:
        raise RefusedError(_("目录最多 {n} 级。").format(n=DEEPEST))
    last = Node.objects.filter(collection=collection, parent=parent).aggregate(n=Max("order"))["n"]
    node = Node.objects.create(
        collection=collection, parent=parent, code=code, title=title, order=(last or 0) + 1
    )
    _record("node_added", collection, actor, {"code": code, "title": title})
    return node


@transaction.atomic
def change_node(
    node: Node, code: str, title: str, *, parent: Node | None, order: int, actor: Person
) -> None:
    """Rename a node, or move it with all that is below it.

    Raises:
        RefusedError: the code is taken, or the node would stand below itself or too deep.
    """
    _check_code(node.collection, code, node)
    if parent and node.pk in {each.pk for each in (*above(parent), parent)}:
        raise RefusedError(_("一个目录不能移到它自己下面。"))
    if parent and len(above(parent)) + 1 + _height(node) > DEEPEST:
        raise RefusedError(_("目录最多 {n} 级。").format(n=DEEPEST))
    was = {"code": node.code, "title": node.title}
    node.code, node.title, node.parent, node.order = code, title, parent, order
    node.save(update_fields=["code", "title", "parent", "order"])
    facts = {"code": code, "title": title, "was": was, "parent": parent.code if parent else ""}
    _record("node_changed", node.collection, actor, facts)


@transaction.atomic
def remove_node(node: Node, *, actor: Person) -> None:
    """Remove a node with those below it; what stood on them stays in the collection."""
    _record("node_removed", node.collection, actor, {"code": node.code, "title": node.title})
    node.delete()


@transaction.atomic
def import_tree(collection: Collection, lines: Sequence[Line], *, actor: Person | None) -> Written:
    """Add and rename the nodes of a table of code, title and parent; parents come first.

    A node that is there is renamed and moved; nothing is removed. A faulty line is left out and
    named; so is one whose parent is neither there nor further up in the table.
    """
    nodes = {node.code: node for node in Node.objects.filter(collection=collection)}
    faults: list[Fault] = []
    taken = 0
    for place, line in enumerate(lines, start=1):
        if message := _fault(line.cells, nodes):
            faults.append(Fault(line.number, line.text, message))
            continue
        code, parent = line.cells["code"], nodes.get(line.cells.get("parent", ""))
        values = {"title": line.cells["title"], "parent": parent, "order": place}
        node, _new = Node.objects.update_or_create(
            collection=collection, code=code, defaults=values
        )
        nodes[code] = node
        taken += 1
    facts = {"taken": taken, "faults": len(faults)}
    _record("tree_imported", collection, actor, facts)
    return Written(taken, faults)


def _fault(cells: Mapping[str, str], nodes: Mapping[str, Node]) -> str:
    """What is wrong with a line of a tree; empty where nothing is."""
    code, title, parent = (cells.get(name, "") for name in ("code", "title", "parent"))
    if not code or not title:
        return _("代号和名称都要写。")
    if len(code) > LONGEST_CODE or len(title) > LONGEST_TITLE:
        return _("代号最长 {n} 个字，名称最长 {m} 个字。").format(n=LONGEST_CODE, m=LONGEST_TITLE)
    if not parent:
        return ""
    if parent not in nodes:
        return _("上级“{code}”不在目录里，也不在前面的行里。").format(code=parent[:LONGEST_CODE])
    chain = [*above(nodes[parent]), nodes[parent]]
    if code in {node.code for node in chain}:
        return _("一个目录不能移到它自己下面。")
    depth = len(chain) + (_height(nodes[code]) if code in nodes else 1)
    return _("目录最多 {n} 级。").format(n=DEEPEST) if depth > DEEPEST else ""


@transaction.atomic
def write_terms(
    collection: Collection, facet: str, lines: Sequence[Line], *, actor: Person | None
) -> Written:
    """Make a facet have just these values, in this order; items lose one that is gone."""
    faults: list[Fault] = []
    kept: list[str] = []
    for line in lines:
        code, title = line.cells.get("code", ""), line.cells.get("title", "")
        if not code or not title or len(code) > LONGEST_CODE or len(title) > 100 or code in kept:
            faults.append(
                Fault(line.number, line.text, _("每行写代号和名称，代号不重复、不太长。"))
            )
            continue
        Term.objects.update_or_create(
            collection=collection,
            facet=facet,
            code=code,
            defaults={"title": title, "order": len(kept)},
        )
        kept.append(code)
    if not faults:
        Term.objects.filter(collection=collection, facet=facet).exclude(code__in=kept).delete()
    _record("terms_written", collection, actor, {"facet": facet, "terms": kept})
    return Written(len(kept), faults)


def above(node: Node) -> list[Node]:
    """The nodes above one, the top first."""
    chain: list[Node] = []
    here = node.parent
    while here is not None and len(chain) < DEEPEST:
        chain.insert(0, here)
        here = here.parent
    return chain


def _height(node: Node) -> int:
    """Levels from a node down to the deepest below it, itself among them."""
    children: dict[int | None, list[int]] = {}
    for pk, parent in Node.objects.filter(collection=node.collection_id).values_list(
        "pk", "parent"
    ):
        children.setdefault(parent, []).append(pk)
    level, height = [node.pk], 0
    while level and height <= DEEPEST:
        height += 1
        level = [child for pk in level for child in children.get(pk, ())]
    return height


def _check_code(collection: Collection, code: str, node: Node | None) -> None:
    taken = Node.objects.filter(collection=collection, code=code)
    if node is not None:
        taken = taken.exclude(pk=node.pk)
    if taken.exists():
        raise RefusedError(_("这个目录里已经有代号“{code}”。").format(code=code))


def _record(
    kind: str, collection: Collection, actor: Person | None, facts: Mapping[str, object]
) -> None:
    record(
        f"special_collections.{kind}",
        subject=f"collection:{collection.slug}",
        actor=actor,
        facts=facts,
    )
