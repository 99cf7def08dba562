"""Filling in a form from the case it belongs to."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import msgspec

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.form_templates.errors import TemplateRefusedError
from biaozhun.cloud.form_templates.models import FormTemplate
from biaozhun.cloud.form_templates.queries.templates import template_on
from biaozhun.cloud.form_templates.registry import FormField, PaperForm, forms
from biaozhun.documents.reports.form_filling import Values, fill
from biaozhun.documents.reports.form_layout import (
    BlankField,
    BlankForm,
    BlankRows,
    blank_form,
    blank_letter,
)

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Filled(msgspec.Struct, frozen=True):
    """A form as a file, ready to be downloaded."""

    name: str
    content: bytes


def filled(name: str, key: int, authority: Organisation | None, on: dt.date) -> Filled:
    """A form filled in from a case, by the template that holds on a day.

    Args:
        name: of the form, ``slice.form``.
        key: of the case.
        authority: whose template it is.
        on: the day.

    Raises:
        TemplateRefusedError: ``no_such_form``, ``file_gone``.
        FormError: the template names what the form does not know (a later release may have taken
            a field away).
        ObjectDoesNotExist: there is no such case.
    """
    form = form_named(name)
    template = template_on(name, authority, on)
    content = blank(form) if template is None else content_of(template)
    return Filled(f"{form.title}-{key}.docx", fill(content, values_of(form, form.values(key))))


def form_named(name: str) -> PaperForm:
    """A registered form.

    Raises:
        TemplateRefusedError: ``no_such_form``.
    """
    if name not in forms():
        raise TemplateRefusedError("No such form", code="no_such_form", fragment=name[:80])
    return forms()[name]


def content_of(template: FormTemplate) -> bytes:
    """The file of a template.

    Raises:
        TemplateRefusedError: ``file_gone``.
    """
    try:
        with template.file.open("rb") as stream:
            content: bytes = stream.read()
    except FileNotFoundError as error:
        raise TemplateRefusedError(
            "The file of the template is gone", code="file_gone", fragment=template.name
        ) from error
    return content


@lru_cache(maxsize=64)
def blank(form: PaperForm) -> bytes:
    """The default template of a form: a letter where it is one, else a table of its fields.

    It is written once: a form does not change while the platform runs.
    """
    if form.paper is not None:
        return blank_letter(form.paper, has_seal=form.has_seal)
    parts = tuple(
        BlankRows(one.name, tuple(BlankField(field.name, field.sample) for field in one.rows))
        if one.rows
        else BlankField(one.name, one.sample)
        for one in form.fields
    )
    return blank_form(BlankForm(title=form.title, parts=parts, has_seal=form.has_seal))


def values_of(form: PaperForm, told: Mapping[str, Any]) -> Values:
    """What a case says, for every field of its form: nothing where the case leaves one out."""
    return {one.name: _value(one, told.get(one.name)) for one in form.fields}


def sample_values(form: PaperForm) -> Values:
    """What stands in a preview without a case: of rows two."""
    return {
        one.name: [{field.name: field.sample for field in one.rows}] * 2 if one.rows else one.sample
        for one in form.fields
    }


def _value(field: FormField, told: Any) -> "str | Sequence[Mapping[str, str]]":  # noqa: ANN401  # what slices give: text, lazy text, numbers, nothing
    if not field.rows:
        return _text(told)
    return [{one.name: _text(row.get(one.name)) for one in field.rows} for row in told or ()]


def _text(told: Any) -> str:  # noqa: ANN401  # as above
    return "" if told is None else str(told)
