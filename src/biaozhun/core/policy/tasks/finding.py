"""The tasks of a laid-out policy text."""

import msgspec

from biaozhun.core.policy.deadlines import in_running_text, reckoning
from biaozhun.core.policy.layout import Layout
from biaozhun.core.policy.passages import Passage
from biaozhun.core.policy.responsibility import Charge
from biaozhun.core.policy.tasks.groups import Group, groups_of
from biaozhun.core.policy.tasks.items import Item, items_of
from biaozhun.core.policy.tasks.repeats import with_repeats
from biaozhun.core.policy.tasks.reporting import rule_of_the_first
from biaozhun.core.policy.tasks.sharing import share
from biaozhun.core.policy.tasks.titles import shortened
from biaozhun.core.policy.tasks.work import Work
from biaozhun.core.policy.value import Deadline, Task


def tasks(layout: Layout) -> tuple[Task, ...]:
    """The tasks in the order of the text."""
    items = items_of(layout)
    day = reckoning(layout.document)
    groups = share(items, [groups_of(item.passages, day) for item in items])
    first_leads = rule_of_the_first(layout) is not None
    work = Work(layout, items, groups)
    made: list[Task] = []
    for item, some in zip(items, groups, strict=True):
        counted = [group for group in some if group.charged]
        if item.heading is None:
            counted = [group for group in counted if group.pieces and not work.in_front(group)]
        elif not counted and work.holds(item):
            counted = some or [Group(pieces=())]
        made += _tasks_of(item, counted, layout, first_leads=first_leads)
    return with_repeats(made, layout, first_leads=first_leads)


def _tasks_of(item: Item, groups: list[Group], layout: Layout, *, first_leads: bool) -> list[Task]:
    """The tasks of one item."""
    apart = item.alone and len(groups) > 1 and all(group.ends for group in groups)
    made = []
    for number, group in enumerate(groups, 1):
        charge = group.charge or Charge()
        if first_leads:
            charge = charge.with_first_leading()
        task = _task(item, group.pieces, charge, layout, apart=apart or item.heading is None)
        made.append(msgspec.structs.replace(task, group=number, groups=len(groups)))
    return made


def _task(
    item: Item, pieces: tuple[Passage, ...], charge: Charge, layout: Layout, *, apart: bool
) -> Task:
    text = "\n".join(piece.text for piece in pieces)
    title = item.heading.title if item.heading else ""
    start, end = _place(item, pieces)
    if charge.units:
        end = max(end, *(unit.end for unit in charge.units), charge.offset + len(charge.text))
    return Task(
        path=item.path,
        title=shortened(text) if apart or not title else title,
        text=text or (item.said.text if item.said else title),
        units=charge.units,
        mode=charge.mode,
        open_ended=charge.open_ended,
        deadline=_deadline(item, pieces, charge, layout),
        responsibility=charge.text,
        start=start,
        end=min(end, len(layout.text)),
    )


def _place(item: Item, pieces: tuple[Passage, ...]) -> tuple[int, int]:
    if pieces:
        return pieces[0].start, pieces[-1].end
    if item.said is not None:
        return item.said.start, item.said.end
    return (item.heading.start, item.heading.end) if item.heading else (0, 0)


def _deadline(
    item: Item, pieces: tuple[Passage, ...], charge: Charge, layout: Layout
) -> Deadline | None:
    """Of the bracket; else the last day that title and sentences set."""
    if charge.deadline is not None:
        return charge.deadline
    day = reckoning(layout.document)
    found = [
        deadline
        for piece in ((item.said, *pieces) if item.said else pieces)
        if (deadline := in_running_text(piece, day)) is not None
    ]
    return max(found, key=lambda deadline: str(deadline.day)) if found else None
