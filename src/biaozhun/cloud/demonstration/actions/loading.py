"""Loading the demonstration of projects, piece by piece; what is done is not done again."""

import datetime as dt
from collections.abc import Callable

import msgspec
from django.db import transaction

from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.demonstration.actions.announcing import announce, groups_of
from biaozhun.cloud.demonstration.actions.asking import ask
from biaozhun.cloud.demonstration.actions.bodies import Founding, Province
from biaozhun.cloud.demonstration.actions.carrying import (
    UP_TO_APPROVAL,
    UP_TO_REVIEW,
    Carried,
)
from biaozhun.cloud.demonstration.actions.instants import moment
from biaozhun.cloud.demonstration.actions.planning import leave_open, plan
from biaozhun.cloud.demonstration.actions.reviewing import sent_on
from biaozhun.cloud.demonstration.course import FIRST, SEED, Course, Fate, laid_out
from biaozhun.cloud.demonstration.errors import DemonstrationError
from biaozhun.cloud.demonstration.models import Loading, Piece
from biaozhun.cloud.demonstration.pieces import is_done
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import set_to
from biaozhun.cloud.issuing.models import IssuingPower


class Progress(msgspec.Struct, frozen=True):
    """How far a loading is: what it is at, how many are done, of how many."""

    stage: str
    done: int
    total: int


Report = Callable[[Progress], None]


def load_projects(projects: int, *, day: dt.date, report: Report, seed: int = SEED) -> bool:
    """Load so many projects, or go on where an earlier loading stopped.

    Args:
        projects: how many.
        day: the day their history leads up to; one that was begun keeps its own.
        report: is told of every piece.
        seed: another one gives other projects.

    Returns:
        Whether anything was loaded.

    Raises:
        DemonstrationError: one of another size is in, or the invented code is somebody's.
    """
    loading = _begun(projects, seed, day)
    if loading.finished:
        return False
    course = laid_out(loading.projects, seed=loading.seed, day=loading.day)
    began = loading.day - dt.timedelta(days=FIRST + 60)
    with set_to(moment(began)):  # piece by piece: nobody waits for hundreds of experts
        own = Founding(moment(began), course).province()
    _ask_all(course, own, report)
    for batch in range(len(course.batches)):
        plan(course, batch, own)
        report(Progress("batches", batch + 1, len(course.batches)))
    _carry_all(course, own, report)
    for done, group in enumerate(groups := groups_of(course), 1):
        announce(group, own, until=course.day)
        report(Progress("announcements", done, len(groups)))
    leave_open(course, own)
    with transaction.atomic():
        Loading.objects.filter(pk=loading.pk).update(finished=True)
        facts = {"projects": loading.projects}
        record("demonstration.projects_loaded", subject="demonstration", facts=facts)
    return True


def is_unfinished() -> bool:
    """Whether a loading was interrupted."""
    return Loading.objects.filter(finished=False).exists()


def is_begun() -> bool:
    """Whether a demonstration of projects is in, or on its way in."""
    return Loading.objects.exists()


def begun_with() -> int | None:
    """How many projects were asked for by the one that is in; ``None`` where none is."""
    held = Loading.objects.first()
    return None if held is None else held.projects


def _begun(projects: int, seed: int, day: dt.date) -> Loading:
    held = Loading.objects.first()
    if held is None:
        if IssuingPower.objects.filter(code__startswith="DB99").exists():
            raise DemonstrationError(
                "somebody works under the invented code DB99",
                code="division_taken",
                hint="load the demonstration into a library of its own",
            )
        return Loading.objects.create(projects=projects, seed=seed, day=day)
    if held.projects != projects:
        raise DemonstrationError(
            f"a demonstration of {held.projects} projects is in or on its way in",
            hint="take it out first: biaozhun demo --remove",
        )
    return held


def _ask_all(course: Course, own: Province, report: Report) -> None:
    """A demand and a suggestion for every third batch, at least four of each."""
    days = course.batches[:: max(1, len(course.batches) // 12)]
    for place, day in enumerate(days):
        ask(place, day, own)
        report(Progress("demands", place + 1, len(days)))


def _carry_all(course: Course, own: Province, report: Report) -> None:
    """All of them up to the review in the order of days, then those that were approved likewise.

    So panels are drawn one after the other, and numbers rise with the days.
    """
    days = sorted(course.fates, key=lambda one: (_draw_day(one, course.day), one.place))
    for done, fate in enumerate(days, 1):
        _carry(fate, own, course.day)
        report(Progress("projects", done, len(days)))
    order = sorted(course.fates, key=lambda one: (_last_day(one), one.place))
    for done, fate in enumerate(order, 1):
        _end(fate, own, course.day)
        report(Progress("approvals", done, len(order)))


def _draw_day(fate: Fate, until: dt.date) -> dt.date:
    return sent_on(fate, until) if "submitted" in fate.days else list(fate.days.values())[-1]


def _last_day(fate: Fate) -> dt.date:
    return fate.days.get("approved") or list(fate.days.values())[-1]


def _carry(fate: Fate, own: Province, until: dt.date) -> None:
    name = f"project:{fate.place}"
    if is_done(name):
        return
    with transaction.atomic():
        opened = Piece.objects.get(name=f"opened:{fate.place}")
        project = Project.objects.get(pk=opened.key or 0)
        Carried(project, fate, own, until).carry(UP_TO_REVIEW)
        Piece.objects.create(name=name, key=project.pk)


def _end(fate: Fate, own: Province, until: dt.date) -> None:
    name = f"ended:{fate.place}"
    if is_done(name):
        return
    with transaction.atomic():
        carried = Piece.objects.get(name=f"project:{fate.place}")
        work = Carried(Project.objects.get(pk=carried.key or 0), fate, own, until)
        work.carry(UP_TO_APPROVAL)
        work.end()
        Piece.objects.create(name=name)
