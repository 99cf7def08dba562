"""The items of a collection as a table that can be changed and taken in again."""

from collections.abc import Iterable
from itertools import chain
from typing import Final

from django.db.models import QuerySet
from django.http import StreamingHttpResponse

from biaozhun.cloud.special_collections.models import Item, Node
from biaozhun.cloud.special_collections.wording import COLUMN, KIND
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.core.number import NumberError, parse_slug

READ_AT_ONCE: Final = 2_000  # items


def cells(item: Item) -> dict[str, str]:
    """The cells of an item as a form shows them."""
    return {
        "kind": item.kind,
        "number": item.number,
        "title": item.title,
        "issuer": item.issuer,
        "date": item.date.isoformat() if item.date else "",
        "status": item.status,
        "node": item.node.code if item.node else "",
        "discipline": item.discipline.code if item.discipline else "",
        "stage": item.stage.code if item.stage else "",
        "rests_on": ";".join(_number(slug) for slug in item.rests_on),
        "inspection_link": item.inspection_link,
    }


def table(name: str, items: QuerySet[Item]) -> StreamingHttpResponse:
    """The items as a table that an import takes."""
    rows = map(_row, items.iterator(READ_AT_ONCE))
    return csv_file(name, chain([[str(said) for said in COLUMN.values()]], rows))


def tree(name: str, nodes: Iterable[Node]) -> StreamingHttpResponse:
    """The nodes of a tree, parents first, as a table that an import takes."""
    rows = ((node.code, node.title, node.parent.code if node.parent else "") for node in nodes)
    return csv_file(f"{name}-tree", chain([("code", "title", "parent")], rows))


def _row(item: Item) -> list[str]:
    """The cells in the order of the columns, the facets and the kind in words."""
    words = {
        "kind": str(KIND[item.kind]),
        "discipline": item.discipline.title if item.discipline else "",
        "stage": item.stage.title if item.stage else "",
    }
    row = {**cells(item), **words}
    return [row[name] for name in COLUMN]


def _number(slug: str) -> str:
    try:
        return parse_slug(slug).canonical
    except NumberError:
        return slug
