"""What exists already of what is to be written: the overlap search for a proposal (立项查新).

The index is asked for the title, for its pieces and for each keyword; what it finds is weighed by
what the titles have in common. The weights sort and name; whether a proposal repeats what exists
is left to the person who reads.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Final

import msgspec

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.reading import reader
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.cloud.search.port import MAX_PAGE_SIZE, Request
from biaozhun.cloud.search.query import Not
from biaozhun.cloud.search.query_parser import parse
from biaozhun.cloud.validity.queries.coverage import searched_sources
from biaozhun.core.number import Family
from biaozhun.core.text import CJK, fold
from biaozhun.core.validity import SearchedSource
from biaozhun.documents.reports.novelty import OverlapLevel

MOST_KEYWORDS: Final = 8
MOST_HITS: Final = 100  # a person reads them one by one
RULES: Final = "overlap 1"  # name and version of the thresholds below

SAME_FROM: Final = 0.8
"""Titles that differ in a word or in the kind of document only: of ten units eight in common."""
OVERLAPPING_FROM: Final = 0.4
"""Of two titles of equal length more than half of each is in the other (0.4 = 4 of 10 units)."""
CONTAINED_FROM: Final = 0.75
"""A shorter title stands in the longer one but for a word: a part of a wider subject."""
CONTAINED_UNITS: Final = 4
"""Units a shorter title must have; those of two or three (食品, 钢管) stand in everything."""
RELATED_FROM: Final = 0.25
"""Below this what only pieces of the title found has little more in common than 技术规范."""

_PIECE: Final = 4  # characters; two Chinese words, which most subjects are made of
_MOST_PIECES: Final = 8
_MOST_SHARED = 5  # runs of words named for one hit
_HAN = re.compile(f"[{CJK}]+")
_UNITS = re.compile(f"[{CJK}]+|[^\\W_{CJK}]+")


class Group(StrEnum):
    """Whose standards, in the order in which a page shows them."""

    NATIONAL = "national"
    SECTOR = "sector"
    LOCAL_HERE = "local_here"  # of the region the proposal is for
    LOCAL = "local"  # of all regions, where none was named
    LOCAL_ELSEWHERE = "local_elsewhere"
    ASSOCIATION = "association"
    INTERNATIONAL = "international"
    OTHER = "other"


_GROUPS: Final[Mapping[Family, Group]] = {
    Family.NATIONAL: Group.NATIONAL,
    Family.SECTOR: Group.SECTOR,
    Family.LOCAL: Group.LOCAL,
    Family.ASSOCIATION: Group.ASSOCIATION,
    Family.INTERNATIONAL: Group.INTERNATIONAL,
    Family.FOREIGN: Group.INTERNATIONAL,
    Family.ENTERPRISE: Group.OTHER,
    Family.CONSTRUCTION: Group.OTHER,
    Family.METROLOGY: Group.OTHER,
    Family.MILITARY: Group.OTHER,
    Family.SAMPLE: Group.OTHER,
    Family.REGULATION: Group.OTHER,
}


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be written.

    Attributes:
        title: of the standard.
        keywords: other words to search for, at most ``MOST_KEYWORDS``.
        ics: class that narrows the searches for keywords; a title is searched for everywhere.
        region: code of the province whose local standards stand by themselves.
        on: the day on which status is told.
    """

    title: str
    keywords: tuple[str, ...] = ()
    ics: str = ""
    region: str = ""
    on: dt.date


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """What two titles have in common.

    Attributes:
        share: units in both of the units in either, 0 to 1.
        contained: the share of the shorter one's units that are in the other, 0 to 1.
        shared: the runs of the proposal's title that stand in the other.
    """

    share: float
    contained: float
    level: OverlapLevel
    shared: tuple[str, ...] = ()


class Overlap(msgspec.Struct, frozen=True, kw_only=True):
    """An edition that overlaps; ``keywords`` are those that found it."""

    row: Row
    group: Group
    likeness: Likeness
    keywords: tuple[str, ...]
    by_title: bool
    same_ics: bool


class Overlaps(msgspec.Struct, frozen=True, kw_only=True):
    """The answer: the furthest overlaps first; ``left_out`` are weaker ones behind the bound."""

    proposal: Proposal
    hits: tuple[Overlap, ...]
    left_out: int
    searched: tuple[SearchedSource, ...]


def overlaps(proposal: Proposal) -> Overlaps:
    """Search for what overlaps, in the same number of database queries however much is found.

    Raises:
        RebuildRequiredError: there is no index.
    """
    by_title = _found(proposal.title, proposal.on)
    by_piece = {key for text in pieces(proposal.title) for key in _found(text, proposal.on)}
    by_keyword: dict[int, list[str]] = defaultdict(list)
    for keyword in proposal.keywords[:MOST_KEYWORDS]:
        for key in _found(keyword, proposal.on, ics=proposal.ics):
            by_keyword[key].append(keyword)
    weighed = _weighed(proposal.title, by_title | by_piece | by_keyword.keys())
    kept = [
        key
        for key, likeness in weighed.items()
        if key in by_title or key in by_keyword or likeness.share >= RELATED_FROM
    ]
    order = list(OverlapLevel)
    kept.sort(key=lambda key: (order.index(weighed[key].level), -weighed[key].share, key))
    hits = tuple(
        Overlap(
            row=row,
            group=_group(row.edition, proposal.region),
            likeness=weighed[row.edition.pk],
            keywords=tuple(by_keyword.get(row.edition.pk, ())),
            by_title=row.edition.pk in by_title,
            same_ics=_has_ics(row.edition, proposal.ics),
        )
        for row in _rows(kept[:MOST_HITS], proposal.on)
    )
    return Overlaps(
        proposal=proposal,
        hits=hits,
        left_out=max(len(kept) - MOST_HITS, 0),
        searched=searched_sources(),
    )


def pieces(title: str) -> list[str]:
    """Queries for parts of a title, which find what shares a part: two neighbours, then each.

    Titles are written without blanks, so a run is cut by length; of a run no longer than a piece
    nothing is cut, since the title itself asks for it.
    """
    cut = [
        run[place : place + _PIECE]
        for run in _HAN.findall(title)
        for place in range(0, len(run), _PIECE)
    ][:_MOST_PIECES]
    cut = [piece for piece in cut if len(piece) > 1]
    asked = [*(f"{one} {other}" for one, other in pairwise(cut)), *cut]
    return [text for text in dict.fromkeys(asked) if text != title]


def likeness(title: str, *others: str) -> Likeness:
    """How alike a title is to another's, in whichever language that is most alike."""
    folded = fold(title)
    return max(
        (_likeness(title, folded, fold(other)) for other in others),
        key=lambda found: (found.share, found.contained),
    )


def _likeness(title: str, folded: str, other: str) -> Likeness:
    ours, theirs = set(_units(folded)), set(_units(other))
    common = ours & theirs
    share = len(common) / len(ours | theirs) if common else 0.0
    least = min(len(ours), len(theirs))
    contained = len(common) / least if common else 0.0
    if share >= SAME_FROM:
        level = OverlapLevel.SAME
    elif share >= OVERLAPPING_FROM or (contained >= CONTAINED_FROM and least >= CONTAINED_UNITS):
        level = OverlapLevel.OVERLAPPING
    else:
        level = OverlapLevel.RELATED
    shared = _shared(title, folded, common)
    return Likeness(share=share, contained=contained, level=level, shared=shared)


def _units(folded: str) -> Iterator[str]:
    """What is compared: two Chinese characters side by side, whole words of other writings."""
    for run in _UNITS.findall(folded):
        if _HAN.match(run) and len(run) > 1:
            yield from (run[place : place + 2] for place in range(len(run) - 1))
        else:
            yield run


def _shared(title: str, folded: str, common: Collection[str]) -> tuple[str, ...]:
    """The words of a title, as written, that its common units make up; the longest first."""
    spans: list[tuple[int, int]] = []
    for run in _UNITS.finditer(folded):
        place = run.start()
        for unit in _units(run[0]):
            end = place + len(unit)
            if unit in common and spans and spans[-1][1] > place:
                spans[-1] = (spans[-1][0], end)
            elif unit in common:
                spans.append((place, end))
            place += 1
    words = sorted({title[start:end] for start, end in spans}, key=lambda word: (-len(word), word))
    whole = [word for word in words if not any(word in other for other in words if other != word)]
    return tuple(whole[:_MOST_SHARED])


def _found(text: str, on: dt.date, *, ics: str = "") -> set[int]:
    """The first hits of a query; none where it asks for nothing, which would find everything."""
    query = parse(text)
    if all(isinstance(node, Not) for node in query.nodes):
        return set()
    filters = {"ics": (ics,)} if ics else {}
    asked = Request(query=query, on=on, filters=filters, size=MAX_PAGE_SIZE, facets=())
    return {int(hit.id) for hit in reader().search(asked).hits}


def _weighed(title: str, keys: Iterable[int]) -> dict[int, Likeness]:
    titles = Edition.objects.filter(pk__in=set(keys)).values_list("pk", "title_zh", "title_en")
    return {key: likeness(title, chinese, english) for key, chinese, english in titles}


def _rows(keys: Sequence[int], on: dt.date) -> list[Row]:
    """The editions with their standing, in the order of the keys; one gone since is left out."""
    held = Edition.objects.filter(pk__in=keys).select_related("standard")
    by_key = {row.edition.pk: row for row in with_standings(held, on)}
    return [by_key[key] for key in keys if key in by_key]


def _group(edition: Edition, region: str) -> Group:
    group = _GROUPS[Family(edition.family)]
    if group is not Group.LOCAL or not region:
        return group
    return Group.LOCAL_HERE if edition.region.startswith(region) else Group.LOCAL_ELSEWHERE


def _has_ics(edition: Edition, ics: str) -> bool:
    return bool(ics) and any(code == ics or code.startswith(f"{ics}.") for code in edition.ics)
