"""What search promises, whichever engine stands behind it.

Documents come in as structs and answers go out as structs: search knows no model. An index is a
derivative of the database that can be rebuilt at any time; ``outbox.py`` keeps it up to date.

Guarantees every adapter gives (``tests/contract/search`` holds them against each one):

* ``total`` and every facet count are exact, over all hits and not only the page shown.
* A document updated any number of times is found once, with its last content.
* Nothing is visible before ``commit``; after it everything of the batch is, in every process.
* The status of an edition is counted on ``Request.on``, from the days of the document.
* Paging through an unchanged index neither repeats nor loses a hit.
* Any text can be asked for; no number begins with more than ``MAX_BEGINNING`` characters.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, Literal, Protocol

import msgspec

from biaozhun.cloud.search.query import Note, Query
from biaozhun.core.classification import ClassificationError, industry
from biaozhun.core.errors import BiaozhunError
from biaozhun.core.succession import NOTHING_KNOWN, DayBounds, decide, known_day

FACETS: Final = (
    "level",
    "nature",
    "status",
    "ics",
    "ccs",
    "industry",
    "issuer",
    "jurisdiction",
    "region",
    "published_year",
    "in_force_year",
)
TREES: Final = ("ics_code", "ccs_code", "industry_code")
"""Facets of codes at every level, for trees; no filters: those of ``ics`` take every level."""
PAGE_SIZE: Final = 20
MAX_PAGE_SIZE: Final = 100
MAX_DEPTH: Final = 10_000  # hits that can be paged to; narrower questions reach the rest
MAX_SUGGESTIONS: Final = 10
MAX_BEGINNING: Final = 400  # characters; no number is longer, and engines refuse much longer ones

Sort = Literal["relevance", "date", "number"]


class SearchError(BiaozhunError):
    """The index cannot do what was asked of it."""

    default_code = "search_failed"
    exit_code = 3


class IndexBusyError(SearchError):
    """Another process is writing to the index; try again when it is done."""

    default_code = "search_index_busy"


class RebuildRequiredError(SearchError):
    """There is no index, or one of another schema or engine version: it must be built anew."""

    default_code = "search_rebuild_required"


class SearchDocument(msgspec.Struct, frozen=True, kw_only=True):
    """One edition as search sees it. Text is given as printed; folding is the index's business.

    Attributes:
        id: the edition's id as text.
        slug: its address, for links.
        number: canonical form of the number; empty for a record without one.
        keys: ``StandardNumber.keys()``: the writings under which the number is looked up, the
            exact ones (with year, without year) first.
        sort_key: text whose order is the order of numbers.
        title_zh: Chinese title.
        title_en: English title.
        text: everything else words are looked for in (scope, other titles, drafting units …).
        inside: the full texts that everybody may read; looked into only where a query asks for it.
        level: family of the number: ``national``, ``sector``, ``local`` …
        nature: ``mandatory``, ``recommended``, ``guidance`` …; empty where unknown.
        ics: ICS codes at every level: ``("13", "13.020", "13.020.10")``.
        ccs: CCS codes at every level: ``("A", "A12")``.
        industry: GB/T 4754 codes, the section letter among them.
        issuer: issuing body.
        jurisdiction: body or committee it belongs to (归口单位).
        region: code of the division for local standards.
        days: the days its status is told from (``core.succession.day_bounds``).
        invented: belongs to the demonstration catalogue.
    """

    id: str
    slug: str
    number: str = ""
    keys: tuple[str, ...] = ()
    sort_key: str = ""
    title_zh: str = ""
    title_en: str = ""
    text: str = ""
    inside: str = ""
    level: str = ""
    nature: str = ""
    ics: tuple[str, ...] = ()
    ccs: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    issuer: str = ""
    jurisdiction: str = ""
    region: str = ""
    days: DayBounds = NOTHING_KNOWN
    invented: bool = False

    @property
    def published(self) -> date | None:
        """Day of publication, where known."""
        return known_day(self.days.published)

    @property
    def in_force(self) -> date | None:
        """Day of entry into force, where known."""
        return known_day(self.days.start)

    @property
    def ended(self) -> date | None:
        """First day on which it no longer holds, where known and not only at the latest."""
        return known_day(self.days.ended)

    def facet_values(  # noqa: PLR0911  -- one return a facet
        self, facet: str, on: date
    ) -> tuple[str, ...]:
        """The values under which this document is counted in a facet.

        ICS is counted by field (two digits) and CCS by class (one letter); filters take any level.
        """
        match facet:
            case "status":
                return (str(decide(self.days, on.toordinal())[0]),)
            case "ics":
                return tuple(code for code in self.ics if "." not in code)
            case "ccs":
                return tuple(code for code in self.ccs if len(code) == 1)
            case "industry":
                return self.industry
            case _ if facet in TREES:
                return self._codes()[facet]
            case "published_year":
                return _year(self.published)
            case "in_force_year":
                return _year(self.in_force)
            case "level" | "nature" | "issuer" | "jurisdiction" | "region":
                value: str = getattr(self, facet)
                return (value,) if value else ()
            case _:
                raise ValueError(f"no facet {facet!r}; there are {FACETS + TREES}")

    def _codes(self) -> Mapping[str, tuple[str, ...]]:
        """The codes at every level, by facet."""
        codes = (self.ics, self.ccs, industry_levels(self.industry))
        return dict(zip(TREES, codes, strict=True))

    def filter_values(self, facet: str, on: date) -> tuple[str, ...]:
        """The values a filter on this facet compares with: for ICS and CCS every level."""
        match facet:
            case "ics":
                return self.ics
            case "ccs":
                return self.ccs
            case _:
                return self.facet_values(facet, on)


@lru_cache(maxsize=4096)
def industry_levels(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of GB/T 4754 with all above them, each once; one that does not exist by itself."""
    return tuple(dict.fromkeys(level for code in codes for level in _industry_levels(code)))


def _industry_levels(code: str) -> tuple[str, ...]:
    try:
        return industry.levels(code)
    except ClassificationError:
        return (code,)


def _year(day: date | None) -> tuple[str, ...]:
    return () if day is None else (str(day.year),)


class Prepared(msgspec.Struct, frozen=True):
    """A document folded, cut and encoded for one adapter; may come from another process."""

    id: str
    line: str


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One question: the page wanted and everything it depends on.

    Attributes:
        query: the tree ``query_parser.parse`` made; ``parse("")`` asks for everything.
        on: the date on which status is told.
        filters: facet name → values. One of the values of a facet must hold (OR), and every
            facet named must (AND). A facet's own filter does not narrow its own counts, so that
            the other values stay to choose from.
        sort: ``date`` is newest publication first, editions without one last; ``number`` is
            ascending. Hits that are equal in it come in an order that stays while the index does.
        page: from 1. Pages behind ``MAX_DEPTH`` hits are empty and marked ``capped``.
        size: hits on a page, 1 to ``MAX_DEPTH``; what readers ask for is bounded by
            ``MAX_PAGE_SIZE``.
        facets: the facets to count; empty to count none.
        facet_size: how many values of each, the most frequent first.
    """

    query: Query
    on: date
    filters: Mapping[str, Sequence[str]] = {}
    sort: Sort = "relevance"
    page: int = 1
    size: int = PAGE_SIZE
    facets: tuple[str, ...] = FACETS
    facet_size: int = 20

    def __post_init__(self) -> None:
        unknown = [name for name in self.filters if name not in FACETS]
        unknown += [name for name in self.facets if name not in FACETS + TREES]
        if unknown:
            raise ValueError(f"no facet {unknown[0]!r}; there are {FACETS + TREES}")
        if self.page < 1 or not 1 <= self.size <= MAX_DEPTH or self.facet_size < 1:
            raise ValueError("page, size or facet_size out of range")

    @property
    def offset(self) -> int:
        """How many hits come before the page."""
        return (self.page - 1) * self.size

    @property
    def capped(self) -> bool:
        """Whether the page lies behind what can be paged to."""
        return self.offset + self.size > MAX_DEPTH


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One edition found. Highlights: ``highlight.spans`` on the text the page shows."""

    id: str
    slug: str
    number: str
    title: str
    score: float
    invented: bool


class FacetCount(msgspec.Struct, frozen=True):
    """A value of a facet and how many hits have it."""

    value: str
    count: int


class NumberFound(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a number in the query.

    Attributes:
        text: the number as it was read.
        edition: id of the edition put first: the one named, or, where no year was given, the
            newest in force on the date (else the newest). ``None`` where none is held.
        match: how it was found: ``exact``, ``undated`` (the year asked for is not held),
            ``prefix`` (only numbers that begin so), ``none``.
    """

    text: str
    edition: str | None
    match: Literal["exact", "undated", "prefix", "none"]


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """The page asked for, with counts over all hits.

    Attributes:
        loosened: nothing was found as it stands in the query; the hits hold its long words in
            pieces, which a note with the code ``loosened`` names.
        answered: the tree the hits answer, in pieces where loosened; what ``highlight`` marks.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    page: int
    size: int
    capped: bool = False
    numbers: tuple[NumberFound, ...] = ()
    notes: tuple[Note, ...] = ()
    loosened: bool = False
    answered: Query = Query("")

    @property
    def pages(self) -> int:
        """How many pages can be paged to."""
        reachable = min(self.total, MAX_DEPTH // self.size * self.size)
        return -(-reachable // self.size)

    @property
    def truncated(self) -> bool:
        """There are more hits than can be paged to; the page says so."""
        return self.total > MAX_DEPTH // self.size * self.size


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """One line under the search box."""

    kind: Literal["number", "title"]
    text: str
    id: str
    slug: str


class SearchIndex(Protocol):
    """An index: many readers, one writer at a time.

    Writing raises ``IndexBusyError`` while another process holds the writer, reading raises
    ``RebuildRequiredError`` where there is nothing this version can read.
    """

    def update(self, documents: Iterable[SearchDocument]) -> int:
        """Put documents in or in the place of those with the same id; returns how many."""

    def begin(self) -> None:
        """Start an empty index; whoever does this puts every document into the outbox."""

    def prepare(self, document: SearchDocument) -> Prepared:
        """The part of ``update`` that costs time; a function of the document alone."""

    def put(self, prepared: Iterable[Prepared]) -> int:
        """``update`` with documents that were prepared before."""

    def delete(self, ids: Iterable[str]) -> None:
        """Take documents out; ids not held are no error."""

    def commit(self) -> None:
        """Make everything since the last commit durable and visible, all of it or nothing."""

    def rollback(self) -> None:
        """Forget everything since the last commit and let the writer go."""

    def search(self, request: Request) -> Result:
        """One page of hits, the exact total and the facets asked for."""

    def suggest(self, text: str, *, on: date, limit: int = MAX_SUGGESTIONS) -> list[Suggestion]:
        """What somebody typing this may mean: numbers that begin so, then titles."""

    def count(self) -> int:
        """How many documents can be found now."""

    def generation(self) -> str:
        """A mark that changes with every commit seen; for caches of answers."""

    def close(self) -> None:
        """Let the writer and files go; what was not committed is forgotten."""
