"""The rejected rows of a run: which are still open, and what stands in them."""

from collections.abc import Collection, Sequence

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet

from biaozhun.cloud.catalogue.models import ImportRun, RejectedRow
from biaozhun.cloud.desk.models import MendedRow, Upload
from biaozhun.core.bibliography.mapping import REASON_COLUMNS, read_mapping

PAGE = 200  # rows that are mended on one page
LONGEST = 20_000  # characters of a row that a form can hold
MOST_CELLS = 100  # of such a row


class OpenRow(msgspec.Struct, frozen=True, kw_only=True):
    """A rejected row that can be mended: its fault and its cells; none where it has no cells."""

    position: int
    code: str
    message: str
    fragment: str
    cells: list[tuple[str, str]]
    raw: str


class Mending(msgspec.Struct, frozen=True, kw_only=True):
    """How far the rejected rows of a run have been mended; rejected = open + sent."""

    rejected: int
    open: int
    went_in: int
    back: int
    uploads: list[Upload]


def _open(run: ImportRun) -> QuerySet[RejectedRow]:
    sent = MendedRow.objects.filter(run=run, position=OuterRef("position"))
    return run.rejected_rows.filter(~Exists(sent)).order_by("position")


def mending(run: ImportRun) -> Mending:
    """What became of the rejected rows; one that came back again is open in the later run."""
    sent = dict(
        MendedRow.objects.filter(run=run).order_by("went_in").values_list("position", "went_in")
    )
    went_in = sum(sent.values())
    return Mending(
        rejected=run.rejected,
        open=_open(run).count(),
        went_in=went_in,
        back=len(sent) - went_in,
        uploads=list(Upload.objects.filter(mends=run).select_related("run").order_by("id")),
    )


def open_rows(run: ImportRun, page: int) -> Page[RejectedRow]:
    """The rows nobody has mended yet, in their order."""
    return Paginator(_open(run), PAGE).get_page(page)


def rows_at(run: ImportRun, positions: Collection[int]) -> tuple[list[RejectedRow], list[int]]:
    """The rows of a form that are still open, and the places of those sent again meanwhile."""
    rows = list(_open(run).filter(position__in=positions))
    still = {row.position for row in rows}
    sent = MendedRow.objects.filter(run=run, position__in=set(positions) - still)
    return rows, sorted(sent.values_list("position", flat=True))


def columns_of(run: ImportRun) -> list[str]:
    """The columns that the mapping of a run reads; none where the importer knew them itself."""
    return list(read_mapping(run.mapping).columns) if run.mapping else []


def as_form(row: RejectedRow, columns: Sequence[str] = ()) -> OpenRow:
    """A rejected row as it can be filled in anew.

    A row keeps its filled cells alone, so the columns of the run that were empty in it are added:
    often they are the very ones that have to be filled. The columns that are read come first.
    """
    filled = dict(cells_of(row.raw))
    cells = {name: filled.get(name, "") for name in columns} | filled if filled else {}
    return OpenRow(
        position=row.position,
        code=row.code,
        message=row.message,
        fragment=row.fragment,
        cells=list(cells.items()),
        raw=row.raw[:LONGEST],
    )


def cells_of(raw: str) -> list[tuple[str, str]]:
    """Column and text of a row; empty where it is no object of plain values."""
    try:
        row = msgspec.json.decode(raw, type=dict[str, str | int | float | bool | None])
    except (ValueError, RecursionError):
        return []
    if len(raw) > LONGEST or len(row) > MOST_CELLS:
        return []
    shown = {name: "" if value is None else str(value) for name, value in row.items()}
    return [(name, text) for name, text in shown.items() if name not in REASON_COLUMNS]
