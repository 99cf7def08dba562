"""The items of a collection as a table that can be changed and taken in again."""

import csv
import io
from collections.abc import Iterable

from django.http import HttpResponse

from biaozhun.cloud.special_collections.models import Item, Node
from biaozhun.cloud.special_collections.wording import COLUMN, KIND
from biaozhun.core.number import NumberError, parse_slug
from biaozhun.documents.formulas import guarded

_MARK = "\ufeff"  # spreadsheets take a table without it for one in their own encoding


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


def table(name: str, items: Iterable[Item]) -> HttpResponse:
    """A CSV file; of its cells no spreadsheet runs one."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMN.values())
    writer.writerows(map(_row, items))
    return _file(name, text.getvalue())


def tree(name: str, nodes: Iterable[Node]) -> HttpResponse:
    """The nodes of a tree, parents first, as a CSV file an import takes."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("code", "title", "parent"))
    for node in nodes:
        cells = (node.code, node.title, node.parent.code if node.parent else "")
        writer.writerow([guarded(cell) for cell in cells])
    return _file(f"{name}-tree", text.getvalue())


def _file(name: str, text: str) -> HttpResponse:
    return HttpResponse(
        _MARK + text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _row(item: Item) -> list[str]:
    """The cells in the order of the columns, the facets and the kind in words."""
    words = {
        "kind": str(KIND[item.kind]),
        "discipline": item.discipline.title if item.discipline else "",
        "stage": item.stage.title if item.stage else "",
    }
    row = {**cells(item), **words}
    return [guarded(row[name]) for name in COLUMN]


def _number(slug: str) -> str:
    try:
        return parse_slug(slug).canonical
    except NumberError:
        return slug
