"""The catalogue as search sees it: editions turned into search documents, and the index kept."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import structlog
from django.conf import settings

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.timelines import timelines
from biaozhun.cloud.search.outbox import drain
from biaozhun.cloud.search.port import IndexBusyError, SearchDocument
from biaozhun.cloud.search.tantivy import TantivyIndex
from biaozhun.core.classification import ccs, ics
from biaozhun.core.number import parse
from biaozhun.core.succession import Timeline, day_bounds

log = structlog.get_logger(__name__)

PAUSE = 1.0  # seconds between two looks into an empty outbox

INDEXED = (
    "slug",
    "number",
    "sort_key",
    "title_zh",
    "title_en",
    "title_fr",
    "summary",
    "family",
    "nature",
    "region",
    "ics",
    "ccs",
    "industry",
    "issuing_body",
    "jurisdiction_body",
    "committee",
    "drafting_units",
    "keywords",
    "standard_id",
    "published",
    "in_force",
    "withdrawn",
    "suspended",
    "resumed",
    "statements",
    "kind",
    "invented",
)


def index_folder() -> Path:
    """Where the index lies."""
    return Path(settings.DATA_DIR) / "search"


def search_documents(edition_ids: Sequence[int]) -> Iterator[SearchDocument]:
    """The documents of these editions; ids that are no longer held give none."""
    editions = list(Edition.objects.filter(id__in=edition_ids).only(*INDEXED))
    lines = timelines(editions)
    for edition in editions:
        yield _document(edition, lines[edition.id])


def _document(edition: Edition, timeline: Timeline) -> SearchDocument:
    return SearchDocument(
        id=str(edition.id),
        slug=edition.slug,
        number=edition.number,
        keys=parse(edition.number).keys(),
        sort_key=edition.sort_key,
        title_zh=edition.title_zh,
        title_en=edition.title_en,
        text=_text(edition),
        level=edition.family,
        nature=edition.nature,
        ics=_every_level(edition.ics, ics.levels),
        ccs=_every_level(edition.ccs, ccs.levels),
        industry=tuple(edition.industry),
        issuer=edition.issuing_body,
        jurisdiction=edition.jurisdiction_body or edition.committee,
        region=edition.region,
        days=day_bounds(timeline),
        invented=edition.invented,
    )


def _text(edition: Edition) -> str:
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


def _every_level(
    codes: Sequence[str], levels: Callable[[str], tuple[str, ...]]
) -> tuple[str, ...]:
    return tuple(dict.fromkeys(level for code in codes for level in levels(code)))


def follow(stop: threading.Event, *, finish: bool) -> None:
    """Keep the index up to date until told to stop.

    Args:
        stop: set from outside; the batch at hand is finished first.
        finish: what is left in the outbox when told to stop is done before the end.
    """
    index = TantivyIndex(index_folder())
    try:
        while not stop.is_set():
            if not _drain(index, stop.is_set):
                stop.wait(PAUSE)
        if finish:
            _drain(index, lambda: False)
    finally:
        index.close()


def _drain(index: TantivyIndex, stopped: Callable[[], bool]) -> int:
    try:
        return drain(index, search_documents, stopped=stopped)
    except IndexBusyError:
        log.info("index_busy", hint="another process writes the index; it does the work")
        return 0
