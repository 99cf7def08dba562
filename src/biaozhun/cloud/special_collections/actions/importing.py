"""Taking in a table of items: standards, standard designs and components."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import msgspec
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.actions.targets import sort_text
from biaozhun.cloud.special_collections.actions.items import Cause, Way, known_titles, log
from biaozhun.cloud.special_collections.actions.locking import lock
from biaozhun.cloud.special_collections.actions.refusing import Fault, RefusedError
from biaozhun.cloud.special_collections.actions.tables import Line
from biaozhun.cloud.special_collections.actions.tree import Written
from biaozhun.cloud.special_collections.models import SLUG, Collection, Item, Node, Term
from biaozhun.core.number import NumberError, StandardNumber, parse
from biaozhun.core.text import fold

ITEM_COLUMNS: Final = {
    "kind": ("kind", "种类", "类别"),
    "number": ("number", "编号", "标准编号", "图集号"),
    "title": ("title", "名称"),
    "issuer": ("issuer", "发布单位", "编制单位"),
    "date": ("date", "日期", "发布日期"),
    "status": ("status", "状态"),
    "node": ("node", "目录代号"),
    "discipline": ("discipline", "专业"),
    "stage": ("stage", "阶段"),
    "rests_on": ("rests_on", "rests on", "依据的标准"),
    "inspection_link": ("inspection_link", "inspection link", "检验链接"),
}
TREE_COLUMNS: Final = {
    "code": ("code", "代号"),
    "title": ("title", "名称"),
    "parent": ("parent", "上级", "上级代号"),
}
_KINDS: Final = {
    "": Item.Kind.STANDARD,
    "standard": Item.Kind.STANDARD,
    "标准": Item.Kind.STANDARD,
    "standard_design": Item.Kind.STANDARD_DESIGN,
    "standard design": Item.Kind.STANDARD_DESIGN,
    "标准设计图集": Item.Kind.STANDARD_DESIGN,
    "标准设计": Item.Kind.STANDARD_DESIGN,
    "图集": Item.Kind.STANDARD_DESIGN,
    "component": Item.Kind.COMPONENT,
    "构件": Item.Kind.COMPONENT,
    "部品": Item.Kind.COMPONENT,
    fold("构件、部品"): Item.Kind.COMPONENT,
}
_LONGEST: Final = {"title": 2000, "issuer": 200, "status": 60, "inspection_link": 500}
Found = TypeVar("Found")
Thing = TypeVar("Thing")
AT_ONCE: Final = 500  # names looked up in one statement
_is_web = URLValidator(schemes=["http", "https"])


class FaultyLineError(Exception):
    """A line of the table that cannot go in; the message says why, translated."""


class Places(msgspec.Struct, frozen=True):
    """What a line may name: nodes by code, disciplines and stages by code or title."""

    nodes: Mapping[str, Node]
    disciplines: Mapping[str, Term]
    stages: Mapping[str, Term]


@dataclass(frozen=True)
class _Told:
    """An item as a line tells of it, and the columns the line has."""

    item: Item
    columns: frozenset[str]

    def keep(self, held: Item) -> None:
        """Take over what the line says nothing of."""
        for name in _CHANGED:
            if name not in self.columns:
                setattr(self.item, name, getattr(held, name))


def import_items(
    collection: Collection,
    lines: Sequence[Line],
    *,
    actor: Person | None,
    cause: str = Cause.TABLE,
) -> Written:
    """Put in or change the items of a table; a faulty line is left out and named.

    What a table has no column for stays as it is. ``cause`` is what the log says of those that
    are new. All lines are read before the transaction begins, so other writers wait for the
    storing alone.

    Raises:
        RefusedError: the collection, or a place in it that a line names, was removed meanwhile.
    """
    places = _places(collection)
    read: dict[tuple[str, str], _Told] = {}
    faults: list[Fault] = []
    for line in lines:
        try:
            item = _item(collection, line.cells, places)
        except FaultyLineError as fault:
            faults.append(Fault(line.number, line.text, str(fault)))
            continue
        if (item.kind, item.slug) in read:
            faults.append(Fault(line.number, line.text, _("这个编号前面的行里已经有了。")))
        else:
            read[item.kind, item.slug] = _Told(item, frozenset(line.cells))
    with transaction.atomic():
        _write(collection, read, cause)
        record(
            "special_collections.items_imported",
            subject=f"collection:{collection.slug}",
            actor=actor,
            facts={"taken": len(read), "faults": len(faults)},
        )
    return Written(len(read), faults)


def _places(collection: Collection) -> Places:
    terms = Term.objects.filter(collection=collection)
    by_name: dict[str, dict[str, Term]] = {facet: {} for facet in Term.Facet}
    for term in terms:
        by_name[term.facet].update({fold(term.title): term, fold(term.code): term})
    return Places(
        nodes={fold(node.code): node for node in Node.objects.filter(collection=collection)},
        disciplines=by_name[Term.Facet.DISCIPLINE],
        stages=by_name[Term.Facet.STAGE],
    )


def _item(collection: Collection, cells: Mapping[str, str], places: Places) -> Item:
    """The item of a line.

    Raises:
        FaultyLineError: a cell cannot be read, or names what is not there.
    """
    kind = _KINDS.get(fold(cells.get("kind", "")).strip())
    if kind is None:
        raise FaultyLineError(
            _("没有“{kind}”这个种类；写标准、标准设计图集或构件。").format(kind=cells["kind"][:40])
        )
    slug, number, key = _numbered(kind, cells.get("number", ""))
    for name, longest in _LONGEST.items():
        if len(cells.get(name, "")) > longest:
            raise FaultyLineError(_("“{cell}…”太长。").format(cell=cells[name][:20]))
    return Item(
        collection=collection,
        kind=kind,
        slug=slug,
        number=number,
        sort_key=key,
        title=cells.get("title", ""),
        issuer=cells.get("issuer", ""),
        status=cells.get("status", ""),
        date=_day(cells.get("date", "")),
        rests_on=_numbers(cells.get("rests_on", "")),
        inspection_link=_address(cells.get("inspection_link", "")),
        node=_named(cells.get("node", ""), places.nodes),
        discipline=_named(cells.get("discipline", ""), places.disciplines),
        stage=_named(cells.get("stage", ""), places.stages),
    )


def _numbered(kind: str, text: str) -> tuple[str, str, str]:
    """Slug, number and sort key: of a standard those of its number, else the text, sorted last."""
    if not text or len(text) > SLUG:
        raise FaultyLineError(_("编号要写，并且不太长。"))
    if kind != Item.Kind.STANDARD:
        return fold(text).strip(), text, f"~{kind} {fold(text)}"[:250]
    number = _number(text)
    return number.slug, number.canonical, sort_text(number)


def _number(text: str) -> StandardNumber:
    try:
        return parse(text)
    except NumberError as error:
        raise FaultyLineError(_("“{text}”不是标准编号。").format(text=text[:60])) from error


def _numbers(cell: str) -> list[str]:
    """Slugs of the numbers in a cell, separated by semicolons."""
    pieces = (piece.strip() for piece in cell.replace("；", ";").split(";"))
    return list(dict.fromkeys(_number(piece).slug for piece in pieces if piece))


def _day(cell: str) -> dt.date | None:
    if not cell:
        return None
    try:
        return dt.date.fromisoformat(cell.replace("/", "-").replace(".", "-"))
    except ValueError as error:
        sentence = _("“{value}”不是日期，请写成 2020-10-01。")
        raise FaultyLineError(sentence.format(value=cell[:40])) from error


def _address(cell: str) -> str:
    if not cell:
        return ""
    try:
        _is_web(cell)
    except ValidationError as error:
        sentence = _("检验链接“{value}”不是网址，请以 https:// 开头。")
        raise FaultyLineError(sentence.format(value=cell[:60])) from error
    return cell


def _named(cell: str, held: Mapping[str, Found]) -> Found | None:
    if not cell:
        return None
    found = held.get(fold(cell).strip())
    if found is None:
        raise FaultyLineError(_("本专题库没有“{name}”，请先加进去。").format(name=cell[:40]))
    return found


_CHANGED: Final = (
    "number",
    "title",
    "issuer",
    "date",
    "status",
    "rests_on",
    "inspection_link",
    "node",
    "discipline",
    "stage",
)


def _write(collection: Collection, read: Mapping[tuple[str, str], _Told], cause: str) -> None:
    """Change those that are there, put in the others; a standard without a title is given one."""
    lock(collection)
    _refuse_gone(collection, [told.item for told in read.values()])
    held = _held(collection, [slug for _kind, slug in read])
    for key, told in read.items():
        if key in held:
            told.keep(held[key])
    items = [told.item for told in read.values()]
    lacking = [item for item in items if not item.title and item.kind == Item.Kind.STANDARD]
    for some in _batched(lacking):
        known = known_titles([item.slug for item in some])
        for item in some:
            item.title = known.get(item.slug, "")
    Item.objects.bulk_create(
        items,
        update_conflicts=True,
        unique_fields=["collection", "kind", "slug"],
        update_fields=_CHANGED,
    )
    log(collection, [told.item for key, told in read.items() if key not in held], Way.IN, cause)


def _held(collection: Collection, slugs: Sequence[str]) -> dict[tuple[str, str], Item]:
    items = Item.objects.filter(collection=collection)
    items = items.select_related("node", "discipline", "stage")
    return {
        (item.kind, item.slug): item
        for some in _batched(slugs)
        for item in items.filter(slug__in=some)
    }


def _refuse_gone(collection: Collection, items: Iterable[Item]) -> None:
    """Refuse what names a node or a value that somebody removed while the table was read."""
    nodes = set(Node.objects.filter(collection=collection).values_list("pk", flat=True))
    terms = set(Term.objects.filter(collection=collection).values_list("pk", flat=True))
    for item in items:
        if {item.node_id} - {None, *nodes} or {item.discipline_id, item.stage_id} - {None, *terms}:
            raise RefusedError(_("没有这个目录。"))


def _batched(things: Sequence[Thing]) -> Iterator[Sequence[Thing]]:
    """Pieces short enough for one statement."""
    return (things[first : first + AT_ONCE] for first in range(0, len(things), AT_ONCE))
