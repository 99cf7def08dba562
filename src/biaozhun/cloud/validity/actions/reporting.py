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
from biaozhun.cloud.validity.models import Check, Report
from biaozhun.cloud.validity.queries.checks import document_of
from biaozhun.core.validity import CheckedDocument
from biaozhun.documents.reports import ReportWords, report_docx, report_html, report_xlsx


class Form(StrEnum):
    """The forms in which a report is handed out."""

    HTML = "html"
    XLSX = "xlsx"
    DOCX = "docx"


MEDIA_TYPES: Final[Mapping[Form, str]] = {
    Form.HTML: "text/html; charset=utf-8",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


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


_Write = Callable[[CheckedDocument, Printing], bytes]


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
        CheckRefusedError: ``not_finished``.
    """
    document = document_of(check)
    told = {name: value.strip() for name, value in msgspec.to_builtins(facts).items() if value}
    report = _numbered(check, form, document)
    try:
        content = _WRITTEN[form](
            msgspec.structs.replace(document, number=report.number, **told), printing
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
            facts_of_event = {"number": report.number, "form": str(form)}
            record(
                "validity.report_issued",
                subject=f"report:{report.number}",
                actor=actor,
                facts=facts_of_event,
            )
    return report, content


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


def _html(document: CheckedDocument, printing: Printing) -> bytes:
    return report_html(document, printing.words, address=printing.address)


def _xlsx(document: CheckedDocument, printing: Printing) -> bytes:
    return report_xlsx(document, printing.words, address=printing.address)


def _docx(document: CheckedDocument, printing: Printing) -> bytes:
    return report_docx(document, printing.words, address=printing.address)


_WRITTEN: Final[Mapping[Form, _Write]] = {Form.HTML: _html, Form.XLSX: _xlsx, Form.DOCX: _docx}
