"""The tree of a collection and the values of its facets."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.special_collections.actions.locking import lock
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
        RefusedError: the code is taken, the tree would grow too deep, or the parent is gone.
    """
    lock(collection)
    parent = _again(parent) if parent else None
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
        RefusedError: the code is taken, the node would stand below itself or too deep, or it or
            the parent is gone.
    """
    lock(node.collection)
    node, parent = _again(node), _again(parent) if parent else None
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
    """Remove a node with those below it; what stood on them stays in the collection.

    Raises:
        RefusedError: it was removed meanwhile.
    """
    lock(node.collection, node)
    _record("node_removed", node.collection, actor, {"code": node.code, "title": node.title})
    node.delete()


class _Outline:
    """A tree by its codes alone, as it is with the lines of a table that were read so far."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        codes = {node.pk: node.code for node in nodes}
        self._parents: dict[str, str] = {}
        self._children: defaultdict[str, set[str]] = defaultdict(set)
        for node in nodes:
            self.put(node.code, codes.get(node.parent_id or 0, ""))

    def put(self, code: str, parent: str) -> None:
        """Put a node under another, or at the top where that is empty."""
        self._children[self._parents.get(code, "")].discard(code)
        self._children[parent].add(code)
        self._parents[code] = parent

    def fault(self, code: str, parent: str) -> str:
        """Why a node cannot stand there; empty where it can."""
        if not parent:
            return ""
        if parent not in self._parents:
            sentence = _("上级“{code}”不在目录里，也不在前面的行里。")
            return sentence.format(code=parent[:LONGEST_CODE])
        chain = self._upwards(parent)
        if code in chain:
            return _("一个目录不能移到它自己下面。")
        too_deep = len(chain) + self._height(code) > DEEPEST
        return _("目录最多 {n} 级。").format(n=DEEPEST) if too_deep else ""

    def _upwards(self, code: str) -> list[str]:
        """A node and those above it."""
        chain: list[str] = []
        while code:
            chain.append(code)
            code = self._parents[code]
        return chain

    def _height(self, code: str) -> int:
        """Levels from a node down to the deepest below it, itself among them."""
        level, height = [code], 0
        while level:
            height += 1
            level = [below for each in level for below in self._children.get(each, ())]
        return height


@transaction.atomic
def import_tree(collection: Collection, lines: Sequence[Line], *, actor: Person | None) -> Written:
    """Add and rename the nodes of a table of code, title and parent; parents come first.

    A node that is there is renamed and moved; nothing is removed. A faulty line is left out and
    named; so is one whose parent is neither there nor further up in the table.
    """
    lock(collection)
    nodes = {node.code: node for node in Node.objects.filter(collection=collection)}
    outline = _Outline(nodes.values())
    faults: list[Fault] = []
    wanted: dict[str, tuple[str, str, int]] = {}
    for place, line in enumerate(lines, start=1):
        code, title, parent = (line.cells.get(name, "") for name in ("code", "title", "parent"))
        if message := _unfit(code, title) or outline.fault(code, parent):
            faults.append(Fault(line.number, line.text, message))
        else:
            outline.put(code, parent)
            wanted[code] = (title, parent, place)
    _write_nodes(collection, nodes, wanted)
    facts = {"taken": len(lines) - len(faults), "faults": len(faults)}
    _record("tree_imported", collection, actor, facts)
    return Written(facts["taken"], faults)


def _unfit(code: str, title: str) -> str:
    """What is wrong with the names of a node; empty where nothing is."""
    if not code or not title:
        return _("代号和名称都要写。")
    if len(code) > LONGEST_CODE or len(title) > LONGEST_TITLE:
        return _("代号最长 {n} 个字，名称最长 {m} 个字。").format(n=LONGEST_CODE, m=LONGEST_TITLE)
    return ""


def _write_nodes(
    collection: Collection,
    held: dict[str, Node],
    wanted: Mapping[str, tuple[str, str, int]],
) -> None:
    """Store the nodes level by level, so that each finds its parent, and change those held."""

    def made(codes: Iterable[str]) -> list[Node]:
        return [
            Node(
                collection=collection,
                code=code,
                title=wanted[code][0],
                parent=held[wanted[code][1]] if wanted[code][1] else None,
                order=wanted[code][2],
            )
            for code in codes
        ]

    changed = [code for code in wanted if code in held]
    new = [code for code in wanted if code not in held]
    while new:
        level = [code for code in new if wanted[code][1] in held or not wanted[code][1]]
        held |= {node.code: node for node in Node.objects.bulk_create(made(level))}
        new = [code for code in new if code not in held]
    Node.objects.bulk_create(
        made(changed),
        update_conflicts=True,
        unique_fields=["collection", "code"],
        update_fields=["title", "parent", "order"],
    )


@transaction.atomic
def write_terms(
    collection: Collection, facet: str, lines: Sequence[Line], *, actor: Person | None
) -> Written:
    """Make a facet have just these values, in this order; items lose one that is gone."""
    lock(collection)
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


def _again(node: Node) -> Node:
    """The node as it stands now that the collection is locked.

    Raises:
        RefusedError: it was removed meanwhile.
    """
    held = Node.objects.select_related("collection").filter(pk=node.pk).first()
    if held is None:
        raise RefusedError(_("没有这个目录。"))
    return held


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
