"""What a slice shows on the page of a slice below it.

A slice has a module ``panels`` that registers its panels at start; the page names a place and
knows nobody who fills it.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from django.http import HttpRequest
from django.utils.functional import Promise

_panels: dict[str, dict[str, "Panel"]] = defaultdict(dict)

Context = Callable[[HttpRequest, Any], Mapping[str, object] | None]


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a page.

    Attributes:
        place: the page and the spot on it, such as ``edition.documents`` or ``desk``.
        name: its own name, the anchor of its section.
        heading: what it is called in the page's list of contents.
        template: what draws it.
        context: what it draws of the page's subject; ``None`` where it has nothing to show.
        rank: its place among those of the same spot; smaller is further up.
    """

    place: str
    name: str
    heading: Promise | str
    template: str
    context: Context
    rank: int = 50


class Filled(msgspec.Struct, frozen=True):
    """A panel with what it shows."""

    panel: Panel
    context: Mapping[str, object]


def register(panel: Panel) -> None:
    """Put a panel in; registering the same name again replaces it."""
    _panels[panel.place][panel.name] = panel


def filled(place: str, request: HttpRequest, subject: object) -> list[Filled]:
    """The panels of a place that have something to show, in their order."""
    found = []
    for panel in sorted(_panels[place].values(), key=lambda panel: (panel.rank, panel.name)):
        context = panel.context(request, subject)
        if context is not None:
            found.append(Filled(panel, context))
    return found
