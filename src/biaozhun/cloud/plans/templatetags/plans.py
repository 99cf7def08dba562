"""How pages write of plans, tasks and targets."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.audit.wording import sentence
from biaozhun.cloud.plans import wording
from biaozhun.cloud.plans.models import Duty, Target, Task
from biaozhun.cloud.plans.queries.late import is_late
from biaozhun.cloud.plans.wording.fields import FIELD
from biaozhun.cloud.plans.wording.goals import goal_words, with_unit
from biaozhun.cloud.ui.templatetags.ui import day

register = template.Library()
register.filter(is_late)
register.filter("goal", goal_words)

_WORDS: Mapping[str, wording.Words] = {
    "kind": wording.KIND,
    "plan": wording.PLAN_STATE,
    "task": wording.TASK_STATE,
    "role": wording.ROLE,
    "mode": wording.MODE,
    "mark": wording.MARK,
    "remark": wording.REMARK,
    "passage": wording.PASSAGE,
    "field": FIELD,
    "operator": wording.OPERATOR,
    "per": wording.PER,
    "row": wording.ROW_FAULT,
}
_CHOICES = frozenset({"kind", "mode", "operator", "per"})
"""The fields that hold a code."""
_TONE = {
    "draft": "upcoming",
    "in_force": "in_force",
    "concluded": "unknown",
    "withdrawn": "withdrawn",
    "dropped": "unknown",
    "open": "upcoming",
    "submitted": "suspended",
    "closed": "in_force",
    "cancelled": "unknown",
}


@register.filter
def said(code: str, of: str) -> str:
    """What a code is called; the code itself for what a reader of another version wrote."""
    return str(_WORDS[of].get(code, code))


@register.filter
def tone_of(state: str) -> str:
    """The tone of a state of a plan or a task."""
    return _TONE[state]


@register.filter
def until(task: Task) -> SafeString | str:
    """Until when a task is to be done, in words."""
    if task.ongoing:
        begins = format_html("{} ", day(task.starts)) if task.starts else ""
        return format_html("{}{}", begins, _("起持续推进") if task.starts else _("持续推进"))
    if task.deadline is None:
        return _("没有写时限")
    if task.starts:
        return format_html("{} — {}", day(task.starts), day(task.deadline))
    return format_html("{}", day(task.deadline))


class Named(NamedTuple):
    """Units as a page names them: one, or the members of a collective together."""

    role: str
    name: str
    organisation: str
    members: int


@register.filter
def together(duties: Iterable[Duty]) -> list[Named]:
    """The units of a task, those that share a collective name in one."""
    groups: dict[tuple[str, str, int], list[Duty]] = {}
    for duty in duties:
        own = 0 if duty.of_collective else duty.pk
        groups.setdefault((duty.role, duty.named, own), []).append(duty)
    return [
        Named(
            role,
            named,
            "" if own == 0 or held[0].organisation is None else held[0].organisation.name,
            len(held) if own == 0 else 0,
        )
        for (role, named, own), held in groups.items()
    ]


@register.filter
def piece_of(task: Task) -> str:
    """Which of the pieces of its item a task is, where it has several under one name: （2/3）."""
    told = task.proposed or {}
    read_as = str(told.get("title") or told.get("text") or task.title)[:300]
    if told.get("groups", 1) < 2 or task.title != read_as:
        return ""
    return f"（{told['group']}/{told['groups']}）"


@register.filter
def baseline(target: Target) -> str:
    """Where a target starts from, with its unit."""
    return "" if target.baseline is None else with_unit(target.baseline, target.unit)


@register.filter
def event_words(event: Event) -> str:
    """A public step in words: what was done, to which task."""
    said = sentence(event.kind)
    title = event.facts.get("title")
    return f"{said}{_('：')}{title}" if isinstance(title, str) and title else said


@register.filter
def shown(value: object, field: str = "") -> str:
    """A field's value in a difference view; a choice by what it is called."""
    match value:
        case str() if value and field in _CHOICES:
            return said(value, field)
        case None | "" | [] | ():
            return _("（空）")
        case True:
            return _("是")
        case False:
            return _("否")
        case list() | tuple():
            return " › ".join(map(str, value))
        case _:
            return str(value)
