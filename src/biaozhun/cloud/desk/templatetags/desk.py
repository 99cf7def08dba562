"""The desk's words and its fields in templates."""

from django import template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from biaozhun.cloud.catalogue.wording import CELL, FIELD, written
from biaozhun.cloud.desk import wording

register = template.Library()

_TABLES = {
    "state": wording.STATE,
    "kind": wording.KIND,
    "schedule": wording.SCHEDULE,
    "work": wording.WORK,
    "task": wording.TASK,
    "fault": wording.FAULT,
}


@register.filter
def told(code: str, table: str) -> str:
    """The word for a code of a table of :mod:`biaozhun.cloud.desk.wording`."""
    return str(_TABLES[table].get(str(code), code))


@register.filter
def refusal(fault: str) -> dict[str, str]:
    """What stopped an upload, kept as ``code: fragment``: in the reader's words, with both."""
    code, _colon, fragment = fault.partition(": ")
    return {"code": code, "fragment": fragment, "words": wording.fault(code)}


@register.filter
def fact(field: str) -> str:
    """The word for a fact that an import would change."""
    return written({**FIELD, **CELL}, "nature" if field == "natures" else field)


@register.filter
def size(value: int) -> str:
    """A number of bytes for reading."""
    if value < 1024:
        return _("{count} 字节").format(count=value)
    if value < 1024**2:
        return f"{value / 1024:.1f} KB"
    return f"{value / 1024**2:.1f} MB"


@register.filter
def choice(names: dict[str, object], code: str) -> object:
    """The entry of a table for a code, empty where there is none."""
    return names.get(code, "")


@register.simple_tag
def entry(bound: BoundField) -> SafeString:
    """A field of a form with its label, its help and its faults, tied together for readers."""
    about = f"{bound.id_for_label}-help" if bound.help_text else ""
    wrong = f"{bound.id_for_label}-fault" if bound.errors else ""
    described = " ".join(filter(None, (about, wrong)))
    attributes: dict[str, str | bool] = {}
    if described:
        attributes["aria-describedby"] = described
    if wrong:
        attributes["aria-invalid"] = "true"
    return format_html(
        '<div class="desk-entry"><label for="{}">{}</label>{}{}{}</div>',
        bound.id_for_label,
        bound.label,
        bound.as_widget(attrs=attributes),
        format_html('<p class="small quiet" id="{}">{}</p>', about, bound.help_text)
        if about
        else "",
        format_html(
            '<p class="small desk-fault" id="{}">{}</p>', wrong, " ".join(map(str, bound.errors))
        )
        if wrong
        else "",
    )
