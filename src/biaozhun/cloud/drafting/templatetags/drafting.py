"""Words of projects in templates."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.audit.wording import fact_name, sentence
from biaozhun.cloud.drafting import wording
from biaozhun.cloud.drafting.forms.team import TEAM_ROLE
from biaozhun.cloud.drafting.models import Milestone, Procedure
from biaozhun.cloud.drafting.queries.checks import number_of
from biaozhun.cloud.drafting.wording import records
from biaozhun.cloud.drafting.wording.refusals import ADVICE, unmet_words
from biaozhun.cloud.drafting.wording.refusals import MET as MET_WORDS
from biaozhun.core.lifecycle import Unmet

register = template.Library()
register.filter(number_of)


def _plain(words: Mapping[Any, Promise | str]) -> dict[str, Promise | str]:
    return {str(code): said for code, said in words.items()}


_WORDS: Final = {
    "state": _plain(wording.STATE),
    "action": _plain(wording.ACTION),
    "role": _plain(wording.ROLE),
    "document": _plain(wording.DOCUMENT),
    "proceeding": _plain(wording.PROCEEDING),
    "outcome": _plain(wording.OUTCOME),
    "origin": _plain(wording.ORIGIN),
    "kind": _plain(wording.KIND),
    "procedure": _plain(wording.PROCEDURE),
    "regime": _plain(wording.REGIME),
    "field": _plain(wording.FIELD),
    "part": _plain(wording.PART),
    "waits": _plain(wording.WAITS_FOR),
    "team": _plain(dict(TEAM_ROLE)),
    "milestone": _plain(records.MILESTONE),
    "licence": _plain(records.LICENCE),
    "change": _plain(records.CHANGE_KIND),
    "change_state": _plain(records.CHANGE_STATE),
    "call": _plain(records.CALL_KIND),
    "call_state": _plain(records.CALL_STATE),
    "call_action": _plain(records.CALL_ACTION),
    "application": _plain(records.APPLICATION_STATE),
    "finding": _plain(records.FINDING),
    "finding_advice": _plain(records.ADVICE),
}
_TONES: Final = {
    "planned": "unknown",
    "terminated": "withdrawn",
    "issued_elsewhere": "in_force",
    "published": "in_force",
    "announced": "in_force",
    "approved": "in_force",
}


@register.filter
def said(code: str, table: str) -> str:
    """What a code of a table is called; nothing for none."""
    return str(_WORDS[table][str(code)]) if code else ""


@register.filter
def urgency_mark(procedure: str) -> SafeString:
    """The mark of what is made by a faster procedure; nothing for the normal one."""
    if procedure == Procedure.NORMAL:
        return mark_safe("")
    return format_html(' <span class="tag tag-mandatory">{}</span>', said(procedure, "procedure"))


@register.filter
def tone_of(state: str) -> str:
    """The colour a state stands in."""
    return _TONES.get(state, "upcoming")


@register.filter
def lacking(one: Unmet) -> str:
    """What stands against a step, in words."""
    return unmet_words(one)


@register.filter
def met(one: Unmet) -> str:
    """What a step asks for and has, in words."""
    if one.code == "document_missing":
        return said(one.subject, "document")
    return str(MET_WORDS[one.code])


@register.filter
def advised(one: Unmet) -> str:
    """What does not bind, in words."""
    return str(ADVICE[one.code])


@register.filter
def is_coded(code: str) -> bool:
    """Whether a finding has words here; what the rules of drafting find says itself in words."""
    return code in records.FINDING


@register.filter
def place(told: str) -> str:
    """Where a finding stands."""
    return records.place_words(told)


@register.filter
def named(milestone: Milestone) -> str:
    """What a milestone is called."""
    return milestone.title or said(milestone.kind, "milestone")


@register.filter
def change_value(value: str, kind: str) -> str:
    """What a change is about, as it is printed."""
    if kind == "procedure":
        return said(value, "procedure")
    return value


@register.filter
def happened(event: Event) -> str:
    """What an event was."""
    return sentence(event.kind)


@register.filter
def told_with(event: Event) -> list[tuple[str, str]]:
    """The facts of an event that say something to who works on the project."""
    shown = (
        *("reason", "opinion", "paper", "file", "version", "organisation", "number", "holder"),
        *("units", "people"),
    )
    return [
        (fact_name(event.kind, name), _joined(event.facts[name]))
        for name in shown
        if event.facts.get(name)
    ]


def _joined(value: object) -> str:
    if isinstance(value, list):
        return _("、").join(str(one) for one in value)
    return str(value)


@register.filter
def is_before(value: dt.date | None, on: dt.date) -> bool:
    """Whether a day is past."""
    return value is not None and value < on


@register.filter
def megabytes(size: int) -> str:
    """The size of a file, in words people use."""
    if size < 1_000_000:
        return f"{max(size // 1000, 1)} kB"
    return f"{size / 1_000_000:.1f} MB"
