"""A text as its page shows it: contents, clauses, what stands beside them, what was looked for."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import msgspec
from django.utils.safestring import SafeString

from biaozhun.cloud.search.highlight import spans
from biaozhun.cloud.search.query import Lookalike, Number, Query, Word
from biaozhun.cloud.search.query_parser import parse as parse_query
from biaozhun.cloud.texts.models import Clause, FormerAnchor, Text
from biaozhun.cloud.texts.rendering import Places, Renderer, unmarked
from biaozhun.core.structure import ClauseKind, read_back

CONTENTS_LEVEL: Final = 2  # the list of contents names chapters and what is right below them
WHOLE: Final = 200  # clauses that are read on one page; a longer text comes in parts
WHOLE_CHARACTERS: Final = 40_000
PART: Final = 120  # clauses after which a part ends where the next chapter or section begins
PART_CHARACTERS: Final = 25_000


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A clause as a list names it: with its number as printed, and whether this page has it."""

    clause: Clause
    number: str
    here: bool
    hits: int = 0


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A clause as it is drawn.

    Attributes:
        clause: the row.
        number: its number as printed: ``5.2``, ``附录 A``.
        heading: its title, marked.
        body: its blocks as HTML.
        depth: the rank of its heading on the page, 2 to 6; none is left out from one to the next.
        former: anchors of earlier texts that lead here.
        beside_heading: the title of the clause with the same anchor in the text beside.
        beside: the blocks of that; ``None`` where there is no such clause.
    """

    clause: Clause
    number: str
    heading: SafeString
    body: SafeString
    former: list[str]
    depth: int = 3
    beside_heading: SafeString | None = None
    beside: SafeString | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A text, or the part of a long one that holds the clause asked for.

    Attributes:
        sections: the clauses of the part.
        contents: chapters with what is right below them; of a long text that of this part alone.
        found: all clauses of the text in which everything looked for stands.
        hits: the places in them.
        alone: clauses of the text beside that this one has not, behind its last part.
        parts: in how many parts it is read.
        before: the first clause of the part before; ``None`` where there is none.
        after: the first clause of the part behind.
    """

    sections: list[Section]
    contents: list[Entry]
    found: list[Entry]
    hits: int
    alone: list[Section]
    parts: int
    before: Entry | None
    after: Entry | None


def reading(
    text: Text, *, beside: Text | None = None, looked_for: str = "", clause: str = ""
) -> Reading:
    """Read a text clause by clause.

    Args:
        text: the text.
        beside: another language to stand beside it.
        looked_for: what to find in all of it.
        clause: the anchor of a clause; of a long text the part that holds it is read.
    """
    query = parse_query(looked_for) if looked_for else None
    maker = _Maker(query, text.language, beside.language if beside else text.language)
    former = _former(text)
    rows = list(text.clauses.defer("tree"))
    parts = _parts(rows)
    leads = {old: anchor for anchor, olds in former.items() for old in olds}
    part = _part_with(leads.get(clause, clause), rows, parts)
    begin, end = parts[part]
    others = _clauses(beside, text, begin, end)
    entries = [maker.entry(row, here=begin <= row.position < end) for row in rows]
    found = [entry for entry in entries if entry.hits]
    return Reading(
        sections=[
            maker.section(row, former, others.get(row.anchor))
            for row in text.clauses.filter(position__gte=begin, position__lt=end)
        ],
        contents=[entry for entry in entries if _is_named(entry, whole=len(parts) == 1)],
        found=found,
        hits=sum(entry.hits for entry in found),
        alone=[maker.other(row) for row in _alone(beside, text)] if part + 1 == len(parts) else [],
        parts=len(parts),
        before=entries[parts[part - 1][0]] if part else None,
        after=entries[end] if end < len(rows) else None,
    )


def _is_named(entry: Entry, *, whole: bool) -> bool:
    level = entry.clause.level
    named = level == 1 or (level <= CONTENTS_LEVEL and (whole or entry.here))
    return named and bool(entry.clause.title)


def _parts(rows: Sequence[Clause]) -> list[tuple[int, int]]:
    """First position of each part and the one behind its last; a part begins with a heading."""
    if len(rows) <= WHOLE and sum(len(row.words) for row in rows) <= WHOLE_CHARACTERS:
        return [(0, len(rows))]
    begins, count, characters = [0], 0, 0
    for row in rows:
        full = count >= PART or characters >= PART_CHARACTERS
        far_too_full = count >= 2 * PART or characters >= 2 * PART_CHARACTERS
        if far_too_full or (full and row.level <= CONTENTS_LEVEL):
            begins.append(row.position)
            count = characters = 0
        count, characters = count + 1, characters + len(row.words)
    return list(pairwise([*begins, len(rows)]))


def _part_with(anchor: str, rows: Iterable[Clause], parts: Sequence[tuple[int, int]]) -> int:
    """The place of the part that holds an anchor; the first where none does."""
    position = next((row.position for row in rows if row.anchor == anchor), 0)
    return next(place for place, (_, end) in enumerate(parts) if position < end or not end)


def _clauses(beside: Text | None, text: Text, begin: int, end: int) -> dict[str, Clause]:
    """The clauses of the text beside with the anchors of a part."""
    if beside is None:
        return {}
    part = text.clauses.filter(position__gte=begin, position__lt=end).order_by()
    found = beside.clauses.filter(anchor__in=part.values("anchor"))
    return {clause.anchor: clause for clause in found}


def _alone(beside: Text | None, text: Text) -> list[Clause]:
    if beside is None:
        return []
    return list(beside.clauses.exclude(anchor__in=text.clauses.order_by().values("anchor"))[:WHOLE])


def _former(text: Text) -> dict[str, list[str]]:
    former: dict[str, list[str]] = {}
    rows = FormerAnchor.objects.filter(text=text).values_list("leads_to", "anchor")
    for leads_to, anchor in rows:
        former.setdefault(leads_to, []).append(anchor)
    return former


class _Maker:
    """Draws clauses; all of one text with one renderer, so that no anchor stands twice."""

    def __init__(self, query: Query | None, language: str, other_language: str) -> None:
        self._query = query
        self._marker = unmarked if query is None else self._places
        self._renderer = Renderer(self._marker, language=language)
        self._beside = Renderer(self._marker, language=other_language, anchors=False)
        self._depth = 1

    def entry(self, clause: Clause, *, here: bool) -> Entry:
        """A clause as lists name it, with how often what was looked for stands in it."""
        number = _number(clause, self._renderer)
        return Entry(clause=clause, number=number, here=here, hits=self._hits(clause))

    def section(
        self, clause: Clause, former: dict[str, list[str]], other: Clause | None
    ) -> Section:
        """A clause of the text, with that of the text beside."""
        return Section(
            clause=clause,
            number=_number(clause, self._renderer),
            heading=self._renderer.text(clause.title),
            body=self._renderer.blocks(read_back(clause.tree)),
            former=former.get(clause.anchor, []),
            depth=self._next_depth(clause),
            beside_heading=self._beside.text(other.title) if other else None,
            beside=self._beside.blocks(read_back(other.tree)) if other else None,
        )

    def other(self, clause: Clause) -> Section:
        """A clause that only the text beside has."""
        return Section(
            clause=clause,
            number=_number(clause, self._beside),
            heading=self._beside.text(clause.title),
            body=self._beside.blocks(read_back(clause.tree)),
            former=[],
        )

    def _next_depth(self, clause: Clause) -> int:
        if clause.title:
            self._depth = min(clause.level + 1, self._depth + 1, 6)
        return self._depth

    def _places(self, text: str) -> Places:
        return spans(self._query, text) if self._query else []

    def _hits(self, clause: Clause) -> int:
        """The number of places, where each word of the query stands in the clause."""
        if self._query is None:
            return 0
        parts = (clause.title, clause.words)
        counts = []
        for node in self._query.nodes:
            if isinstance(node, Word | Number | Lookalike):
                alone = Query(self._query.text, (node,))
                counts.append(sum(len(spans(alone, part)) for part in parts))
        return sum(counts) if counts and all(counts) else 0


def _number(clause: Clause, renderer: Renderer) -> str:
    is_annex = clause.kind == ClauseKind.ANNEX and clause.level == 1
    return renderer.number(clause.number, is_annex=is_annex and bool(clause.number))
