"""Past import runs: what became of every row of a file."""

import itertools

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count

from biaozhun.cloud.catalogue.models import (
    Edition,
    ImportRun,
    RejectedRow,
    RunFinding,
    SourceRecord,
    Standard,
)
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.catalogue.queries.lookup import Lookup

PAGE = 50  # runs, or rejected rows of one


def runs(source: str, page: int) -> Page[ImportRun]:
    """The runs of a source, or all where it is empty, the latest first."""
    found = ImportRun.objects.select_related("source").order_by("-started", "-pk")
    return Paginator(found.filter(source__slug=source) if source else found, PAGE).get_page(page)


def run_with(pk: int) -> ImportRun | None:
    """The run with this id."""
    if pk > LARGEST_ID:
        return None
    return ImportRun.objects.select_related("source", "announcement").filter(pk=pk).first()


_AT_ONCE = 10_000  # editions asked for together
_STANDARDS_OF = Lookup(Edition, ("standard",), key="id")
_CODES = Lookup(Standard, ("code",), key="id")


def codes_of(run: ImportRun) -> list[str]:
    """The codes (GB/T, DB44 …) under which the editions are numbered of which it brought a row.

    Asked table by table: behind an import the database knows nothing yet of how the rows are
    spread, and may go through both other tables for every one of them.
    """
    rows = SourceRecord.objects.filter(run=run).order_by().values_list("edition_id", flat=True)
    editions = rows.iterator(_AT_ONCE)
    standards: set[int] = set()
    while batch := set(itertools.islice(editions, _AT_ONCE)):
        standards.update(pk for (pk,) in _STANDARDS_OF(batch))
    return sorted({code for (code,) in _CODES(standards)})


class RunPage(msgspec.Struct, frozen=True, kw_only=True):
    """A run with its findings and one page of its rejected rows.

    The rows come without what stood in them: that belongs to whoever sent the file.
    """

    run: ImportRun
    findings: list[RunFinding]
    reasons: list[tuple[str, int]]
    page: Page[RejectedRow]


def run_page(run: ImportRun, page: int) -> RunPage:
    """What is publicly told of the run."""
    rejected = run.rejected_rows.defer("raw").order_by("position")
    reasons = run.rejected_rows.order_by("code").values_list("code").annotate(n=Count("pk"))
    return RunPage(
        run=run,
        findings=list(run.findings.order_by("-count", "code", "field")),
        reasons=list(reasons),
        page=Paginator(rejected, PAGE).get_page(page),
    )
