"""Words of calls, applications, batches and objections."""

from collections.abc import Mapping
from typing import Any, Final

from django import template
from django.utils.functional import Promise

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.audit.wording import sentence
from biaozhun.cloud.catalogue.queries.addresses import readable
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.proposals import wording
from biaozhun.cloud.proposals.wording import choices
from biaozhun.cloud.proposals.wording.refusals import REFUSAL

register = template.Library()
_WORDS: Final[Mapping[str, Mapping[str, Promise | str]]] = {
    "call": wording.CALL_STATE,
    "call_kind": {str(code): said for code, said in wording.CALL_KIND.items()},
    "application": wording.APPLICATION_STATE,
    "step": wording.APPLICATION_ACTION,
    "batch": wording.BATCH_STATE,
    "batch_step": wording.BATCH_ACTION,
    "objection": wording.OBJECTION_STATE,
    "conclusion": {str(code): said for code, said in wording.CONCLUSION.items()},
    "legality": {str(code): said for code, said in wording.LEGALITY.items()},
    "paper": {str(code): said for code, said in wording.PAPER.items()},
    "conflict": wording.CONFLICT,
    "kind": choices.KIND,
    "field": {str(code): said for code, said in choices.FIELD.items()},
    "regime": {str(code): said for code, said in choices.REGIME.items()},
    "procedure": {str(code): said for code, said in choices.PROCEDURE.items()},
    "waiting": wording.WAITING,
    "refusal": REFUSAL,
}
_NEEDS_REASON: Final = frozenset(
    {
        "send_back",
        "decline",
        "take_out",
        "withdraw",
        "reopen",
        "skip_notice",
        "skip_argument",
        "close",
        "dissolve",
    }
)


@register.filter
def said(code: str, table: str) -> str:
    """What a code of a table is called; nothing for none."""
    return str(_WORDS[table][code]) if code else ""


@register.filter
def asks_reason(action: str) -> bool:
    """Whether a step must be given a reason."""
    return action in _NEEDS_REASON


@register.filter
def event_words(event: Event) -> str:
    """What happened."""
    return sentence(event.kind)


@register.filter
def event_reason(event: Event) -> str:
    """Why, where that was written."""
    return str(event.facts.get("reason") or event.facts.get("text") or "")


@register.filter
def number_of(slug: str) -> str:
    """The number of a standard, of its slug."""
    return readable(slug)


@register.filter
def one_decimal(value: float | None) -> str:
    """A score with one decimal; a dash where there is none."""
    return "–" if value is None else f"{value:.1f}"


@register.filter
def day_from(instant: Any) -> Any:  # noqa: ANN401  -- a template hands on anything
    """The day of an instant."""
    return day_of(instant) if instant else None
