"""The one shape of an error in the API: problem details (RFC 9457) with our stable code."""

from http import HTTPStatus

from django.http import JsonResponse
from ninja import Schema

from biaozhun.core.errors import BiaozhunError

MEDIA_TYPE = "application/problem+json"


class Problem(Schema):
    """What is wrong, where, and what to do.

    Offsets are characters of the text that was given.
    """

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    fragment: str = ""
    start: int | None = None
    end: int | None = None
    hint: str = ""


def problem(  # noqa: PLR0913  -- the members of the shape
    status: HTTPStatus,
    code: str,
    detail: str,
    *,
    hint: str = "",
    fragment: str = "",
    start: int | None = None,
    end: int | None = None,
) -> JsonResponse:
    """An answer that says what is wrong, where, and what to do, in English as the whole interface.

    Pages speak the reader's language; a program would have to read three.
    """
    body = Problem(
        title=status.phrase,
        status=status.value,
        detail=detail,
        code=code,
        hint=hint,
        fragment=fragment,
        start=start,
        end=end,
    )
    return JsonResponse(
        body.model_dump(),
        status=status.value,
        content_type=MEDIA_TYPE,
        headers={"Content-Language": "en"},
        json_dumps_params={"ensure_ascii": False},
    )


def problem_of(status: HTTPStatus, error: BiaozhunError) -> JsonResponse:
    """The answer for an error that knows itself what is wrong, where, and what to do."""
    return problem(
        status,
        error.code,
        error.message,
        hint=error.hint,
        fragment=error.fragment,
        start=error.start,
        end=error.end,
    )
