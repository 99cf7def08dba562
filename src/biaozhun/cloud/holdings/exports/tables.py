"""Tables of holdings, row by row."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from biaozhun.cloud.holdings import wording
from biaozhun.cloud.holdings.importers.copies import Fault
from biaozhun.cloud.holdings.models import Copy, Intake, PurchaseOrder
from biaozhun.cloud.holdings.queries.figures import Figures, Line

_AT_ONCE = 2000  # copies read in one piece


def copies(found: Iterable[Copy]) -> Iterator[Sequence[object]]:
    """Copies under the headings that an upload reads, so a table can go out and come in again."""
    yield (*wording.HEADING.values(), _("状态"), _("类别"))
    for copy in found:
        yield (
            copy.number,
            copy.title,
            str(wording.MEDIUM[copy.medium]),
            str(wording.LANGUAGE.get(copy.language, copy.language)),
            copy.place.code if copy.place else "",
            copy.licence.name if copy.licence else "",
            copy.accession,
            copy.barcode,
            "" if copy.price is None else f"{copy.price // 100}.{copy.price % 100:02d}",
            copy.currency,
            copy.supplier,
            copy.acquired.isoformat() if copy.acquired else "",
            str(wording.COPY_STATE[copy.state]),
            str(wording.FAMILY[copy.family]),
        )


def empty_table() -> Iterator[Sequence[object]]:
    """The headings alone, to be filled in."""
    yield list(wording.HEADING.values())


def faults(intake: Intake) -> Iterator[Sequence[object]]:
    """Rejected rows with their reasons, to be mended and sent again."""
    rows = list(intake.faults.order_by("position"))
    names = list(dict.fromkeys(name for row in rows for name in row.cells))
    yield [*wording.REASON.values(), *names]
    for row in rows:
        said = wording.fault(Fault(row.code, row.message))
        cells = [row.cells.get(name, "") for name in names]
        yield [row.position, row.code, said, row.message, *cells]


def order(made: PurchaseOrder) -> Iterator[Sequence[object]]:
    """The lines of an order for its supplier."""
    yield (
        *(wording.HEADING[field] for field in ("number", "medium", "language")),
        *(_("册数"), _("单价"), wording.HEADING["currency"], _("状态")),
    )
    for row in made.acquisitions.order_by("sort_key"):
        yield (
            row.number,
            str(wording.MEDIUM[row.medium]),
            str(wording.LANGUAGE.get(row.language, row.language)),
            row.quantity,
            "" if row.price is None else f"{row.price // 100}.{row.price % 100:02d}",
            row.currency,
            str(wording.ACQUISITION_STATE[row.state]),
        )


def counted(figures: Figures) -> Iterator[Sequence[object]]:
    """All figures of the public page in one table."""
    yield (_("统计日"), _("分组"), _("项"), *wording.MEASURE.values())
    # Only classes have records of their own; by medium and year there are copies alone.
    groups: tuple[tuple[str, list[Line], wording.Words, bool], ...] = (
        (_("合计"), [figures.total], {}, True),
        (_("类别"), figures.families, wording.FAMILY, True),
        (_("载体"), figures.media, wording.MEDIUM, False),
        (_("入藏年"), figures.years, {}, False),
    )
    for group, lines, words, counts_records in groups:
        for line in lines:
            name = str(words.get(line.key, line.key))
            records = line.records if counts_records else ""
            yield (figures.on.isoformat(), group, name, records, line.editions, line.copies)
