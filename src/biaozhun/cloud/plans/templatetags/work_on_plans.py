"""Filters of the pages of the work on tasks."""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import parse_qsl

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from biaozhun.cloud.audit.wording import fact_name, sentence
from biaozhun.cloud.plans.addresses import letter_address, task_address
from biaozhun.cloud.plans.models import Duty, Evidence, SupervisionLetter, Task
from biaozhun.cloud.plans.queries.board import Line
from biaozhun.cloud.plans.queries.late import is_late, leads_of, unit_name
from biaozhun.cloud.plans.queries.task import Offer, Step
from biaozhun.cloud.plans.templatetags.plans import piece_of
from biaozhun.cloud.plans.views.steps import STEPS
from biaozhun.cloud.plans.wording import MODE, ROLE, TASK_STATE, Words
from biaozhun.cloud.plans.wording.work import (
    DATE_STATE,
    DUTY_STATE,
    LETTER_STATE,
    REPORT_STATE,
    STEP,
    WAITING,
    days_words,
    work_refusals,
)

register = template.Library()
register.filter(piece_of)
register.filter(is_late)

_STATES: dict[str, Words] = {
    "task": TASK_STATE,
    "duty": DUTY_STATE,
    "report": REPORT_STATE,
    "date": DATE_STATE,
    "letter": LETTER_STATE,
    "waiting": WAITING,
    "role": ROLE,
    "mode": MODE,
}
_TOLD = ("unit", "part", "share", "number", "deadline", "wanted", "due", "decision", "reason")
"""The facts of an event that its line in the history tells, in their order."""


@register.filter
def said(code: str, kind: str) -> str:
    """What a code is called; a mode nobody read has no words."""
    words = _STATES[kind]
    return str(words[code]) if code in words else ""


@register.filter
def days_to(last: dt.date | None, on: dt.date) -> str:
    """How far away a last day is, in words."""
    return days_words((last - on).days) if last else ""


@register.filter
def is_past(last: dt.date | None, on: dt.date) -> bool:
    """Whether a last day is past."""
    return last is not None and last < on


@register.filter
def standing(task: Task, on: dt.date) -> str:
    """How a task stands, in one sentence."""
    if task.state == "open":
        return _standing_open(task, on)
    day = task.done_on.isoformat() if task.done_on else ""
    return {
        "submitted": _("牵头单位 {day} 报请销号，等主管部门核查。"),
        "closed": _("已完成并销号，完成日期 {day}。"),
        "cancelled": _("已取消，不再办理。"),
        "draft": _("还没有确认，不对外公布。"),
        "dropped": _("确认计划时去除了，不对外公布。"),
    }[task.state].format(day=day)


def _standing_open(task: Task, on: dt.date) -> str:
    if task.deadline is None:
        return _("在办，持续推进。") if task.ongoing else _("在办，没有写明期限。")
    left = (task.deadline - on).days
    if left < 0:
        return _("{days}，还没有报请销号。").format(days=days_words(left))
    return _("在办，{days}。").format(days=days_words(left))


@register.filter
def address_of(record: Task | SupervisionLetter) -> str:
    """The page of a task or a letter."""
    return task_address(record) if isinstance(record, Task) else letter_address(record)


@register.filter
def unit_of(duty: Duty) -> str:
    """The unit of a duty, by the name it has today where it is known."""
    return unit_name(duty)


@register.filter
def named_otherwise(duty: Duty) -> str:
    """How the text names the unit, where that is not its name today."""
    is_other = duty.organisation is not None and duty.organisation.name != duty.named
    return duty.named if is_other and not duty.parent_id else ""


@register.filter
def lead_names(task: Task) -> str:
    """The leads of a task of a list."""
    return "、".join(unit_name(one) for one in leads_of(task))


@register.filter
def step_address(offer: Offer) -> str:
    """Where a step is taken."""
    return reverse("plans:work_step", args=[offer.kind, offer.pk, offer.action])


@register.filter
def step_button(offer: Offer) -> str:
    """What stands on the button of a step."""
    return str(STEP[offer.key].button)


@register.filter
def step_meaning(offer: Offer) -> str:
    """What follows from a step."""
    return str(STEP[offer.key].meaning)


@register.filter
def is_direct(offer: Offer) -> bool:
    """Whether a button is enough for a step."""
    return STEPS[offer.key].form.direct


@register.filter
def unmet(offer: Offer) -> list[str]:
    """What stands against a step, a sentence each; the units whose duties do are named."""
    sentences = work_refusals(offer.unmet)
    if offer.units and "duties_open" in offer.unmet:
        place = offer.unmet.index("duties_open")
        sentences[place] = _("还没有完成的单位：{units}。").format(units="、".join(offer.units))
    return sentences


@register.filter
def often(offers: Iterable[Offer]) -> list[Offer]:
    """The steps that stand in front."""
    return [one for one in offers if not one.is_seldom]


@register.filter
def seldom(offers: Iterable[Offer]) -> list[Offer]:
    """The steps that stand behind."""
    return [one for one in offers if one.is_seldom]


@register.filter
def event_words(step: Step) -> str:
    """What happened."""
    return sentence(step.kind)


@register.filter
def event_facts(step: Step) -> list[tuple[str, object]]:
    """What of an event is told in its line."""
    told = [(key, step.facts.get(key)) for key in (*_TOLD, "remark")]
    return [(fact_name(step.kind, key), value) for key, value in told if value not in (None, "")]


@register.filter
def proof(piece: Evidence) -> SafeString:
    """A piece of evidence as a link: a file by its name and size, or an address."""
    if not piece.file:
        return format_html('<a href="{}" rel="nofollow noopener">{}</a>', piece.address, piece.name)
    return format_html(
        '<a href="{}">{}</a> <span class="quiet small">{}</span>',
        reverse("plans:evidence", args=[piece.pk]),
        piece.name,
        size_words(piece.size),
    )


def size_words(size: int) -> str:
    """An amount of bytes as people say it."""
    for unit, scale in (("GB", 2**30), ("MB", 2**20), ("KB", 2**10)):
        if size >= scale:
            return f"{size / scale:.1f}\u202f{unit}"
    return f"{size}\u202fB"


@register.filter
def behind(line: Line, more: str = "") -> str:
    """The parameters of the list behind a number of the board."""
    return line.address(**dict(parse_qsl(more)))
