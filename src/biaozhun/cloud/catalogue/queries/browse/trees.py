"""Classifications as trees: every node with what is held under it.

Every count is one of the index, which counts the codes at every level in one pass: those that
sources state and no table has among them.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.browse.values import EVERYTHING, HOLDING, counts
from biaozhun.cloud.catalogue.queries.reading import reader
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.cloud.search.port import TREES, Request, Result
from biaozhun.core.classification import ClassificationError, ccs, division, ics, industry
from biaozhun.core.classification import Scheme as Codes

NEWEST: Final = 20  # editions on a page of a node


class Scheme(StrEnum):
    """A classification with a tree; the value is the facet of the index as well."""

    ICS = "ics"
    CCS = "ccs"
    INDUSTRY = "industry"
    REGION = "region"


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """One code.

    Attributes:
        code: as printed.
        total: editions with the code or one below it.
        in_force: how many of them are in force on the day.
        known: whether the table of the classification has it.
    """

    code: str
    total: int
    in_force: int
    known: bool


class Branch(msgspec.Struct, frozen=True, kw_only=True):
    """A node with what is around it.

    Attributes:
        scheme: the classification.
        node: where we are; ``None`` at the root.
        above: the codes above it, the top first.
        children: the codes right below.
        outside: children that sources state and the table does not have.
        values: the values of the facet that stand at or under the node.
    """

    scheme: Scheme
    node: Node | None
    above: tuple[str, ...]
    children: list[Node]
    outside: list[Node]
    values: tuple[str, ...]


class Newest(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the editions under a node, the newest publication first."""

    result: Result
    rows: list[Row]


_WRITTEN: Final[Mapping[Scheme, re.Pattern[str]]] = {
    Scheme.ICS: re.compile(r"\d{2}(\.\d{3}(\.\d{2})?)?", re.ASCII),
    Scheme.CCS: re.compile(r"[A-HJ-NP-Z](\d{2}(/\d{2})?)?", re.ASCII),
    Scheme.INDUSTRY: re.compile(r"[A-T]|\d{2,4}", re.ASCII),
    Scheme.REGION: re.compile(r"\d{2}(\d{2})?", re.ASCII),
}


def is_written(scheme: Scheme, code: str) -> bool:
    """Whether a text has the form of a code, known or not."""
    return _WRITTEN[scheme].fullmatch(code) is not None


def respelled(scheme: Scheme, text: str) -> str:
    """The one code a text means in another spelling (``13-020``); empty where it means none."""
    if len(text) > 40:
        return ""
    match scheme:
        case Scheme.ICS:
            codes = ics.read(text).codes
        case Scheme.CCS:
            codes = ccs.read(text).codes
        case Scheme.INDUSTRY:
            codes = industry.read(text).codes
        case Scheme.REGION:
            codes = ()
    return codes[0] if len(codes) == 1 and is_written(scheme, codes[0]) else ""


def branch(scheme: Scheme, code: str, on: dt.date) -> Branch | None:
    """A node, or the root for an empty code; ``None`` where no table and no edition has it.

    Raises:
        RebuildRequiredError: there is no index yet.
    """
    tally = _tally(scheme, on)
    if code and code not in tally and not _is_known(scheme, code):
        return None
    below = sorted(_children(scheme, code, tally))
    holding = _tally(scheme, on, HOLDING)
    nodes = [_node(scheme, child, tally, holding) for child in below]
    return Branch(
        scheme=scheme,
        node=_node(scheme, code, tally, holding) if code else None,
        above=levels(scheme, code)[:-1] if code else (),
        children=[node for node in nodes if node.known],
        outside=[node for node in nodes if not node.known],
        values=_values(scheme, code, tally) if code else (),
    )


def top(scheme: Scheme, on: dt.date) -> list[tuple[str, int]]:
    """The codes at the top of which anything is held, the most frequent first.

    Raises:
        RebuildRequiredError: there is no index yet.
    """
    tally = _tally(scheme, on)
    found = {code: tally.get(code, 0) for code in _children(scheme, "", tally)}
    frequent = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(code, total) for code, total in frequent if total and _is_listed(scheme, code)]


def values_under(scheme: Scheme, code: str) -> tuple[str, ...]:
    """The values of the facet that stand at or under a code, for a filter of a search."""
    return _values(scheme, code, _tally(scheme, _ANY_DAY))


def nearest(scheme: Scheme, text: str) -> str:
    """The longest beginning of a text that is a known code; empty where there is none."""
    tally = _tally(scheme, _ANY_DAY)
    beginnings = (text[:length].rstrip("./-") for length in range(min(len(text), 12), 0, -1))
    return next(
        (code for code in beginnings if code in tally or _is_known(scheme, code)),
        "",
    )


def held_codes(scheme: Scheme) -> list[str]:
    """The codes that have a page and under which anything stands, in their order.

    Raises:
        RebuildRequiredError: there is no index yet.
    """
    tally = _tally(scheme, _ANY_DAY)
    return sorted(code for code in tally if is_written(scheme, code) and _is_listed(scheme, code))


def newest(found: Branch, *, on: dt.date, page: int) -> Newest:
    """The editions under a node, a page of them."""
    request = Request(
        query=EVERYTHING,
        on=on,
        filters={str(found.scheme): found.values},
        sort="date",
        page=page,
        size=NEWEST,
        facets=(),
    )
    result = reader().search(request)
    editions = Edition.objects.filter(pk__in=[hit.id for hit in result.hits])
    by_id = {str(edition.pk): edition for edition in editions.select_related("standard")}
    listed = [by_id[hit.id] for hit in result.hits if hit.id in by_id]
    return Newest(result=result, rows=with_standings(listed, on))


def levels(scheme: Scheme, code: str) -> tuple[str, ...]:
    """A code with those above it, the top first; a code the table lacks stands by itself."""
    try:
        return _LEVELS[scheme](code)
    except ClassificationError:
        return (code[:2], code) if scheme is Scheme.REGION and len(code) > 2 else (code,)


_LEVELS: Final[Mapping[Scheme, Callable[[str], tuple[str, ...]]]] = {
    Scheme.ICS: ics.levels,
    Scheme.CCS: ccs.levels,
    Scheme.INDUSTRY: industry.levels,
    Scheme.REGION: division.levels,
}
_ANY_DAY: Final = dt.date.min  # where no status is asked for
_FACET: Final[Mapping[Scheme, str]] = dict(
    zip((Scheme.ICS, Scheme.CCS, Scheme.INDUSTRY), TREES, strict=True)
)
_TABLES: Final[Mapping[Scheme, Callable[[], Codes]]] = {
    Scheme.ICS: ics.scheme,
    Scheme.CCS: ccs.scheme,
    Scheme.INDUSTRY: industry.scheme,
}


def _known_children(scheme: Scheme, code: str) -> Iterator[str]:
    if scheme is Scheme.REGION:
        yield from (each.code for each in division.divisions() if each.parent == code)
    elif not code or code in _TABLES[scheme]():
        yield from (entry.code for entry in _TABLES[scheme]().children(code))


def _is_known(scheme: Scheme, code: str) -> bool:
    """Whether the code can be vouched for: the table has it, or the part of it that is shipped.

    Of CCS only the classes are shipped and of GB/T 4754 only the sections with their divisions.
    """
    if scheme is Scheme.REGION:
        return any(each.code == code for each in division.divisions())
    return code in _TABLES[scheme]()


def _is_listed(scheme: Scheme, code: str) -> bool:
    """Whether no table speaks against the code: below what is shipped nothing can be checked."""
    if scheme in {Scheme.CCS, Scheme.INDUSTRY}:
        return levels(scheme, code)[0] in _TABLES[scheme]()
    return _is_known(scheme, code)


def _children(scheme: Scheme, code: str, tally: Mapping[str, int]) -> set[str]:
    depth = len(levels(scheme, code)) if code else 0
    stated = {
        above[depth]
        for above in (levels(scheme, other) for other in tally)
        if len(above) > depth and (not depth or above[depth - 1] == code)
    }
    return stated | set(_known_children(scheme, code))


def _values(scheme: Scheme, code: str, tally: Mapping[str, int]) -> tuple[str, ...]:
    """What the index knows of a node: every level of ICS and CCS, else the codes as stated."""
    if scheme in {Scheme.ICS, Scheme.CCS}:
        return (code,)
    below = sorted(other for other in tally if code in levels(scheme, other))
    return tuple(below) or (code,)


def _node(scheme: Scheme, code: str, tally: Mapping[str, int], holding: Mapping[str, int]) -> Node:
    return Node(
        code=code,
        total=tally.get(code, 0),
        in_force=holding.get(code, 0),
        known=_is_listed(scheme, code),
    )


def _tally(scheme: Scheme, on: dt.date, status: Sequence[str] = ()) -> Mapping[str, int]:
    """Editions at or under every code that any of them has, each counted once a code.

    An edition has one region at most, so those of its levels are added up.
    """
    found = counts(on, status).facets
    if scheme is not Scheme.REGION:
        return found[_FACET[scheme]]
    under: Counter[str] = Counter()
    for code, number in found["region"].items():
        under.update(dict.fromkeys(levels(scheme, code), number))
    return under
