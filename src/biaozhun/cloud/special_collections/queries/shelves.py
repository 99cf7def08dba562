"""A collection as its readers see it: the tree with counts, the matrix of facets, a page of items.

The number of questions does not grow with the collection.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.cloud.special_collections.models import Collection, Item, Node, Term
from biaozhun.core.succession import HOLDS

PAGE = 50  # items


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What narrows the list; what is empty does not.

    Attributes:
        node: code of a node; what stands below it is meant too.
        discipline: code of a term.
        stage: code of a term.
        kind: kind of item.
        text: to be found in number or title.
    """

    node: str = ""
    discipline: str = ""
    stage: str = ""
    kind: str = ""
    text: str = ""


class Branch(msgspec.Struct, frozen=True, kw_only=True):
    """A node with how many items stand on it and below, and what is below."""

    node: Node
    depth: int
    total: int
    children: list["Branch"]
    chosen: bool
    open: bool


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """An item with what the library knows of it.

    Attributes:
        item: the item.
        row: the edition with its standing; of a number without a year the one in force.
    """

    item: Item
    row: Row | None


class Matrix(msgspec.Struct, frozen=True, kw_only=True):
    """How many items there are of every discipline in every stage."""

    disciplines: list[Term]
    stages: list[Term]
    rows: list[tuple[Term, list[tuple[Term, int]], int]]
    columns: list[tuple[Term, int]]


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a collection."""

    collection: Collection
    filters: Filters
    tree: list[Branch]
    unplaced: int
    trail: list[Node]
    matrix: Matrix | None
    kinds: list[tuple[str, int]]
    total: int
    page: Page[Item]
    items: list[Shown]


def shelf(collection: Collection, filters: Filters, *, page: int, on: dt.date) -> Shelf:
    """A page of the items with all that stands beside the list."""
    nodes = list(Node.objects.filter(collection=collection))
    shown = shown_items(collection)
    on_nodes = _counts(shown, "node")
    matching = matching_items(collection, filters, nodes)
    listed = Paginator(matching, PAGE).get_page(page)
    return Shelf(
        collection=collection,
        filters=filters,
        tree=_tree(nodes, on_nodes, filters.node),
        unplaced=on_nodes.get(None, 0),
        trail=_trail(nodes, filters.node),
        matrix=_matrix(collection, shown),
        kinds=sorted((str(kind), n) for kind, n in _counts(shown, "kind").items()),
        total=sum(on_nodes.values()),
        page=listed,
        items=with_editions(listed.object_list, on),
    )


def shown_items(collection: Collection) -> QuerySet[Item]:
    """What stands in a collection: all but what is left out."""
    return Item.objects.filter(collection=collection).exclude(held=Item.Held.LEFT_OUT)


def matching_items(
    collection: Collection, filters: Filters, nodes: Sequence[Node] | None = None
) -> QuerySet[Item]:
    """The items that pass the filters, by number."""
    if nodes is None:
        nodes = list(Node.objects.filter(collection=collection))
    items = shown_items(collection).select_related("node", "discipline", "stage")
    if filters.node:
        items = items.filter(node__in=_below(nodes, filters.node))
    for facet in Term.Facet:
        if code := getattr(filters, facet):
            items = items.filter(**{f"{facet}__code": code})
    if filters.kind:
        items = items.filter(kind=filters.kind)
    if filters.text:
        items = items.filter(Q(number__icontains=filters.text) | Q(title__icontains=filters.text))
    return items


def _counts(items: QuerySet[Item], field: str) -> Counter[object]:
    grouped = items.order_by().values_list(field).annotate(n=Count("id"))
    return Counter(dict(grouped))


def _below(nodes: Sequence[Node], code: str) -> list[int]:
    """Ids of a node and of all below it."""
    children = _by_parent(nodes)
    level = [node.pk for node in nodes if node.code == code]
    found: list[int] = []
    while level:
        found += level
        level = [child.pk for pk in level for child in children.get(pk, ())]
    return found


def _by_parent(nodes: Iterable[Node]) -> Mapping[int | None, list[Node]]:
    children: dict[int | None, list[Node]] = {}
    for node in nodes:
        children.setdefault(node.parent_id, []).append(node)
    return children


def _trail(nodes: Sequence[Node], code: str) -> list[Node]:
    """The nodes down to one, the top first."""
    by_id = {node.pk: node for node in nodes}
    here = next((node for node in nodes if node.code == code), None)
    trail: list[Node] = []
    while here is not None and here not in trail:
        trail.insert(0, here)
        here = by_id.get(here.parent_id) if here.parent_id else None
    return trail


def _tree(nodes: Sequence[Node], counts: Mapping[object, int], chosen: str) -> list[Branch]:
    children = _by_parent(nodes)
    on_way = {node.code for node in _trail(nodes, chosen)}

    def grown(parent: int | None, depth: int) -> list[Branch]:
        branches = []
        for node in children.get(parent, ()):
            below = grown(node.pk, depth + 1)
            branches.append(
                Branch(
                    node=node,
                    depth=depth,
                    total=counts.get(node.pk, 0) + sum(each.total for each in below),
                    children=below,
                    chosen=node.code == chosen,
                    open=node.code in on_way,
                )
            )
        return branches

    return grown(None, 0)


def _matrix(collection: Collection, items: QuerySet[Item]) -> Matrix | None:
    """The matrix; ``None`` for a collection that has not both facets."""
    terms = list(Term.objects.filter(collection=collection))
    disciplines = [term for term in terms if term.facet == Term.Facet.DISCIPLINE]
    stages = [term for term in terms if term.facet == Term.Facet.STAGE]
    if not disciplines or not stages:
        return None
    grouped = items.order_by().values_list("discipline", "stage").annotate(n=Count("id"))
    counts = {(discipline, stage): n for discipline, stage, n in grouped}
    in_row, in_column = Counter[object](), Counter[object]()
    for (discipline, stage), n in counts.items():
        in_row[discipline] += n
        in_column[stage] += n
    return Matrix(
        disciplines=disciplines,
        stages=stages,
        rows=[
            (
                discipline,
                [(stage, counts.get((discipline.pk, stage.pk), 0)) for stage in stages],
                in_row[discipline.pk],
            )
            for discipline in disciplines
        ],
        columns=[(stage, in_column[stage.pk]) for stage in stages],
    )


def with_editions(items: Iterable[Item], on: dt.date) -> list[Shown]:
    """Items with the edition each stands for, as far as the library holds it."""
    items = list(items)
    slugs = [item.slug for item in items if item.kind == Item.Kind.STANDARD]
    rows = with_standings(_editions(slugs), on)
    by_slug = {row.edition.slug: row for row in rows}
    for row in sorted(rows, key=_precedence):  # the best of a standard comes last and stays
        if row.edition.standard.slug in slugs and row.edition.slug != row.edition.standard.slug:
            by_slug[row.edition.standard.slug] = row
    return [
        Shown(item=item, row=by_slug.get(item.slug) if item.kind == Item.Kind.STANDARD else None)
        for item in items
    ]


def _editions(slugs: Sequence[str]) -> list[Edition]:
    """The editions of these slugs, and those of the standards of these slugs.

    Asked for apart: either question has an index, both in one would read every edition.
    """
    held = Edition.objects.select_related("standard")
    named = held.filter(slug__in=slugs)
    numbered = held.filter(standard__slug__in=slugs, kind=Edition.Kind.EDITION)
    return list({edition.pk: edition for edition in (*named, *numbered)}.values())


def _precedence(row: Row) -> tuple[bool, int]:
    """Editions in force before others, then the newest."""
    return row.standing.status in HOLDS, row.edition.year or 0
