"""What stands in the navigation at the head of every page.

A slice has a module ``navigation`` that registers its entries at start; the frame knows no slice.
"""

import msgspec
from django.utils.functional import Promise

_entries: dict[str, "Entry"] = {}


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One link of the navigation.

    Attributes:
        address: where it leads; pages below it count as the same place.
        words: what it is called, translated when shown.
        rank: its place; smaller is further to the front.
    """

    address: str
    words: Promise | str
    rank: int


def register(entry: Entry) -> None:
    """Put an entry in; registering an address again replaces it."""
    _entries[entry.address] = entry


def entries() -> list[Entry]:
    """All entries in their order."""
    return sorted(_entries.values(), key=lambda entry: (entry.rank, entry.address))
