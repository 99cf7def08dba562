"""Handing out reports: each with a number, each kept as digests that tell a genuine one."""

import hashlib
import hmac
from collections import Counter
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final
from uuid import uuid4

import msgspec
from django.conf import settings
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.validity.actions.deleting import file_is_used
from biaozhun.cloud.validity.digests import digests_of
from biaozhun.cloud.validity.errors import CheckRefusedError
from biaozhun.cloud.validity.models import Check, Report
from biaozhun.cloud.validity.queries.checks import document_of, original_of
from biaozhun.cloud.validity.queries.copies import copies_of
from biaozhun.core.validity import CheckedDocument
from biaozhun.documents.isolation import isolated_call
from biaozhun.documents.reports import (
    ReportWords,
    change_cards_docx,
    completed_list,
    confirmation_form_docx,
    controlled_list_xlsx,
    packed_remarks,
    report_docx,
    report_html,
    report_xlsx,
)


class Form(StrEnum):
    """The forms in which a report is handed out."""

    DOCX = "docx"
    XLSX = "xlsx"
    HTML = "html"
    ANNOTATED = "annotated"  # the original document with comments
    WORKBOOK = "workbook"  # the original list with columns added
    CONFIRMATION = "confirmation"
    CONTROLLED = "controlled"
    CARDS = "cards"


_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEETS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA_TYPES: Final[Mapping[Form, str]] = {
    Form.DOCX: _WORD,
    Form.XLSX: _SHEETS,
    Form.HTML: "text/html; charset=utf-8",
    Form.ANNOTATED: _WORD,
    Form.WORKBOOK: "application/octet-stream",  # whatever was sent
    Form.CONFIRMATION: _WORD,
    Form.CONTROLLED: _SHEETS,
    Form.CARDS: _WORD,
}
OF_FILE: Final[Mapping[Form, tuple[str, ...]]] = {
    Form.ANNOTATED: (".docx", ".docm"),
    Form.WORKBOOK: (".xlsx", ".xlsm", ".csv", ".tsv"),
}
"""Forms that are made of the file itself, and the ends of the names of such files."""


class ReportFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a report says of those it concerns, as far as it differs from what the check says."""

    client: str = ""
    purpose: str = ""
    searcher: str = ""
    checker: str = ""


class Printing(msgspec.Struct, frozen=True, kw_only=True):
    """How a report is printed: its words, and the public page that confirms it."""

    words: ReportWords
    address: str = ""


_Write = Callable[[Check, CheckedDocument, Printing], bytes]


def is_possible(form: Form, check: Check) -> bool:
    """Whether a check can be made into a form: some need the file, while it is kept.

    A list comes back with columns, any other document with comments.
    """
    ends = OF_FILE.get(form)
    if ends is None:
        return True
    is_list = check.kind == Check.Kind.LIST
    is_fitting = is_list == (form is Form.WORKBOOK)
    return bool(check.file) and is_fitting and check.name.lower().endswith(ends)


def issue(
    check: Check,
    form: Form,
    facts: ReportFacts,
    *,
    printing: Printing,
    actor: Person | None = None,
) -> tuple[Report, bytes]:
    """Make a report and keep what tells it from a changed one; never its text.

    The report's own number stands inside the file, the digests of the file in the record.

    Raises:
        CheckRefusedError: ``not_finished``; ``no_such_form`` where :func:`is_possible` says no;
            ``file_gone`` where the file went meanwhile.
        DocumentError: the file cannot be written anew.
    """
    if not is_possible(form, check):
        raise CheckRefusedError("no such form of this check", code="no_such_form")
    document = document_of(check)
    told = {name: value.strip() for name, value in msgspec.to_builtins(facts).items() if value}
    report = _numbered(check, form, document)
    try:
        content = _WRITTEN[form](
            check, msgspec.structs.replace(document, number=report.number, **told), printing
        )
    except BaseException:
        report.delete()  # no file bears its number
        raise
    digests = digests_of([content])
    report.sha256, report.sm3 = digests.sha256, digests.sm3
    with transaction.atomic():
        report.save(update_fields=["sha256", "sm3"])
        file_is_used(check)
        if actor is not None:
            _record(report, actor)
    return report, content


def _record(report: Report, actor: Person) -> None:
    record(
        "validity.report_issued",
        subject=f"report:{report.number}",
        actor=actor,
        facts={"number": report.number, "form": report.form},
    )


def _numbered(check: Check, form: Form, document: CheckedDocument) -> Report:
    """The record of a report that is being made: its number is taken before its file is written."""
    with transaction.atomic():
        report = Report.objects.create(
            number=uuid4().hex[:30],  # of nobody: the true one holds the id
            made=now(),
            on=document.on,
            form=str(form),
            sha256="",
            document_sha256=check.sha256,
            document_sm3=check.sm3,
            data_date=document.data_date,
            rules=document.rules,
            counts=dict(Counter(str(line.answer.outcome) for line in document.lines)),
        )
        report.number = number_of(report.pk)
        report.save(update_fields=["number"])
    return report


def number_of(pk: int) -> str:
    """``BZ-2026-000123-7F3A``: the year, the running number, and four signs that nobody guesses."""
    body = f"BZ-{today().year}-{pk:06}"
    mac = hmac.new(settings.SECRET_KEY.encode(), body.encode(), hashlib.sha256)
    return f"{body}-{mac.hexdigest()[:4].upper()}"


def _html(_: Check, document: CheckedDocument, printing: Printing) -> bytes:
    return report_html(document, printing.words, address=printing.address)


def _xlsx(_: Check, document: CheckedDocument, printing: Printing) -> bytes:
    return report_xlsx(document, printing.words, address=printing.address)


def _docx(_: Check, document: CheckedDocument, printing: Printing) -> bytes:
    return report_docx(document, printing.words, address=printing.address)


def _annotated(check: Check, document: CheckedDocument, printing: Printing) -> bytes:
    remarks = packed_remarks(document, printing.words)
    with original_of(check) as path:
        return isolated_call("biaozhun.documents.reports.annotated:annotate", path, remarks)


def _workbook(check: Check, document: CheckedDocument, printing: Printing) -> bytes:
    with original_of(check) as path:
        return completed_list(path, document, printing.words)


def _confirmation(_: Check, document: CheckedDocument, printing: Printing) -> bytes:
    return confirmation_form_docx(document, printing.words, address=printing.address)


def _controlled(check: Check, document: CheckedDocument, printing: Printing) -> bytes:
    return controlled_list_xlsx(document, printing.words, copies_of(check))


def _cards(_: Check, document: CheckedDocument, printing: Printing) -> bytes:
    return change_cards_docx(document, printing.words, address=printing.address)


_WRITTEN: Final[Mapping[Form, _Write]] = {
    Form.DOCX: _docx,
    Form.XLSX: _xlsx,
    Form.HTML: _html,
    Form.ANNOTATED: _annotated,
    Form.WORKBOOK: _workbook,
    Form.CONFIRMATION: _confirmation,
    Form.CONTROLLED: _controlled,
    Form.CARDS: _cards,
}
