"""A text as its page shows it: contents, clauses, what stands beside them, what was looked for."""

import msgspec
from django.utils.safestring import SafeString

from biaozhun.cloud.search.highlight import spans
from biaozhun.cloud.search.query import Lookalike, Number, Query, Word
from biaozhun.cloud.search.query_parser import parse as parse_query
from biaozhun.cloud.texts.models import Clause, FormerAnchor, Text
from biaozhun.cloud.texts.rendering import Places, Renderer, unmarked
from biaozhun.core.structure import ClauseKind, read_back

CONTENTS_LEVEL = 2  # the list of contents names chapters and what is right below them


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A clause as it is drawn.

    Attributes:
        clause: the row.
        number: its number as printed: ``5.2``, ``附录 A``.
        heading: its title, marked.
        body: its blocks as HTML.
        depth: the rank of its heading on the page, 2 to 6; none is left out from one to the next.
        former: anchors of earlier texts that lead here.
        hits: how often what was looked for stands in it; 0 where not all of it does.
        beside_heading: the title of the clause with the same anchor in the text beside.
        beside: the blocks of that; ``None`` where there is no such clause.
    """

    clause: Clause
    number: str
    heading: SafeString
    body: SafeString
    former: list[str]
    depth: int = 3
    hits: int = 0
    beside_heading: SafeString | None = None
    beside: SafeString | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of it; ``alone`` are clauses of the text beside that this one has not."""

    sections: list[Section]
    contents: list[Section]
    found: list[Section]
    hits: int
    alone: list[Section]


def reading(text: Text, *, beside: Text | None = None, looked_for: str = "") -> Reading:
    """Read a text clause by clause."""
    query = parse_query(looked_for) if looked_for else None
    clauses = list(text.clauses.all())
    others = {clause.anchor: clause for clause in beside.clauses.all()} if beside else {}
    former = _former(text)
    maker = _Maker(query, text.language, beside.language if beside else text.language)
    sections = [maker.section(clause, former, others.get(clause.anchor)) for clause in clauses]
    known = {clause.anchor for clause in clauses}
    found = [section for section in sections if section.hits]
    return Reading(
        sections=sections,
        contents=[s for s in sections if s.clause.title and s.clause.level <= CONTENTS_LEVEL],
        found=found,
        hits=sum(section.hits for section in found),
        alone=[maker.other(clause) for anchor, clause in others.items() if anchor not in known],
    )


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
            hits=self._hits(clause),
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
