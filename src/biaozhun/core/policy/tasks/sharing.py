"""Charges that hold for several items: of a heading above them, or below the last of them."""

from collections import defaultdict

import msgspec

from biaozhun.core.policy.responsibility import Charge
from biaozhun.core.policy.tasks.groups import Group
from biaozhun.core.policy.tasks.items import Item


def share(items: tuple[Item, ...], groups: list[list[Group]]) -> list[list[Group]]:
    """The groups of each item, with the charges that reach it from elsewhere.

    * What stands in a heading, or alone below it before its items, holds for those that name no
      units; if all of them do, the heading is a task of its own.
    * What stands in a paragraph of its own behind the last of several items, of which none names
      units, holds for all of them.
    """
    heirs = _heirs(items, groups)
    common = _behind_last(items, groups)
    made = []
    for place, (item, some) in enumerate(zip(items, groups, strict=True)):
        charge = common.get(item.parent) or heirs.get(place)
        if _handed_down(item, some) and place in heirs:
            made.append(some[1:])
        elif item.leaf and charge is not None and not any(group.charged for group in some):
            made.append([_with(group, charge) for group in some or [Group(pieces=())]])
        else:
            made.append(some)
    return made


def _with(group: Group, charge: Charge) -> Group:
    return msgspec.structs.replace(group, charge=charge)


def _handed_down(item: Item, groups: list[Group]) -> bool:
    """Whether a charge stands alone between a heading and its items, or in the heading itself."""
    if item.leaf or not groups or not groups[0].charged:
        return False
    pieces, charge = groups[0].pieces, groups[0].charge
    return not pieces or (
        len(groups) == 1 and charge is not None and charge.offset < pieces[0].start
    )


def _heirs(items: tuple[Item, ...], groups: list[list[Group]]) -> dict[int, Charge]:
    """By place: the charge of the nearest heading above that hands one down.

    The heading that does is among them, where there is an item to take its charge.
    """
    places = {item.place: place for place, item in enumerate(items)}
    taken: dict[int, Charge] = {}
    for place, (item, some) in enumerate(zip(items, groups, strict=True)):
        if not item.leaf or any(group.charged for group in some):
            continue
        above = item.parent
        while above is not None:
            giver = places[above]
            charge = groups[giver][0].charge if _handed_down(items[giver], groups[giver]) else None
            if charge is not None:
                taken[place] = taken[giver] = charge
                break
            above = items[giver].parent
    return taken


def _behind_last(items: tuple[Item, ...], groups: list[list[Group]]) -> dict[int | None, Charge]:
    """By heading: the charge behind the last of its items, if no other item names units."""
    families: dict[int, list[tuple[Item, list[Group]]]] = defaultdict(list)
    for item, some in zip(items, groups, strict=True):
        if item.leaf and item.parent is not None:
            families[item.parent].append((item, some))
    found: dict[int | None, Charge] = {}
    for parent, family in families.items():
        last, some = family[-1]
        charged = sum(group.charged for _, groups_of_one in family for group in groups_of_one)
        if len(family) > 1 and charged == 1 and some and some[-1].charge is not None:
            apart = some[-1].own or (last.alone and not some[-1].pieces)
            if some[-1].charged and apart:
                found[parent] = some[-1].charge
    return found
