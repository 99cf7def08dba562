"""Checks for programs: sent in, asked for, fetched as a report, deleted."""

from http import HTTPStatus
from typing import Annotated, Any, Final, Literal, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.http import content_disposition_header
from ninja import Header, Router, Status
from pydantic import StringConstraints

from biaozhun.cloud.catalogue.api import api
from biaozhun.cloud.catalogue.api.asking import Value
from biaozhun.cloud.foundation.outgoing import OutgoingError
from biaozhun.cloud.messaging.links import absolute
from biaozhun.cloud.ui.problems import Problem, problem, problem_of
from biaozhun.cloud.validity.actions.deleting import delete
from biaozhun.cloud.validity.actions.reporting import (
    MEDIA_TYPES,
    Form,
    Printing,
    ReportFacts,
    issue,
)
from biaozhun.cloud.validity.actions.sending import send
from biaozhun.cloud.validity.api.receiving import CheckAsked, FileAsked, Sender, order_of
from biaozhun.cloud.validity.api.shapes import CheckFault, CheckOut, SentKind, result_of
from biaozhun.cloud.validity.errors import CheckRefusedError, TooManyChecksError
from biaozhun.cloud.validity.limits import count_check
from biaozhun.cloud.validity.models import Check
from biaozhun.cloud.validity.offering import file_name
from biaozhun.cloud.validity.queries.checks import check_of, document_of
from biaozhun.cloud.validity.wording.reports import report_words

router = Router(tags=["checks"])
# The secret of a check is ``key`` in addresses: parts of that name never reach the log.

IdempotencyKey = Annotated[
    str, StringConstraints(max_length=100), Header(alias="Idempotency-Key", default="")
]
Language = Literal["zh-hans", "zh-hant", "en"]
FileForm = Literal[
    "html", "xlsx", "docx", "annotated", "workbook", "confirmation", "controlled", "cards"
]
_TAKEN: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": CheckAsked.model_json_schema()},
            "multipart/form-data": {
                "schema": {
                    **FileAsked.model_json_schema(),
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        **FileAsked.model_json_schema()["properties"],
                    },
                    "required": ["file"],
                }
            },
        },
    }
}
_FILES: Final[dict[str, Any]] = {
    "responses": {
        200: {
            "description": "The report; `Biaozhun-Report` is its number",
            "content": {
                kind.split(";")[0]: {"schema": {"type": "string", "format": "binary"}}
                for kind in MEDIA_TYPES.values()
            },
        }
    }
}
_STATUS: Final = {
    "too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "text_too_long": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "too_many_citations": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "body_unknown": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "not_finished": HTTPStatus.CONFLICT,
}


@router.post(
    "/checks",
    response={202: CheckOut, 413: Problem, 415: Problem, 422: Problem},
    summary="Have a document, a text or a list checked",
    openapi_extra=_TAKEN,
)
def send_check(
    request: HttpRequest, response: HttpResponse, idempotency_key: IdempotencyKey
) -> Status[CheckOut]:
    """Every standard that is cited, and how it stands on the day.

    What is short is answered at once, the rest in the background: ask at ``address`` until
    ``state`` is ``done`` or ``failed``, or give a ``callback``. The same call with the same
    ``Idempotency-Key`` is the same check. Nobody needs a key; what a key made belongs to its
    holder, and its callback is signed (``Biaozhun-Signature``: HMAC-SHA256 of the header
    ``Biaozhun-Timestamp``, a full stop and the body, under the SHA-256 of the key in hexadecimal).
    """
    sender = Sender.of(request)
    count_check(request, sender.person)
    check = send(order_of(request, idempotency_key), owner=sender.person, made_with=sender.key)
    response.headers["Location"] = reverse("api:check", args=[check.secret])
    response.headers["Cache-Control"] = "private, no-store"
    return Status(HTTPStatus.ACCEPTED.value, told(check))


@router.get(
    "/checks/{key}",
    response={200: CheckOut, 404: Problem},
    summary="How far a check is, and what it found",
    url_name="check",
)
def show_check(
    request: HttpRequest,  # noqa: ARG001  -- ninja's signature
    response: HttpResponse,
    key: Value,
) -> CheckOut | HttpResponse:
    """The state of a check; its result when it is done."""
    check = check_of(key)
    if check is None:
        return _no_check()
    response.headers["Cache-Control"] = "private, no-store"
    return told(check)


@router.delete(
    "/checks/{key}",
    response={204: None, 404: Problem},
    summary="Delete a check with all that was sent",
)
def drop_check(request: HttpRequest, key: Value) -> Status[None] | HttpResponse:
    """The text, the file and the answers go; reports that were handed out stay verifiable."""
    check = check_of(key)
    if check is None:
        return _no_check()
    delete(check, actor=Sender.of(request).person)
    return Status(HTTPStatus.NO_CONTENT.value, None)


@router.get(
    "/checks/{key}/report.{form}",
    response={404: Problem, 409: Problem, 422: Problem},
    summary="A numbered report of a check",
    url_name="check_report",
    openapi_extra=_FILES,
)
def report_check(
    request: HttpRequest, key: Value, form: FileForm, language: Language = "zh-hans"
) -> HttpResponse:
    """A report in one of its forms; each call makes one with a number of its own.

    ``html``, ``xlsx`` and ``docx`` say the same; ``confirmation``, ``controlled`` and ``cards`` are
    forms for a file. ``annotated`` is the Word document sent with a comment at each citation,
    ``workbook`` the list sent with columns added; both are refused (422) where no such file is
    kept. Anybody may confirm by its number or its file that a report is genuine.
    """
    check = check_of(key)
    if check is None:
        return _no_check()
    with translation.override(language):
        printing = Printing(words=report_words(), address=absolute(reverse("validity:reports")))
        report, content = issue(
            check, Form(form), ReportFacts(), printing=printing, actor=Sender.of(request).person
        )
    name = content_disposition_header(as_attachment=True, filename=file_name(report, check))
    return HttpResponse(
        content,
        content_type=MEDIA_TYPES[Form(form)],
        headers={
            "Biaozhun-Report": report.number,
            "Cache-Control": "private, no-store",
            "Content-Disposition": name or "attachment",
        },
    )


def told(check: Check) -> CheckOut:
    """A check as programs take it."""
    is_done = check.state == Check.State.DONE
    return CheckOut(
        id=check.secret,
        state=Check.State(check.state),
        progress=check.progress,
        kind=cast(SentKind, check.kind),
        name=check.name,
        address=reverse("api:check", args=[check.secret]),
        page=reverse("validity:result", args=[check.secret]),
        sent=check.sent,
        expires=check.expires,
        fault=CheckFault(**check.fault) if check.fault else None,
        result=result_of(document_of(check)) if is_done else None,
    )


def _no_check() -> HttpResponse:
    return problem(
        HTTPStatus.NOT_FOUND,
        "no_such_check",
        "there is no check under this id, or its time is over",
        hint="POST /api/v1/checks makes one",
    )


@api.exception_handler(CheckRefusedError)
def _refused(request: HttpRequest, error: CheckRefusedError) -> HttpResponse:  # noqa: ARG001  -- ninja's signature
    return problem_of(_STATUS.get(error.code, HTTPStatus.UNPROCESSABLE_ENTITY), error)


@api.exception_handler(OutgoingError)
def _no_address(request: HttpRequest, error: OutgoingError) -> HttpResponse:  # noqa: ARG001  -- ninja's signature
    return problem_of(HTTPStatus.UNPROCESSABLE_ENTITY, error)


@api.exception_handler(TooManyChecksError)
def _too_many(request: HttpRequest, error: TooManyChecksError) -> HttpResponse:  # noqa: ARG001  -- ninja's signature
    refusal = problem_of(HTTPStatus.TOO_MANY_REQUESTS, error)
    refusal.headers["Retry-After"] = str(error.seconds)
    return refusal
