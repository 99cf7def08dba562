"""Clauses of higher plans that speak of standards, and the tasks that serve them."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import msgspec
from django.db.models import Q, QuerySet

from biaozhun.cloud.plans.models import Passage, Plan, Task
from biaozhun.cloud.plans.permissions import PUBLISHED
from biaozhun.cloud.plans.queries.page import with_plans
from biaozhun.cloud.plans.queries.plans import GONE

SPEAKS: Final = re.compile(r"标准(?!时间|差|件)|標準(?!時間|差|件)")
"""Words of standards and standardization, in both writings; not standard time or deviation."""
_SENTENCE: Final = re.compile(
    r"(?P<said>[^。；;\n]+[。；;]?)(?:[（(](?:[^（()）\n]|[（(][^（()）\n]*[）)]){4,400}[）)])?"
)
"""A sentence, and the bracket of units behind its full stop, which says nothing of its own."""
_MARKS: Final = " \u3000\t\r#>*_`"  # of Markdown, around a heading
_STOPS: Final = "。；;：:.！!"
_LONGEST: Final = 400  # characters of a clause


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that speaks of standards.

    A heading is told by the sentences below it and is a clause only where none of them is one.

    Attributes:
        text: the sentence.
        start: its first character in the text of its plan.
        end: the first behind it.
        path: the headings it stands under, outermost first.
        task: the task of its plan that it belongs to: as a part of its text, or as its title.
        served_by: the tasks of other plans that serve that task.
    """

    text: str
    start: int
    end: int
    path: tuple[str, ...]
    task: Task | None
    served_by: tuple[Task, ...]


def clauses(plan: Plan, *, drafts: bool) -> list[Clause]:
    """The sentences of a plan that speak of standards; four questions.

    Args:
        plan: the higher plan.
        drafts: tasks of plans that nobody confirmed yet are named too.
    """
    headings = list(plan.passages.filter(kind=Passage.Kind.HEADING).order_by("start"))
    tasks = list(plan.tasks.exclude(state__in=GONE).exclude(start=None).order_by("start"))
    serving = _serving(tasks, drafts=drafts)
    found: list[Clause] = []
    next_start = len(plan.text)  # of the clause behind
    for start, said in reversed(_speaking(plan.text)):
        end = start + len(said)
        path = _path_at(headings, start)
        if headings and not path:
            continue  # the title, and whom the notice is sent to
        task = _task_at(tasks, start, end)
        place = None if task else _heading_at(headings, start, said)
        if place is not None:
            section_end = _section_end(headings, place, plan.text)
            if next_start < section_end:
                continue
            task = _titled(tasks, headings[place], section_end)
        next_start = start
        found.append(
            Clause(
                text=said[:_LONGEST],
                start=start,
                end=end,
                path=path,
                task=task,
                served_by=tuple(serving.get(task.pk, ())) if task else (),
            )
        )
    return found[::-1]


def _speaking(text: str) -> list[tuple[int, str]]:
    """The sentences of a text that speak of standards, each with its first character."""
    found = []
    for match in _SENTENCE.finditer(text):
        said = match["said"]
        if SPEAKS.search(said):
            found.append((match.start() + len(said) - len(said.lstrip()), said.strip()))
    return found


def _heading_at(headings: Sequence[Passage], start: int, said: str) -> int | None:
    """Which heading a sentence is, or is a line of."""
    begins = start + len(said) - len(said.lstrip(_MARKS))
    ends = start + len(said.rstrip(_MARKS + _STOPS))
    place = bisect_right(headings, begins, key=lambda one: one.start) - 1
    return place if place >= 0 and ends <= headings[place].end else None


def _section_end(headings: Sequence[Passage], place: int, text: str) -> int:
    level = headings[place].level
    return next((one.start for one in headings[place + 1 :] if one.level <= level), len(text))


def _titled(tasks: Sequence[Task], heading: Passage, section_end: int) -> Task | None:
    """The first task whose title a heading is."""
    below = (one for one in tasks if heading.start <= (one.start or 0) < section_end)
    return next((one for one in below if one.path[-1:] == [heading.title]), None)


def _serving(tasks: Sequence[Task], *, drafts: bool) -> dict[int, list[Task]]:
    """The tasks of other plans that serve each of these."""
    links = Task.serves.through.objects.filter(to_task__in=tasks)
    pairs = list(links.values_list("to_task_id", "from_task_id"))
    held = Task.objects.select_related("plan").defer("plan__text", "plan__proposal")
    shown = held.filter(pk__in=[serving for _, serving in pairs]).exclude(state__in=GONE)
    if not drafts:
        shown = shown.filter(plan__state__in=PUBLISHED)
    known = {task.pk: task for task in shown}
    found: dict[int, list[Task]] = defaultdict(list)
    for served, serving in sorted(pairs):
        if serving in known:
            found[served].append(known[serving])
    return found


def _task_at(tasks: Sequence[Task], start: int, end: int) -> Task | None:
    """The narrowest task whose span a sentence begins in; else the first it reaches into."""
    spans = [(one.start, one.end, one) for one in tasks]
    meeting = [
        (first, last, one)
        for first, last, one in spans
        if first is not None and last is not None and first < end and start < last
    ]
    within = [(last - first, one) for first, last, one in meeting if first <= start]
    if within:
        return min(within, key=lambda pair: pair[0])[1]
    return meeting[0][2] if meeting else None


def _path_at(headings: Sequence[Passage], start: int) -> tuple[str, ...]:
    above: list[Passage] = []
    for heading in headings:
        if heading.start > start:
            break
        above = [one for one in above if one.level < heading.level]
        above.append(heading)
    return tuple(one.title for one in above)


def higher_plans(plan: Plan) -> list[Plan]:
    """The plans held that one is a part of or based on; two questions."""
    basis = with_plans(list(plan.passages.filter(kind=Passage.Kind.BASIS)))
    found = {one.plan.pk: one.plan for one in basis if one.plan and one.plan.pk != plan.pk}
    if plan.parent:
        found[plan.parent.pk] = plan.parent
    return list(found.values())


def candidates(task: Task) -> "QuerySet[Task]":
    """Tasks of higher plans that speak of standards, and those it serves already."""
    plans = [plan.pk for plan in higher_plans(task.plan)]
    speaks = Q(text__contains="标准") | Q(text__contains="標準") | Q(title__contains="标准")
    speaks |= Q(title__contains="標準")
    of_higher = Q(plan__in=plans) & speaks
    found = Task.objects.filter(of_higher | Q(served_by=task)).exclude(state__in=GONE)
    chosen = found.select_related("plan").defer("plan__text", "plan__proposal").distinct()
    return chosen.order_by("plan__title", "rank", "id")


def links_of(plan: Plan, *, drafts: bool) -> list[tuple[Task, list[Task]]]:
    """The tasks of a plan that serve tasks of others, each with those; three questions."""
    links = Task.serves.through.objects.filter(from_task__plan=plan)
    pairs = list(links.values_list("from_task_id", "to_task_id"))
    wanted = {pk for pair in pairs for pk in pair}
    held = Task.objects.filter(pk__in=wanted).exclude(state__in=GONE)
    held = held.select_related("plan").defer("plan__text", "plan__proposal")
    if not drafts:
        held = held.filter(plan__state__in=PUBLISHED)
    known = {task.pk: task for task in held}
    found: dict[int, list[Task]] = defaultdict(list)
    for serving, served in pairs:
        if serving in known and served in known:
            found[serving].append(known[served])
    return sorted(((known[pk], all_of) for pk, all_of in found.items()), key=lambda x: x[0].rank)
