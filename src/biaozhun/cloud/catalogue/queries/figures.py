"""The figures on the home page, counted when it is asked for."""

import datetime as dt

import msgspec

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.coverage import coverage


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


def figures(on: dt.date) -> Figures:
    """Count them; what the coverage statement counts is taken from it."""
    said = coverage(on)
    real = Edition.objects.filter(invented=False, kind=Edition.Kind.EDITION)
    return Figures(
        editions=said.editions,
        invented=said.invented,
        in_force=said.in_force,
        new_this_month=real.filter(in_force__gte=on.replace(day=1), in_force__lte=on).count(),
        last_seen=said.last_seen,
    )
