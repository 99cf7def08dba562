"""The part of other pages that shows the sealed scans of a form."""

from django import template

from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.form_templates.forms import ScanForm
from biaozhun.cloud.form_templates.permissions import seals_form, sees_form
from biaozhun.cloud.form_templates.queries.sealed import sealed_copies, subject_of
from biaozhun.cloud.form_templates.registry import forms

register = template.Library()


@register.inclusion_tag("form_templates/sealed.html", takes_context=True)
def sealed_scans(context: template.Context, name: str, key: int) -> dict[str, object]:
    """The sealed scans of a form for a case, and the form to bring one, to those who may.

    ``name`` is that of the form, ``slice.form``; nothing is shown to those who may not see it.
    """
    person, paper = person_of(context["request"]), forms()[name]
    shown = sees_form(person, paper, key)
    return {
        "shown": shown,
        "paper": paper,
        "key": key,
        "copies": sealed_copies(subject_of(name, key)) if shown else (),
        "form": ScanForm() if shown and seals_form(person, paper, key) else None,
        "csrf_token": context.get("csrf_token"),
    }
