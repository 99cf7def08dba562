"""What rests on a standard: a registry that slices above fill.

Each slice that knows something which rests on standards (texts that cite, laws, instruments,
watched documents) registers a collector at start, in its ``listeners``; pages and the blast radius
ask here and know none of them.
"""

from collections.abc import Callable, Collection, Iterator
from enum import StrEnum

import msgspec

from biaozhun.cloud.accounts.models import Person


class ReliantKind(StrEnum):
    """What rests on a standard."""

    STANDARD = "standard"
    LAW = "law"
    INSTRUMENT = "instrument"
    WATCH = "watch"


class Reliant(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that rests on a standard or an edition, at one place.

    Attributes:
        kind: what it is.
        on: slug of the standard or of the edition that is cited.
        dated: whether it names the edition.
        title: what it is called, with its number where it has one.
        address: its page here.
        clause: where in it the citation stands, as printed.
        cited_clause: the clause of the standard that is cited, as printed.
        body: the body to be told; empty where nobody is known.
        exclusive: it says that the standard is the only way (GB/T 20000.3); ``None`` not known.
    """

    kind: ReliantKind
    on: str
    dated: bool
    title: str
    address: str
    clause: str = ""
    cited_clause: str = ""
    body: str = ""
    exclusive: bool | None = None


Collector = Callable[[Collection[str], Person | None], Iterator[Reliant]]
"""Slugs of standards and editions, and who asks (``None``: anybody) → what rests on them.

The number of its queries must not depend on how many slugs are asked for.
"""

_collectors: dict[str, Collector] = {}


def register(name: str, collector: Collector) -> None:
    """Put a collector in; registering the same name again replaces it."""
    _collectors[name] = collector


def reliants(slugs: Collection[str], asker: Person | None) -> list[Reliant]:
    """Everything that rests on any of the slugs, by kind and title."""
    wanted = frozenset(slugs)
    found = [one for collect in _collectors.values() for one in collect(wanted, asker)]
    return sorted(found, key=lambda one: (one.kind, one.title, one.clause, one.on))
