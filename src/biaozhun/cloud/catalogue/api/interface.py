"""The interface itself: its description, and how it says no."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from importlib import resources
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from biaozhun import __version__
from biaozhun.cloud.catalogue.api import refusing
from biaozhun.cloud.catalogue.api.asking import CursorError
from biaozhun.cloud.search.port import SearchError
from biaozhun.cloud.ui.problems import MEDIA_TYPE, problem, problem_of
from biaozhun.cloud.ui.reading import only_read
from biaozhun.core.number import NumberError

_PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
_ANYWHERE = {
    "304": {"description": "Unchanged since the `ETag` given in `If-None-Match`"},
    "400": {"description": "The body cannot be read", "content": _PROBLEM},
    "401": {"description": "The key is not valid", "content": _PROBLEM},
    "429": {"description": "Too many calls; `Retry-After` says when", "content": _PROBLEM},
}


def _examples() -> list[dict[str, Any]]:
    """Questions to the demonstration with their answers (``tools/api_examples.py``)."""
    kept = resources.files("biaozhun.cloud.catalogue.api") / "examples.json"
    read: list[dict[str, Any]] = json.loads(kept.read_bytes())
    return read


def _exemplify(operation: dict[str, Any], example: Mapping[str, Any]) -> None:
    """Put an example of its use into the description of an operation."""
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in example.get("parameters", {}):
            parameter["example"] = example["parameters"][parameter["name"]]
    if example.get("body"):
        operation["requestBody"]["content"]["application/json"]["example"] = example["body"]
    if "answer" in example:
        done = min(
            status for status in operation["responses"] if int(status) < HTTPStatus.MULTIPLE_CHOICES
        )
        operation["responses"][done]["content"]["application/json"]["example"] = example["answer"]


class CatalogueAPI(NinjaAPI):
    """The interface with its errors and limits described as what they are."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:  # noqa: ANN401  -- ninja's signature
        """The schema, with what every operation may answer and the media type of its errors."""
        schema = super().get_openapi_schema(**options)
        examples = {(one["method"], one["path"]): one for one in _examples()}
        for path, kinds in schema.get("paths", {}).items():
            for method, operation in kinds.items():
                operation["responses"] |= _ANYWHERE
                _exemplify(operation, examples.get((method, path), {}))
                for status, response in operation["responses"].items():
                    content = response.get("content", {})
                    if int(status) >= HTTPStatus.BAD_REQUEST and "application/json" in content:
                        content[MEDIA_TYPE] = content.pop("application/json")
        return schema


api = CatalogueAPI(
    title="标准云 · Biaozhun Cloud",
    version=__version__,
    description=(
        "Standards, their editions and how they stand on a day. Every date is a calendar date; "
        "records of the demonstration carry `invented: true`. Messages are in English whatever "
        "language is asked for; codes are stable, titles are as their sources write them.\n\n"
        "Answers carry an `ETag`; ask again with `If-None-Match` and an unchanged one is a 304. "
        "Lists go on with the `next` of the page before as `cursor`. Nobody needs a key. Calls of "
        "one address are counted by the minute: `RateLimit-Limit`, `RateLimit-Remaining` and "
        "`RateLimit-Reset` tell how it stands, a refusal (429) says in `Retry-After` when to come "
        "back; a key (`Authorization: Bearer …`, made on the page of one's account) allows more. "
        "Whoever wants everything takes the files of /bulk."
    ),
    openapi_url="/openapi.json",
    docs_url="/v1/docs",
    docs_decorator=only_read,
    urls_namespace="api",
)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001  -- ninja's signature
    first = error.errors[0]
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "parameter_invalid",
        refusing.sentence(first),
        hint="/api/v1/docs describes every parameter",
    )


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:  # noqa: ARG001  -- ninja's signature
    return problem(HTTPStatus.NOT_FOUND, "not_found", str(error) or "nothing at this address")


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:  # noqa: ARG001  -- ninja's signature
    return problem(HTTPStatus(error.status_code), "request_refused", str(error))


@api.exception_handler(SearchError)
def _no_index(request: HttpRequest, error: SearchError) -> HttpResponse:  # noqa: ARG001  -- ninja's signature
    return problem_of(HTTPStatus.SERVICE_UNAVAILABLE, error)


@api.exception_handler(CursorError)
def _no_place(request: HttpRequest, error: CursorError) -> HttpResponse:  # noqa: ARG001  -- ninja's signature
    return problem_of(HTTPStatus.UNPROCESSABLE_ENTITY, error)


@api.exception_handler(NumberError)
def _no_number(request: HttpRequest, error: NumberError) -> HttpResponse:  # noqa: ARG001  -- ninja's signature
    return problem_of(HTTPStatus.NOT_FOUND, error)
