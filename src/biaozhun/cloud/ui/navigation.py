"""What stands in the navigation at the head of every page.

A slice has a module ``navigation`` that registers its entries at start; the frame knows no slice.
"""

from collections.abc import Callable
from typing import Literal

import msgspec
from django.http import HttpRequest
from django.utils.functional import Promise

Place = Literal["head", "foot", "desk"]


def to_everybody(request: HttpRequest) -> bool:  # noqa: ARG001  -- the form of a condition
    """An entry without a condition."""
    return True


_entries: dict[str, "Entry"] = {}


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One link of the navigation.

    Attributes:
        address: where it leads; pages below it count as the same place.
        words: what it is called, translated when shown.
        rank: its place; smaller is further to the front.
        place: in the head of every page, at its foot, or beside the pages of the desk.
        shown: to whose requests it is shown.
    """

    address: str
    words: Promise | str
    rank: int
    place: Place = "head"
    shown: Callable[[HttpRequest], bool] = to_everybody


def register(entry: Entry) -> None:
    """Put an entry in; registering an address again replaces it."""
    _entries[entry.address] = entry


def entries(place: Place, request: HttpRequest) -> list[tuple[Entry, bool]]:
    """The entries of a place that the request may see, in their order, each with: we are here."""
    here = [entry for entry in _entries.values() if entry.place == place and entry.shown(request)]
    return [
        (entry, request.path == entry.address or request.path.startswith(entry.address + "/"))
        for entry in sorted(here, key=lambda entry: (entry.rank, entry.address))
    ]
