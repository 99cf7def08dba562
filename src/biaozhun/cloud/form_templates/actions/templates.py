"""Bringing a template of a form, and withdrawing it."""

import datetime as dt
import difflib
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Max

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.form_templates.actions.filling import form_named, sample_values
from biaozhun.cloud.form_templates.errors import TemplateRefusedError
from biaozhun.cloud.form_templates.models import FormTemplate
from biaozhun.cloud.form_templates.permissions import keeps_forms_of
from biaozhun.cloud.form_templates.queries.templates import template_on
from biaozhun.cloud.form_templates.registry import PaperForm
from biaozhun.documents.reports.form_filling import COUNT, NamedFields, fields_named, fill

_NAME: Final = 255


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """A template as it comes in.

    Attributes:
        name: of the file.
        content: the file.
        valid_from: the day it holds from.
        note: what is new in it.
    """

    name: str
    content: bytes
    valid_from: dt.date
    note: str = ""


def bring_template(
    form_name: str,
    authority: Organisation | None,
    brought: Brought,
    *,
    actor: Person,
    at: dt.datetime,
) -> FormTemplate:
    """Keep a template of an authority as the next version of its form.

    Raises:
        TemplateRefusedError: ``not_for_you``, ``no_such_form``, ``unknown_field``,
            ``same_template``, ``meanwhile``.
        FormError: it is no template that can be filled.
    """
    _permit(actor, authority)
    look_at(form_named(form_name), brought.content)
    digest = hashlib.sha256(brought.content).hexdigest()
    before = template_on(form_name, authority, brought.valid_from)
    if before is not None and before.authority == authority and before.digest == digest:
        raise TemplateRefusedError("This very template holds already", code="same_template")
    made = FormTemplate(
        authority=authority,
        form=form_name,
        valid_from=brought.valid_from,
        name=clean(Path(brought.name).name)[-_NAME:] or "template.docx",
        size=len(brought.content),
        digest=digest,
        note=clean(brought.note)[:300],
        added=at,
        added_by=actor,
    )
    made.file.save(f"{digest[:32]}.docx", ContentFile(brought.content), save=False)
    _keep(made, actor)
    return made


def _keep(made: FormTemplate, actor: Person) -> None:
    """Write the next version with its event; without them the file goes."""
    mine = FormTemplate.objects.filter(form=made.form, authority=made.authority)
    try:
        with transaction.atomic():
            made.version = (mine.aggregate(last=Max("version"))["last"] or 0) + 1
            made.save()
            _note("form_templates.template_brought", made, actor)
    except IntegrityError as error:
        made.file.delete(save=False)
        raise TemplateRefusedError("Another came in meanwhile", code="meanwhile") from error
    except BaseException:
        made.file.delete(save=False)
        raise


def withdraw_template(pk: int, reason: str, *, actor: Person, at: dt.datetime) -> FormTemplate:
    """Let a template hold no more; the one before it, or the default one, takes its place.

    Raises:
        DoesNotExist: there is no such template.
        TemplateRefusedError: ``not_for_you``, ``reason_missing``, ``withdrawn_already``.
    """
    if not reason.strip():
        raise TemplateRefusedError("A reason is missing", code="reason_missing")
    with transaction.atomic():
        found = FormTemplate.objects.select_for_update().get(pk=pk)
        _permit(actor, found.authority)
        if found.withdrawn is not None:
            raise TemplateRefusedError("It is withdrawn already", code="withdrawn_already")
        found.withdrawn, found.withdrawn_by = at, actor
        found.reason = clean(reason)[:300]
        found.save(update_fields=["withdrawn", "withdrawn_by", "reason"])
        _note("form_templates.template_withdrawn", found, actor, reason=found.reason)
    return found


def look_at(form: PaperForm, content: bytes) -> NamedFields:
    """What a template names, where the form knows all of it and it can be filled.

    Raises:
        TemplateRefusedError: ``unknown_field``; the fragment names all of them.
        FormError: it is no template that can be filled.
    """
    named = fields_named(content)
    single = {one.name for one in form.fields if not one.rows}
    rows = {one.name: {field.name for field in one.rows} for one in form.fields if one.rows}
    strange = list(_strange(named, single, rows))
    if strange:
        known = [*single, *rows, *(name for fields in rows.values() for name in fields)]
        near = difflib.get_close_matches(strange[0], known, n=1, cutoff=0.4)
        raise TemplateRefusedError(
            "The form has no such field",
            code="unknown_field",
            fragment="、".join(strange[:10]),
            hint=near[0] if near else "",
        )
    fill(content, sample_values(form))
    return named


def _strange(named: NamedFields, single: set[str], rows: Mapping[str, set[str]]) -> Iterable[str]:
    """Names that a form does not know; of rows only those of a table it knows."""
    yield from (name for name in named.single if name not in single)
    for table, fields in named.rows.items():
        if table not in rows:
            yield table
        else:
            yield from (one for one in fields if one not in rows[table] and one != COUNT)


def _permit(actor: Person, authority: Organisation | None) -> None:
    if not keeps_forms_of(actor, authority.pk if authority else None):
        raise TemplateRefusedError("Not for this authority", code="not_for_you")


def _note(kind: str, template: FormTemplate, actor: Person, **more: str) -> None:
    facts: dict[str, object] = {
        "form": template.form,
        "authority": str(template.authority) if template.authority else "",
        "version": template.version,
        "valid_from": template.valid_from.isoformat(),
        "file": template.name,
        "digest": template.digest,
        **more,
    }
    record(kind, subject=f"form/{template.form}", actor=actor, facts=facts)
