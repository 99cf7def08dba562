"""Collections as lists: for readers, for keepers, for the page of an edition, and their log."""

from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from biaozhun.cloud.special_collections.models import (
    Collection,
    Item,
    MembershipChange,
    Node,
    Term,
)
from biaozhun.cloud.special_collections.queries.shelves import Filters

PAGE = 100  # changes

_SHOWN = ~Q(items__held=Item.Held.LEFT_OUT)


def collections(*, published: bool) -> QuerySet[Collection]:
    """Collections with how many items stand in each; all, or those readers see."""
    found = Collection.objects.annotate(total=Count("items", filter=_SHOWN)).order_by(
        "title", "slug"
    )
    return found.filter(published=True) if published else found


def collection_at(slug: str, *, published: bool) -> Collection | None:
    """The collection of a slug, if it may be seen."""
    found = Collection.objects.filter(slug=slug)
    return (found.filter(published=True) if published else found).first()


def holding(slugs: Sequence[str]) -> list[tuple[Collection, str]]:
    """The published collections in which one of these slugs stands, with the node's title."""
    items = Item.objects.filter(
        slug__in=slugs, kind=Item.Kind.STANDARD, collection__published=True
    ).exclude(held=Item.Held.LEFT_OUT)
    found: dict[int, tuple[Collection, str]] = {}
    for item in items.select_related("collection", "node").order_by("collection__title", "id"):
        title = item.node.title if item.node else ""
        found.setdefault(item.collection_id, (item.collection, title))
    return list(found.values())


def changes(collection: Collection, page: int) -> Page[MembershipChange]:
    """What came in and went out, the newest first."""
    return Paginator(MembershipChange.objects.filter(collection=collection), PAGE).get_page(page)


def counts(collection: Collection) -> dict[str, int]:
    """How many items a collection holds in all, pinned, left out, and nodes of its tree."""
    found = Item.objects.filter(collection=collection).aggregate(
        items=Count("id", filter=~Q(held=Item.Held.LEFT_OUT)),
        pinned=Count("id", filter=Q(held=Item.Held.PINNED)),
        left_out=Count("id", filter=Q(held=Item.Held.LEFT_OUT)),
    )
    return {**found, "nodes": collection.nodes.count()}


def terms(collection: Collection) -> dict[str, list[Term]]:
    """The values of both facets, in their order."""
    found: dict[str, list[Term]] = {facet: [] for facet in Term.Facet.values}
    for term in Term.objects.filter(collection=collection):
        found[term.facet].append(term)
    return found


def nodes(collection: Collection) -> list[tuple[Node, int, int]]:
    """The nodes in the order of the tree, each with its depth and how many items stand on it."""
    counted = Node.objects.annotate(total=Count("items", filter=_SHOWN))
    held = counted.filter(collection=collection).select_related("parent").order_by("order", "code")
    children: dict[int | None, list[tuple[Node, int]]] = {}
    for node in held:
        children.setdefault(node.parent_id, []).append((node, node.total))
    found: list[tuple[Node, int, int]] = []

    def walk(parent: int | None, depth: int) -> None:
        for node, total in children.get(parent, ()):
            found.append((node, depth, total))
            walk(node.pk, depth + 1)

    walk(None, 0)
    return found


def all_items(collection: Collection, filters: Filters) -> QuerySet[Item]:
    """The items that pass the filters, those left out among them, for their keepers."""
    items = Item.objects.filter(collection=collection)
    if filters.text:
        items = items.filter(Q(number__icontains=filters.text) | Q(title__icontains=filters.text))
    if filters.node:
        items = items.filter(node__code=filters.node)
    if filters.kind:
        items = items.filter(kind=filters.kind)
    return items.select_related("node", "discipline", "stage")


def items_with(collection: Collection, ids: Sequence[int]) -> list[Item]:
    """The items of a collection with these ids."""
    found = Item.objects.filter(collection=collection, pk__in=ids)
    return list(found.select_related("collection", "node", "discipline", "stage"))
