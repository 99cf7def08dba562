"""The shapes of questions and answers of the programming interface."""

import datetime as dt
from typing import Literal

from ninja import Schema
from pydantic import Field

from biaozhun.cloud.catalogue.api.asking import Cursor, Limit, Text, Value, Values
from biaozhun.cloud.catalogue.exports import EditionSummary
from biaozhun.cloud.search.port import Sort
from biaozhun.core.number import Family


class Highlights(Schema):
    """Where the query stands in the titles, as offsets in characters; the end is exclusive."""

    title_zh: list[tuple[int, int]]
    title_en: list[tuple[int, int]]


class FoundHit(EditionSummary):
    """A hit of a search."""

    highlights: Highlights


class Counted(Schema):
    """A value of a facet and how many hits have it."""

    value: str
    count: int


class Understood(Schema):
    """How a piece of the query was understood; offsets are characters of the query."""

    code: str
    text: str
    start: int
    end: int
    reading: str


class FoundNumber(Schema):
    """What became of a number in the query."""

    text: str
    match: str


class Holding(Schema):
    """What is held of a family or a code, and what the authority says there is."""

    scope: str
    editions: int
    in_force: int | None
    last_seen: dt.date | None
    published_total: int | None
    published_total_as_of: dt.date | None
    published_total_source: str
    share: float | None


class SearchAnswer(Schema):
    """A page of hits with counts over all of them.

    ``loosened`` tells that nothing was found as written, and these hold the words in pieces.
    """

    total: int
    loosened: bool
    page: int
    pages: int
    as_of: dt.date
    hits: list[FoundHit]
    facets: dict[str, list[Counted]]
    numbers: list[FoundNumber]
    notes: list[Understood]
    coverage: list[Holding]


class Asked(Schema):
    """A search: words, numbers, fields; filters by facet.

    ``inside`` looks for the words in the full texts that everybody may read, too.
    """

    q: Text = ""
    inside: bool = False
    on: dt.date | None = None
    sort: Sort = "relevance"
    page: int = Field(1, ge=1, le=10_000)
    size: int = Field(20, ge=1, le=100)
    level: Values
    nature: Values
    status: Values
    ics: Values
    ccs: Values
    industry: Values
    issuer: Values
    jurisdiction: Values
    region: Values
    published_year: Values
    in_force_year: Values


class Selected(Schema):
    """Which editions a list holds; what is not given does not narrow.

    ``nature`` is that of the number, ``source`` the short name of one that speaks of them.
    """

    cursor: Cursor = ""
    limit: Limit = 100
    family: Family | None = None
    code: Value = ""
    nature: Value = ""
    region: Value = ""
    year: int | None = Field(None, ge=1, le=9999)
    source: Value = ""
    recorded_since: dt.date | None = None
    on: dt.date | None = None


class StandardSummary(Schema):
    """A standard as lists give it; ``newest_in_force`` is the number of an edition."""

    number: str
    slug: str
    family: str
    code: str
    editions: int
    newest_in_force: str | None
    invented: bool


class StandardPageOut(Schema):
    """Standards in the order in which they were recorded; ``next`` is empty on the last page."""

    as_of: dt.date
    items: list[StandardSummary]
    next: str


class DocumentOut(Schema):
    """A text of an edition, as a source offers it."""

    edition: str
    number: str
    kind: str
    language: str
    medium: str
    reading: str
    reason: str
    address: str


class DocumentPageOut(Schema):
    """Documents page by page; ``next`` is empty on the last page."""

    items: list[DocumentOut]
    next: str


class EditionPageOut(Schema):
    """Editions in the order in which they were recorded; ``next`` is empty on the last page."""

    items: list[EditionSummary]
    next: str


class AnnouncementSummary(Schema):
    """An announcement as lists give it."""

    slug: str
    issuer: str
    number: str
    date: dt.date | None
    kind: str
    title: str
    invented: bool


class AnnouncementPageOut(Schema):
    """Announcements page by page; ``next`` is empty on the last page."""

    items: list[AnnouncementSummary]
    next: str


class AnnouncementOut(Schema):
    """An announcement and the editions it lists, as they stand today."""

    slug: str
    issuer: str
    number: str
    date: dt.date | None
    kind: str
    title: str
    address: str
    as_of: dt.date
    editions: list[EditionSummary]
    invented: bool


class SourceOut(Schema):
    """A source and how late it reached us."""

    slug: str
    title: str
    rank: int
    licence: str
    records: int
    last_run: dt.datetime | None
    delay_days: int | None
    delay_days_fresh: int | None
    editions_fresh: int


class FamilyOut(Schema):
    """A family with its codes."""

    family: Holding
    codes: list[Holding]


class CoverageOut(Schema):
    """What is held and what is lacking on a day; invented records never count."""

    as_of: dt.date
    editions: int
    standards: int
    in_force: int | None
    last_seen: dt.date | None
    families: list[FamilyOut]
    sources: list[SourceOut]


class NumberFault(Schema):
    """Why a text is no number; offsets are characters of it."""

    code: str
    message: str
    start: int | None
    end: int | None


class NumberOut(Schema):
    """A number read into its parts, or why it could not be."""

    input: str
    number: str = ""
    slug: str = ""
    family: str = ""
    prefix: str = ""
    nature: str = ""
    serial: str = ""
    part: str = ""
    year: int | None = None
    amendment: str = ""
    error: NumberFault | None = None


class ResolvedOut(NumberOut):
    """A number read and looked up.

    ``match`` is *exact* (the edition named), *newest* (no year was given: the newest in force),
    *latest* (no year was given and none is in force: the last one published), *other_year* (the
    standard is held, not this edition), *not_held*, or *malformed*.
    """

    match: Literal["exact", "newest", "latest", "other_year", "not_held", "malformed"]
    edition: EditionSummary | None
    editions_held: int


class NumbersOut(Schema):
    """The numbers in the order in which they were asked, as of a day."""

    as_of: dt.date
    items: list[ResolvedOut]


class CodeOut(Schema):
    """A code of a classification; a title is empty where no table that may be shipped says it."""

    code: str
    level: int
    title_zh: str
    title_en: str


class SchemeOut(Schema):
    """A code, the codes from the top down to it, and what stands right below it."""

    scheme: str
    code: CodeOut | None
    path: list[str]
    below: list[CodeOut]


class ChangeOut(Schema):
    """An edition that was written, as it is now, or one that is gone (``edition`` is null)."""

    slug: str
    changed: dt.datetime
    gone: bool
    edition: EditionSummary | None


class ChangesOut(Schema):
    """Changes in their order; ``next`` is good for ever, ``more`` tells whether some wait now."""

    items: list[ChangeOut]
    next: str
    more: bool
