"""What a call sends in: JSON with a text or a list, or a form with a file."""

import datetime as dt
from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any, ClassVar, Final, Literal, NamedTuple, Self

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from ninja import Schema
from ninja.errors import HttpError
from pydantic import ConfigDict, StringConstraints, ValidationError

from biaozhun.cloud.accounts.models import ApiKey, Person
from biaozhun.cloud.accounts.queries.keys import held_by
from biaozhun.cloud.accounts.senders import sender_of
from biaozhun.cloud.catalogue.api.limiting import BEARER
from biaozhun.cloud.catalogue.api.refusing import sentence
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.ui.uploads import LimitedUploads
from biaozhun.cloud.validity.actions.sending import Order
from biaozhun.cloud.validity.errors import CheckRefusedError
from biaozhun.cloud.validity.limits import limits
from biaozhun.core.validity import Citing

_MEGABYTE: Final = 1024 * 1024
_FIELDS: Final = 64 * 1024  # characters of all fields beside a file
Words = Annotated[str, StringConstraints(max_length=300)]
CitingWord = Literal["reference", "contract", "product", "law"]


class CheckAsked(Schema):
    """A text, or a list of numbers, and what is asked of it.

    Just one of ``text`` and ``numbers`` is given; of a list each entry is one number, its title
    behind a tab. Without ``on`` the answers are for today. ``callback`` is told by POST when the
    check has ended.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    text: str = ""
    numbers: list[Words] | None = None
    on: dt.date | None = None
    citing: CitingWord = "reference"
    name: Annotated[str, StringConstraints(max_length=200)] = ""
    client: Annotated[str, StringConstraints(max_length=200)] = ""
    purpose: Words = ""
    callback: Annotated[str, StringConstraints(max_length=500)] = ""


class FileAsked(Schema):
    """What stands beside a file in a form; ``list`` takes each row of it as one number."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    on: dt.date | None = None
    citing: CitingWord = "reference"
    list: bool = False
    keep: bool = False
    client: Annotated[str, StringConstraints(max_length=200)] = ""
    purpose: Words = ""
    callback: Annotated[str, StringConstraints(max_length=500)] = ""


class Sender(NamedTuple):
    """Who sends: the holder of a key, or anybody."""

    person: Person | None
    key: ApiKey | None

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """By the header; a key that opens nothing was refused before."""
        given = request.headers.get("Authorization", "")
        key = held_by(given[len(BEARER) :]) if given[: len(BEARER)].lower() == BEARER else None
        return cls(key.person if key else None, key)


class _CheckUploads(LimitedUploads):
    """The files of checks, which anybody may send."""

    def _limit_of_the_page(self) -> int:
        return limits().megabytes * _MEGABYTE


def order_of(request: HttpRequest, idempotency_key: str) -> Order:
    """What is to be checked.

    Raises:
        HttpError: the body cannot be read.
        CheckRefusedError: it is no order, or too much.
    """
    if request.content_type == "multipart/form-data":
        return _of_form(request, idempotency_key)
    if request.content_type == "application/json":
        return _of_json(request, idempotency_key)
    raise CheckRefusedError(
        "the body is neither JSON nor a form with a file",
        code="body_unknown",
        fragment=(request.content_type or "")[:60],
        hint="send application/json or multipart/form-data",
    )


def _of_json(request: HttpRequest, idempotency_key: str) -> Order:
    try:
        asked = CheckAsked.model_validate_json(request.body)
    except ValidationError as error:
        raise _unreadable(error) from error
    except RequestDataTooBig as error:
        raise CheckRefusedError(
            "the body is too large", code="too_large", hint="send a file"
        ) from error
    if asked.numbers is not None and asked.text:
        raise CheckRefusedError(
            "a text and a list were sent", code="several_doors", hint="send one of them"
        )
    listed = "\n".join(" ".join(entry.splitlines()) for entry in asked.numbers or ())
    return Order(
        on=asked.on or today(),
        citing=Citing(asked.citing),
        text=listed or asked.text,
        is_list=asked.numbers is not None,
        name=asked.name,
        client=asked.client,
        purpose=asked.purpose,
        callback=asked.callback,
        idempotency_key=idempotency_key,
        sender=sender_of(request, None),
    )


def _of_form(request: HttpRequest, idempotency_key: str) -> Order:
    request.upload_handlers = [
        _CheckUploads(request),
        MemoryFileUploadHandler(request),
        TemporaryFileUploadHandler(request),
    ]
    try:
        fields, files = request.POST, request.FILES
    except RequestDataTooBig as error:
        raise CheckRefusedError(
            f"the file has more than {limits().megabytes} MB",
            code="too_large",
            hint="send it in parts",
        ) from error
    except MultiPartParserError as error:
        raise HttpError(HTTPStatus.BAD_REQUEST, f"the form cannot be read: {error}") from error
    asked = _fields({name: fields[name] for name in fields})
    file = files.get("file")
    if file is None:
        raise CheckRefusedError(
            "the form has no file", code="nothing_sent", hint="name its part ``file``"
        )
    return Order(
        on=asked.on or today(),
        citing=Citing(asked.citing),
        file=file,
        name=file.name or "",
        is_list=asked.list,
        keep=asked.keep,
        client=asked.client,
        purpose=asked.purpose,
        callback=asked.callback,
        idempotency_key=idempotency_key,
        sender=sender_of(request, None),
    )


def _fields(given: Mapping[str, object]) -> FileAsked:
    try:
        return FileAsked.model_validate(given)
    except ValidationError as error:
        raise _unreadable(error) from error


def _unreadable(error: ValidationError) -> CheckRefusedError:
    first: Any = error.errors(include_url=False, include_input=False)[0]
    told = {"type": first["type"], "ctx": first.get("ctx", {}), "loc": ("body", *first["loc"])}
    return CheckRefusedError(sentence(told), code="parameter_invalid", hint="see /api/v1/docs")
