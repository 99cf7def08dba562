"""What waits at the desk."""

import datetime as dt

import msgspec
from django.db.models import Count, Exists, OuterRef, Sum

from biaozhun.cloud.catalogue.models import ImportRun
from biaozhun.cloud.desk.models import MendedRow, SourceWork, Upload
from biaozhun.cloud.desk.queries.sources import late_sources
from biaozhun.cloud.foundation.tasks import queue

State = Upload.State
SHOWN = 10  # runs


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """How much of each kind waits for an operator or goes on."""

    unmapped: int
    unchecked: int
    unconfirmed: int
    interrupted: int
    going: int
    works: int
    rejected: int
    late: int
    dead: int

    @property
    def nothing(self) -> bool:
        """Whether nothing waits and nothing goes on."""
        return not any(msgspec.structs.astuple(self))


def waiting(on: dt.date) -> Waiting:
    """What waits on this day."""
    held = Upload.objects.filter(removed=None).order_by()
    states = dict(held.values_list("state").annotate(n=Count("id")))
    return Waiting(
        unmapped=states.get(State.UNMAPPED, 0),
        unchecked=states.get(State.READY, 0) + states.get(State.REFUSED, 0),
        unconfirmed=states.get(State.CHECKED, 0),
        interrupted=states.get(State.INTERRUPTED, 0),
        going=states.get(State.CHECKING, 0) + states.get(State.RUNNING, 0),
        works=SourceWork.objects.filter(finished=None).count(),
        rejected=open_rows(),
        late=late_sources(on),
        dead=queue.dead().count(),
    )


def open_rows() -> int:
    """Rejected rows of uploads that nobody has mended and brought in."""
    last = Upload.objects.filter(run=OuterRef("pk"))
    runs = ImportRun.objects.filter(Exists(last), state=ImportRun.State.DONE, rejected__gt=0)
    rejected = runs.aggregate(n=Sum("rejected"))["n"] or 0
    mended = MendedRow.objects.filter(run__in=runs)
    sent = mended.order_by().values("run_id", "position").distinct().count()
    return max(rejected - sent, 0)


class Since(msgspec.Struct, frozen=True, kw_only=True):
    """What changed since yesterday morning: runs that ended, work on sources that ended."""

    runs: list[ImportRun]
    works: list[SourceWork]


def since_yesterday(on: dt.date) -> Since:
    """What ended yesterday or today, the latest first, as much as a glance takes in."""
    runs = ImportRun.objects.filter(finished__date__gte=on - dt.timedelta(days=1))
    works = SourceWork.objects.filter(finished__date__gte=on - dt.timedelta(days=1))
    return Since(
        runs=list(runs.select_related("source").order_by("-finished", "-id")[:SHOWN]),
        works=list(works.order_by("-finished", "-id")[:SHOWN]),
    )
