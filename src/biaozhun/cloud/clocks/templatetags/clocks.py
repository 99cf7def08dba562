"""Words of clocks in templates."""

from collections.abc import Mapping
from decimal import Decimal

from django import template

from biaozhun.cloud.clocks import wording
from biaozhun.cloud.clocks.exports import line_name
from biaozhun.cloud.clocks.queries.averages import Line
from biaozhun.cloud.clocks.queries.clocked import Clocked
from biaozhun.cloud.drafting.holders import Holder
from biaozhun.cloud.drafting.models import Project
from biaozhun.core.clocks import Due, Forecast, StageClock
from biaozhun.core.lifecycle import Applied

register = template.Library()
_WORDS = {
    "stage": wording.STAGE,
    "rule": wording.RULE,
    "part": wording.PART,
    "doing": wording.DOING,
    "when": wording.WHEN,
    "group": wording.GROUP,
    "why": wording.WHY,
    "short": wording.SHORT,
}


@register.filter
def clock_word(code: str | None, table: str) -> str:
    """What a code of a table is called; nothing for none."""
    known = {str(one): words for one, words in _WORDS[table].items()}
    return str(known[str(code)]) if code else ""


@register.filter
def left(days: int) -> str:
    """How many days are left."""
    return wording.left_words(days)


@register.filter
def marked(at: int) -> str:
    """When a warning came."""
    return wording.mark_words(at)


@register.filter
def days_left(due: Due, clock: Clocked) -> int:
    """Days to a due day."""
    return due.left(clock.today)


@register.filter
def waited(holder: Holder, clock: Clocked) -> int:
    """How long it has lain with whose turn it is."""
    return holder.days(clock.today)


@register.filter
def office(holder: Holder, project: Project) -> str:
    """The office whose turn it is."""
    return wording.holder_name(holder, project)


@register.filter
def post(holder: Holder) -> str:
    """The post whose turn it is."""
    return wording.post_name(holder)


@register.filter
def officer(holder: Holder, project: Project) -> str:
    """The officer whose turn it is, for who works on the project."""
    person = wording.in_charge(project, holder)
    return person.name if person else ""


@register.filter
def rule_of(clock: Clocked, rule: str) -> Applied | None:
    """A rule as it holds for a project."""
    return clock.limits.get(rule)


@register.filter
def limit_of(stage: StageClock, clock: Clocked) -> Applied | None:
    """The rule of a stage as it holds for a project."""
    return clock.limits.get(stage.stage.rule)


@register.filter
def learnt_from(group: str) -> str:
    """Of which projects a forecast is made."""
    return wording.learnt_from(group)


@register.filter
def told_of(told: Mapping[int, object], pk: int) -> object:
    """What is told of a project: a forecast, a warning; nothing where there is none."""
    return told.get(pk)


@register.filter
def is_forecast(told: object) -> bool:
    """Whether something is expected."""
    return isinstance(told, Forecast)


@register.filter
def line_named(line: Line, group: str) -> str:
    """What a line of averages is called."""
    return line_name(group, line)


@register.filter
def rounded(value: Decimal | None) -> str:
    """A figure without needless zeros."""
    return "—" if value is None else f"{value:f}".rstrip("0").rstrip(".") or "0"
