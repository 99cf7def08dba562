"""Patents made known in a project, and how a refused licence was dealt with (S068)."""

import datetime as dt

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.drafting.actions.documents import Upload, add_document
from biaozhun.cloud.drafting.actions.telling import address_of, officers_of, others
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.models import DocumentKind, PatentDisclosure, Project
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.telling import tell_each


class Disclosed(msgspec.Struct, frozen=True, kw_only=True):
    """What is made known of a patent; the fields of :class:`PatentDisclosure`.

    Attributes:
        number: of the patent or of its application.
        holder: whose it is.
        title: of the patent.
        claims: of the patent, that are concerned.
        clauses: of the draft, that are concerned.
        essential: cannot be avoided; ``None`` where it is not known.
        essential_note: why.
        licence: one of :class:`PatentDisclosure.Licence`.
        stated: the day of the holder's declaration.
        declared_by: who makes it known.
        upload: the paper with the declaration: the name of the file and its content.
    """

    number: str
    holder: str
    declared_by: str
    title: str = ""
    claims: str = ""
    clauses: str = ""
    essential: bool | None = None
    essential_note: str = ""
    licence: str = "none_yet"
    stated: dt.date | None = None
    upload: Upload | None = None


@transaction.atomic
def disclose_patent(
    project: Project, told: Disclosed, *, actor: Person, at: dt.datetime
) -> PatentDisclosure:
    """Make a patent known; the officer in charge is told.

    Raises:
        DraftingRefusedError: of the file (``file_empty``, ``file_too_large``).
    """
    made = PatentDisclosure(project=project, added=at, added_by=actor)
    _fill(made, told, actor, at)
    _note("drafting.patent_disclosed", made, actor)

    def message() -> Message:
        return Message(
            kind="drafting.patent_disclosed",
            subject=_("{title}：披露专利 {number}").format(title=project.title, number=made.number),
            text=_("专利权人：{holder}").format(holder=made.holder),
            address=f"{address_of(project)}#patents",
            key=f"patent:{made.pk}",
        )

    tell_each(others(officers_of(project), actor), message)
    return made


@transaction.atomic
def change_patent(
    patent: PatentDisclosure, told: Disclosed, *, actor: Person, at: dt.datetime
) -> None:
    """Put right what is known of a patent, for example once its holder has made a declaration.

    Raises:
        DraftingRefusedError: of the file (``file_empty``, ``file_too_large``).
    """
    held = PatentDisclosure.objects.select_for_update(of=("self",)).get(pk=patent.pk)
    if told.licence != held.licence:
        held.handled, held.handled_by, held.handling = None, None, ""
    _fill(held, told, actor, at)
    _note("drafting.patent_changed", held, actor)


@transaction.atomic
def handle_patent(
    patent: PatentDisclosure, handling: str, *, actor: Person, at: dt.datetime
) -> None:
    """Say how a refused licence was dealt with: the clause was changed, or taken out.

    Raises:
        DraftingRefusedError: ``patent_not_refused``, ``handling_missing``.
    """
    held = PatentDisclosure.objects.select_for_update(of=("self",)).get(pk=patent.pk)
    if held.licence != PatentDisclosure.Licence.REFUSED:
        raise DraftingRefusedError("the licence was not refused", code="patent_not_refused")
    if not handling.strip():
        raise DraftingRefusedError("nothing is said", code="handling_missing")
    held.handled, held.handled_by, held.handling = at, actor, handling.strip()
    held.save(update_fields=["handled", "handled_by", "handling"])
    _note("drafting.patent_handled", held, actor)


def _fill(made: PatentDisclosure, told: Disclosed, actor: Person, at: dt.datetime) -> None:
    fields = msgspec.structs.asdict(told)
    upload = fields.pop("upload")
    for name, value in fields.items():
        setattr(made, name, value)
    if upload is not None:
        made.statement = add_document(
            made.project, DocumentKind.PATENT_STATEMENT, upload, actor=actor, at=at
        )
    made.save()


def _note(kind: str, patent: PatentDisclosure, actor: Person) -> None:
    facts = {
        "number": patent.number,
        "holder": patent.holder,
        "licence": str(patent.licence),
        "handling": patent.handling,
    }
    record(kind, subject=patent.project.case_subject, actor=actor, facts=facts)
