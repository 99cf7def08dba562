"""What the desk shows of forms and their templates."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.form_templates.models import FormTemplate
from biaozhun.cloud.form_templates.queries.templates import history, template_on, templates_on
from biaozhun.cloud.form_templates.registry import PaperForm, forms

_MOST_CASES = 50


class FormLine(msgspec.Struct, frozen=True):
    """A form, and the template that holds; ``None`` for the default one."""

    form: PaperForm
    template: FormTemplate | None


class FormPage(msgspec.Struct, frozen=True, kw_only=True):
    """A form with the template that holds, its versions and cases to look at it with."""

    form: PaperForm
    authority: Organisation | None
    holds: FormTemplate | None
    versions: Sequence[FormTemplate]
    cases: Sequence[tuple[int, str]]


def form_lines(authority: Organisation | None, on: dt.date) -> list[FormLine]:
    """All forms in the order they were registered; two questions at most."""
    held = templates_on(authority, on)
    return [FormLine(form, held.get(name)) for name, form in forms().items()]


def form_page(
    form: PaperForm, authority: Organisation | None, person: Person, on: dt.date
) -> FormPage:
    """What the page of a form shows to a person."""
    return FormPage(
        form=form,
        authority=authority,
        holds=template_on(form.name, authority, on),
        versions=list(history(form.name, authority)),
        cases=list(form.recent(person))[:_MOST_CASES] if form.recent else [],
    )
