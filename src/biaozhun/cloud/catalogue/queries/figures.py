"""The figures on the home page, counted when it is asked for."""

import datetime as dt

import msgspec

from biaozhun.cloud.catalogue.models import Edition, SourceRecord
from biaozhun.cloud.catalogue.queries.holding import ALL, in_force_counts
from biaozhun.cloud.search.port import SearchIndex


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What is held.

    Attributes:
        editions: editions of real standards.
        invented: editions of the demonstration, counted apart.
        in_force: in force on the day; ``None`` while there is no index.
        new_this_month: those whose entry into force lies in the month, up to the day.
        last_seen: the last day on which any source was seen.
    """

    editions: int
    invented: int
    in_force: int | None
    new_this_month: int
    last_seen: dt.date | None


def figures(on: dt.date, index: SearchIndex) -> Figures:
    """Count them."""
    real = Edition.objects.filter(invented=False, kind=Edition.Kind.EDITION)
    newest = SourceRecord.objects.filter(source__invented=False, edition__invented=False).order_by(
        "-last_seen"
    )
    return Figures(
        editions=Edition.objects.filter(invented=False).count(),
        invented=Edition.objects.filter(invented=True).count(),
        in_force=in_force_counts(on, index).get(ALL),
        new_this_month=real.filter(in_force__gte=on.replace(day=1), in_force__lte=on).count(),
        last_seen=newest.values_list("last_seen", flat=True).first(),
    )
