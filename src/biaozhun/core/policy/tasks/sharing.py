"""Charges that hold for several items: of a heading above them, or below the last of them."""

from collections import defaultdict

import msgspec

from biaozhun.core.policy.responsibility import Charge
from biaozhun.core.policy.tasks.groups import Group
from biaozhun.core.policy.tasks.items import Item


def share(items: tuple[Item, ...], groups: list[list[Group]]) -> list[list[Group]]:
    """The groups of each item, with the charges that reach it from elsewhere.

    * What stands alone below a heading, before its items, holds for all of them.
    * What stands in a paragraph of its own behind the last of several items, of which none names
      units, holds for all of them.
    """
    below = _inherited(items, groups)
    common = _behind_last(items, groups)
    made = []
    for item, some in zip(items, groups, strict=True):
        charge = common.get(item.parent) or below.get(item.place)
        if not item.leaf and some and not some[0].pieces:
            made.append(some[1:])
        elif item.leaf and charge is not None and not any(group.charged for group in some):
            made.append([_with(group, charge) for group in some or [Group(pieces=())]])
        else:
            made.append(some)
    return made


def _with(group: Group, charge: Charge) -> Group:
    return msgspec.structs.replace(group, charge=charge)


def _inherited(items: tuple[Item, ...], groups: list[list[Group]]) -> dict[int, Charge]:
    """By item: the charge that stands alone below a heading above it."""
    held: dict[int, Charge] = {}
    for item, some in zip(items, groups, strict=True):
        if item.heading is None:
            continue
        above = held.get(item.parent) if item.parent is not None else None
        own = some[0].charge if not item.leaf and some and not some[0].pieces else None
        charge = own or above
        if charge is not None and charge.units:
            held[item.place] = charge
    return held


def _behind_last(items: tuple[Item, ...], groups: list[list[Group]]) -> dict[int | None, Charge]:
    """By heading: the charge behind the last of its items, if no other item names units."""
    families: dict[int | None, list[list[Group]]] = defaultdict(list)
    for item, some in zip(items, groups, strict=True):
        if item.leaf and item.parent is not None:
            families[item.parent].append(some)
    found: dict[int | None, Charge] = {}
    for parent, family in families.items():
        charged = [group for some in family for group in some if group.charged]
        if len(family) > 1 and len(charged) == 1 and family[-1] and family[-1][-1] is charged[0]:
            charge = charged[0].charge
            if charged[0].own and charge is not None:
                found[parent] = charge
    return found
