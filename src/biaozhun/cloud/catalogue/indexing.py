"""The catalogue as search sees it: editions turned into search documents, and the index kept."""

import contextlib
import datetime as dt
import itertools
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any, Protocol

import msgspec
import structlog
from django.conf import settings

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.lookup import Lookup, read_day, read_list
from biaozhun.cloud.catalogue.queries.timelines import timelines
from biaozhun.cloud.foundation.locking import (
    DatabaseBusyError,
    busy_database_told,
    sole_process,
)
from biaozhun.cloud.search.outbox import drain
from biaozhun.cloud.search.port import IndexBusyError, RebuildRequiredError, SearchDocument
from biaozhun.cloud.search.tantivy import TantivyIndex, prepare, rebuild
from biaozhun.core.classification import ccs, ics
from biaozhun.core.number import parse
from biaozhun.core.succession import Timeline, day_bounds

log = structlog.get_logger(__name__)

PAUSE = 1.0  # seconds between two looks into an empty outbox
READ_AT_ONCE = 2_000  # editions turned into documents together


def index_folder() -> Path:
    """Where the index lies."""
    return Path(settings.DATA_DIR) / "search"


class IndexedEdition(msgspec.Struct):
    """The row of an edition as far as the index needs it; the names are the model's.

    A struct and not the model: the index reads millions of them.
    """

    id: int
    slug: str
    number: str
    sort_key: str
    title_zh: str
    title_en: str
    title_fr: str
    summary: str
    family: str
    nature: str
    region: str
    ics: list[str]
    ccs: list[str]
    industry: list[str]
    issuing_body: str
    jurisdiction_body: str
    committee: str
    drafting_units: list[str]
    keywords: list[str]
    standard_id: int
    published: dt.date | None
    in_force: dt.date | None
    withdrawn: dt.date | None
    suspended: dt.date | None
    resumed: dt.date | None
    statements: list[dict[str, str]]
    kind: str
    year: int | None
    invented: bool


_NAMES = tuple(name.removesuffix("_id") for name in IndexedEdition.__struct_fields__)
_LISTS = ("ics", "ccs", "industry", "drafting_units", "keywords", "statements")
_DATES = ("published", "in_force", "withdrawn", "suspended", "resumed")
_READERS = tuple(
    [(place, read_list) for place, name in enumerate(_NAMES) if name in _LISTS]
    + [(place, read_day) for place, name in enumerate(_NAMES) if name in _DATES]
)
_ROWS = Lookup(Edition, _NAMES, key="id")


class FullTexts(Protocol):
    """Where the texts come from that words are looked for inside of; only what all may read."""

    def held(self, slugs: Collection[str]) -> Collection[str]:
        """Those of the editions that have such a text; asked once for many of them."""

    def words_of(self, slug: str) -> str:
        """All their words; asked one by one, for a text may be long."""


_full_texts: list[FullTexts] = []


def register_full_texts(texts: FullTexts) -> None:
    """Let editions be found by what stands in these texts; a slice above does so at its start."""
    if texts not in _full_texts:
        _full_texts.append(texts)


def search_documents(edition_ids: Sequence[int]) -> Iterator[SearchDocument]:
    """The documents of these editions by number; ids that are no longer held give none."""
    editions = sorted(map(_read, _ROWS(edition_ids)), key=attrgetter("sort_key"))
    lines = timelines(editions)
    slugs = [edition.slug for edition in editions]
    inside = [(texts, frozenset(texts.held(slugs))) for texts in _full_texts] if slugs else []
    for edition in editions:
        words = [texts.words_of(edition.slug) for texts, held in inside if edition.slug in held]
        yield _document(edition, lines[edition.id], "\n".join(words))


def _read(row: tuple[Any, ...]) -> IndexedEdition:
    values = list(row)
    for place, reader in _READERS:
        values[place] = reader(values[place])
    return IndexedEdition(*values)


def _document(edition: IndexedEdition, timeline: Timeline, inside: str) -> SearchDocument:
    return SearchDocument(
        id=str(edition.id),
        slug=edition.slug,
        number=edition.number,
        keys=parse(edition.number).keys(),
        sort_key=edition.sort_key,
        title_zh=edition.title_zh,
        title_en=edition.title_en,
        text=_text(edition),
        inside=inside,
        level=edition.family,
        nature=edition.nature,
        ics=_ics_levels(tuple(edition.ics)),
        ccs=_ccs_levels(tuple(edition.ccs)),
        industry=tuple(edition.industry),
        issuer=edition.issuing_body,
        jurisdiction=edition.jurisdiction_body or edition.committee,
        region=edition.region,
        days=day_bounds(timeline),
        invented=bool(edition.invented),
    )


def _text(edition: IndexedEdition) -> str:
    """What words are looked for in beside the titles, a line each."""
    lines = (
        edition.title_fr,
        edition.summary,
        edition.issuing_body,
        edition.jurisdiction_body,
        edition.committee,
        *edition.drafting_units,
        *edition.keywords,
    )
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=8192)
def _ics_levels(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(level for code in codes for level in ics.levels(code)))


@lru_cache(maxsize=8192)
def _ccs_levels(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(level for code in codes for level in ccs.levels(code)))


def follow(stop: threading.Event, *, finish: bool) -> None:
    """Keep the index up to date until told to stop; build it where there is none.

    Where another process writes the index, that one does the work and this one stands by.

    Args:
        stop: set from outside; the batch at hand is finished first.
        finish: what is left in the outbox when told to stop is done before the end.
    """
    index = TantivyIndex(index_folder())
    standing_by = False
    while not stop.is_set():
        try:
            done = bring_up_to_date(index, stop.is_set)
            standing_by = False
        except (IndexBusyError, DatabaseBusyError) as busy:
            if not standing_by:
                log.info("index_busy", reason=busy.message)
            done, standing_by = 0, True
        if not done:
            stop.wait(PAUSE)
    if finish:
        _finish(index)


def _finish(index: TantivyIndex) -> None:
    """Do what is left; another that writes the index does it instead."""
    with contextlib.suppress(IndexBusyError):
        while True:
            try:
                if not bring_up_to_date(index, lambda: False):
                    return
            except DatabaseBusyError as busy:
                log.info("index_busy", reason=busy.message)


def bring_up_to_date(index: TantivyIndex, stopped: Callable[[], bool]) -> int:
    """Do the work that waits and return how much it was.

    Raises:
        IndexBusyError: another process writes the index.
        DatabaseBusyError: another process writes the database for longer than one waits for it.
    """
    try:
        with busy_database_told():
            return drain(index, search_documents, stopped=stopped)
    except RebuildRequiredError as reason:
        built = build_anew()
        if built:
            log.info("index_built", documents=built, reason=reason.message)
        return built


def build_anew() -> int:
    """Build the whole index from the database beside the present one; returns how many.

    Raises:
        IndexBusyError: another process is building or writing it.
    """
    with sole_process(index_folder() / "building", wait=False) as alone:
        if not alone:
            raise IndexBusyError("another process is building the search index")
        return _build()


def _build() -> int:
    ids = Edition.objects.order_by("id").values_list("id", flat=True).iterator(READ_AT_ONCE)
    batches = iter(lambda: list(itertools.islice(ids, READ_AT_ONCE)), [])
    documents = (prepare(document) for batch in batches for document in search_documents(batch))
    return rebuild(index_folder(), documents, total=Edition.objects.count())


def open_reader() -> TantivyIndex:
    """The index for reading; asking it raises ``RebuildRequiredError`` where there is none yet."""
    return TantivyIndex(index_folder())


def open_index() -> TantivyIndex:
    """The index for a command that answers once; built first where there is none yet."""
    index = open_reader()
    try:
        index.count()
    except RebuildRequiredError:
        build_anew()
    return index
