"""What everybody may read of a plan, in a constant number of questions."""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.plans.life import GOING
from biaozhun.cloud.plans.models import Duty, Passage, Plan, Target, Task
from biaozhun.cloud.plans.permissions import PUBLISHED
from biaozhun.cloud.plans.queries.late import is_done_in_time, is_late
from biaozhun.cloud.plans.queries.plans import GONE, counted
from biaozhun.cloud.plans.queries.reading import duties_of

MOST_EVENTS = 200
_PUBLIC_EVENT = "public"


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A task of the page with its units."""

    task: Task
    duties: tuple[Duty, ...]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Tasks that stand under the same headings.

    Attributes:
        path: the headings, outermost first.
        fresh: those of them that the section before did not stand under.
        depth: how many headings stand above the first fresh one.
        anchor: its place on the page.
        tasks: in their order.
    """

    path: tuple[str, ...]
    fresh: tuple[str, ...]
    depth: int
    anchor: str
    tasks: tuple[Shown, ...]


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """A phase or a year: what was to be done in it, and what was.

    Attributes:
        title: of the phase, or the year.
        since: its first day, if it is said.
        until: its last day.
        due: tasks whose last day lies in it.
        closed: those of them that are closed.
        in_time: those of the closed that were done by their last day.
        late: those whose lead has not said that they are done though it has passed.
    """

    title: str
    since: dt.date | None
    until: dt.date | None
    due: int
    closed: int
    in_time: int
    late: int


class Basis(msgspec.Struct, frozen=True):
    """A document a plan is based on, and the plan that is held of it."""

    passage: Passage
    plan: Plan | None


class PlanPage(msgspec.Struct, frozen=True, kw_only=True):
    """A plan as its page shows it."""

    plan: Plan
    sections: tuple[Section, ...]
    targets: tuple[Target, ...]
    periods: tuple[Period, ...]
    goals: tuple[Passage, ...]
    phases: tuple[Passage, ...]
    basis: tuple[Basis, ...]
    parts: tuple[Plan, ...]
    history: tuple[Event, ...]
    total: int
    closed: int
    going: int
    late: int
    cancelled: int


def page_of(plan: Plan, today: dt.date) -> PlanPage:
    """Everything the page of a plan shows."""
    tasks = list(plan.tasks.exclude(state__in=("draft", "dropped")).order_by("rank", "id"))
    held: dict[str, list[Passage]] = {kind: [] for kind in ("goal", "phase", "basis")}
    for passage in plan.passages.filter(kind__in=held).order_by("rank"):
        held[passage.kind].append(passage)
    duties = duties_of(plan)
    shown = [Shown(task=task, duties=tuple(duties.get(task.pk, ()))) for task in tasks]
    parts = counted(plan.parts.filter(state__in=PUBLISHED), today).defer("text", "proposal")
    states = [task.state for task in tasks]
    return PlanPage(
        plan=plan,
        sections=tuple(sections(shown)),
        targets=tuple(plan.targets.filter(dropped=False)),
        periods=tuple(periods(tasks, held["phase"], today)),
        goals=tuple(held["goal"]),
        phases=tuple(held["phase"]),
        basis=tuple(with_plans(held["basis"])),
        parts=tuple(parts.order_by("since", "title")),
        history=tuple(_history(plan, tasks)) if plan.shows_history else (),
        total=len(states) - states.count("cancelled"),
        closed=states.count("closed"),
        going=sum(state in GOING for state in states),
        late=sum(is_late(task, today) for task in tasks),
        cancelled=states.count("cancelled"),
    )


def sections(shown: Sequence[Shown]) -> list[Section]:
    """The tasks under their headings, in the order of the text."""
    groups: list[tuple[tuple[str, ...], list[Shown]]] = []
    for one in shown:
        path = _headings_above(one.task)
        if not groups or groups[-1][0] != path:
            groups.append((path, []))
        groups[-1][1].append(one)
    made: list[Section] = []
    before: tuple[str, ...] = ()
    for number, (path, tasks) in enumerate(groups, start=1):
        same = _same(before, path)
        made.append(
            Section(
                path=path,
                fresh=path[same:],
                depth=same,
                anchor=f"s{number}",
                tasks=tuple(tasks),
            )
        )
        before = path
    return made


def _headings_above(task: Task) -> tuple[str, ...]:
    """The headings of a task without its own, which says the same as its title."""
    path = tuple(map(str, task.path))
    return path[:-1] if path and path[-1].endswith(task.title) else path


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """How many headings two sections begin with in common."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def periods(tasks: Iterable[Task], phases: Sequence[Passage], today: dt.date) -> list[Period]:
    """Plan and actual by the phases of a plan; by years where it has none with days."""
    dated = [one for one in tasks if one.deadline and one.state not in GONE]
    spans: list[tuple[str, dt.date | None, dt.date | None]] = [
        (one.title, one.since, one.until) for one in phases if one.until
    ]
    if not spans:
        years = sorted({one.deadline.year for one in dated if one.deadline})
        spans = [(str(y), dt.date(y, 1, 1), dt.date(y, 12, 31)) for y in years]
    return [_period(title, since, until, dated, today) for title, since, until in spans]


def _period(
    title: str,
    since: dt.date | None,
    until: dt.date | None,
    tasks: Sequence[Task],
    today: dt.date,
) -> Period:
    first, last = since or dt.date.min, until or dt.date.max
    due = [one for one in tasks if one.deadline and first <= one.deadline <= last]
    closed = [one for one in due if one.state == "closed"]
    return Period(
        title=title,
        since=since,
        until=until,
        due=len(due),
        closed=len(closed),
        in_time=sum(is_done_in_time(one) for one in closed),
        late=sum(is_late(one, today) for one in due),
    )


def with_plans(passages: Sequence[Passage]) -> list[Basis]:
    """The documents a plan is based on with those that are held, by number or title."""
    numbers = {one.code for one in passages if one.code}
    titles = {one.title for one in passages if one.title}
    published = Plan.objects.filter(state__in=PUBLISHED).only("pk", "title", "number")
    found = published.filter(number__in=numbers) | published.filter(title__in=titles)
    by_number: dict[str, Plan] = {}
    by_title: dict[str, Plan] = {}
    for plan in found.order_by("-pk"):
        by_number[plan.number] = plan
        by_title[plan.title] = plan
    return [
        Basis(one, (by_number.get(one.code) if one.code else None) or by_title.get(one.title))
        for one in passages
    ]


def _history(plan: Plan, tasks: Sequence[Task]) -> list[Event]:
    """The public steps of a plan and its tasks, the latest first."""
    subjects = [plan.case_subject, *(task.case_subject for task in tasks)]
    found = Event.objects.filter(subject__in=subjects, facts__visibility=_PUBLIC_EVENT)
    return list(found.exclude(kind="plans.task_confirm").order_by("-id")[:MOST_EVENTS])
