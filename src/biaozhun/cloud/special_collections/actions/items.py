"""What stands in a collection: placing, moving, pinning, leaving out, taking out."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.actions.targets import sort_text
from biaozhun.cloud.catalogue.models import Edition, Standard
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.special_collections.actions.locking import lock
from biaozhun.cloud.special_collections.actions.refusing import Fault, RefusedError
from biaozhun.cloud.special_collections.models import Collection, Item, MembershipChange, Node
from biaozhun.core.number import NumberError, StandardNumber, parse

MOST_PASTED = 1_000  # lines
LONGEST_REASON = 300  # characters
Way, Cause = MembershipChange.Way, MembershipChange.Cause


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """The account of a pasted list; every line stands in just one of its lists.

    Attributes:
        placed: numbers that came into the collection.
        moved: numbers that stood in it and stand on the node now.
        unchanged: numbers that stood there already, or twice in the list.
        not_held: of the placed ones, those the library does not hold.
        faults: lines that are no number.
    """

    placed: list[str]
    moved: list[str]
    unchanged: list[str]
    not_held: list[str]
    faults: list[Fault]


@transaction.atomic
def place(collection: Collection, text: str, *, node: Node | None, actor: Person) -> Placed:
    """Place a pasted list of numbers, one a line in any spelling, on a node.

    A number the library does not hold is placed as well: it may come.

    Raises:
        RefusedError: too many lines, or none; the collection or the node went meanwhile.
    """
    numbers, faults = _read(text)
    lock(collection, node)
    slugs = [number.slug for _line, number in numbers]
    known, items = known_titles(slugs), _standards(collection, slugs)
    new, back, moved, unchanged = [], [], [], []
    placed: set[str] = set()
    for _line, number in numbers:
        item = items.get(number.slug)
        if item is None:
            item = items[number.slug] = _standard(collection, number, known, node)
            new.append(item)
            placed.add(number.slug)
        elif number.slug in placed or (
            item.node_id == (node.pk if node else None) and item.is_shown
        ):
            unchanged.append(number.canonical)
        else:
            back += [] if item.is_shown else [item]
            _move(item, node)
            moved.append(number.canonical)
    Item.objects.bulk_create(new)
    log(collection, [*new, *back], Way.IN, Cause.HAND)
    facts = {"placed": len(new), "moved": len(moved), "node": node.code if node else ""}
    _record("items_placed", collection, actor, {**facts, "faults": len(faults)})
    return Placed(
        placed=[item.number for item in new],
        moved=moved,
        unchanged=unchanged,
        not_held=[item.number for item in new if item.slug not in known],
        faults=faults,
    )


def _standards(collection: Collection, slugs: Sequence[str]) -> dict[str, Item]:
    """The standards of a collection among these slugs."""
    items = Item.objects.filter(collection=collection, kind=Item.Kind.STANDARD)
    return {item.slug: item for item in items.filter(slug__in=slugs)}


def _read(text: str) -> tuple[list[tuple[int, StandardNumber]], list[Fault]]:
    lines = [
        (number, line.strip())
        for number, line in enumerate(text.replace("\x00", "").splitlines(), start=1)
        if line.strip()
    ]
    if not lines:
        raise RefusedError(_("每行写一个标准编号。"))
    if len(lines) > MOST_PASTED:
        raise RefusedError(_("一次最多 {n} 行，请分几次。").format(n=MOST_PASTED))
    numbers, faults = [], []
    for place_, line in lines:
        try:
            numbers.append((place_, parse(line)))
        except NumberError:
            faults.append(Fault(place_, line[:120], _("这不是标准编号，请对照原文改正。")))
    return numbers, faults


def _standard(
    collection: Collection,
    number: StandardNumber,
    known: Mapping[str, str],
    node: Node | None,
) -> Item:
    return Item(
        collection=collection,
        kind=Item.Kind.STANDARD,
        slug=number.slug,
        number=number.canonical,
        title=known.get(number.slug, ""),
        node=node,
        sort_key=sort_text(number),
    )


def _move(item: Item, node: Node | None) -> None:
    if not item.is_shown:  # placing by hand what was left out takes it in again
        item.held, item.reason = Item.Held.BY_HAND, ""
    item.node = node
    item.save(update_fields=["node", "held", "reason"])


def known_titles(slugs: Iterable[str]) -> dict[str, str]:
    """The titles of the editions and standards among the slugs that the library holds."""
    wanted = list(slugs)
    held = dict.fromkeys(
        Standard.objects.filter(slug__in=wanted).values_list("slug", flat=True), ""
    )
    rows = Edition.objects.filter(standard__slug__in=wanted, kind=Edition.Kind.EDITION)
    for standard, zh, en in rows.order_by("year").values_list(
        "standard__slug", "title_zh", "title_en"
    ):
        held[standard] = zh or en or held.get(standard, "")
    for slug, zh, en in Edition.objects.filter(slug__in=wanted).values_list(
        "slug", "title_zh", "title_en"
    ):
        held[slug] = zh or en
    return held


@transaction.atomic
def hold(item: Item, held: str, reason: str, *, actor: Person) -> None:
    """Pin an item, leave it out, or let the search decide about it again.

    Raises:
        RefusedError: pinning or leaving out without a reason.
    """
    reason = reason.strip()[:LONGEST_REASON]
    if held in {Item.Held.PINNED, Item.Held.LEFT_OUT} and not reason:
        raise RefusedError(_("请写明理由。"))
    was_shown = item.is_shown
    item.held = held
    item.reason = reason if held in {Item.Held.PINNED, Item.Held.LEFT_OUT} else ""
    item.save(update_fields=["held", "reason"])
    if was_shown != item.is_shown:
        log(item.collection, [item], Way.IN if item.is_shown else Way.OUT, Cause.HAND)
    facts = {"item": item.slug, "held": held, "reason": item.reason}
    _record("item_held", item.collection, actor, facts)


@transaction.atomic
def put_on(items: Sequence[Item], node: Node | None, *, actor: Person) -> int:
    """Put items of one collection on a node; returns how many moved.

    Raises:
        RefusedError: the collection or the node was removed meanwhile.
    """
    moved = [item for item in items if item.node_id != (node.pk if node else None)]
    if moved:
        lock(moved[0].collection, node)
        Item.objects.filter(pk__in=[item.pk for item in moved]).update(node=node)
        facts = {"items": [item.slug for item in moved][:100], "node": node.code if node else ""}
        _record("items_moved", moved[0].collection, actor, facts)
    return len(moved)


@transaction.atomic
def take_out(items: Sequence[Item], *, actor: Person) -> int:
    """Take items of one collection out; returns how many there were.

    What the search finds comes back with the next night: leave it out instead.
    """
    if not items:
        return 0
    collection = items[0].collection
    log(collection, [item for item in items if item.is_shown], Way.OUT, Cause.HAND)
    _record("items_removed", collection, actor, {"items": [item.slug for item in items][:100]})
    Item.objects.filter(pk__in=[item.pk for item in items]).delete()
    return len(items)


def log(collection: Collection, items: Iterable[Item], way: str, cause: str) -> None:
    """Write down what came in or went out."""
    happened = now()
    MembershipChange.objects.bulk_create(
        [
            MembershipChange(
                collection=collection,
                way=way,
                cause=cause,
                kind=item.kind,
                slug=item.slug,
                number=item.number,
                happened=happened,
            )
            for item in items
        ],
        batch_size=500,
    )


def _record(
    kind: str, collection: Collection, actor: Person | None, facts: Mapping[str, object]
) -> None:
    record(
        f"special_collections.{kind}",
        subject=f"collection:{collection.slug}",
        actor=actor,
        facts=facts,
    )
