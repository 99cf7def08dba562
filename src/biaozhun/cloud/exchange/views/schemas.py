"""What a statement looks like, for whoever writes or reads one (prefix ``biaozhun``)."""

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from biaozhun.cloud.exchange.oai.metadata import STATEMENTS
from biaozhun.cloud.exchange.statements import Statement
from biaozhun.cloud.ui.reading import only_read

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@only_read
def statements_xsd(request: HttpRequest) -> HttpResponse:
    """The XML around the statements of an edition."""
    described = request.build_absolute_uri(reverse("exchange:statements_json"))
    context = {"namespace": STATEMENTS, "described": described}
    return render(request, "exchange/statements.xsd", context, content_type="application/xml")


@only_read
def statements_json(request: HttpRequest) -> HttpResponse:
    """JSON Schema of one statement, made from the very shapes that are read and written."""
    head = {"$schema": _DIALECT, "$id": request.build_absolute_uri(request.path)}
    schema = _plain(head | msgspec.json.schema(Statement))
    body = msgspec.json.format(msgspec.json.encode(schema), indent=2)
    return HttpResponse(body, content_type="application/schema+json")


def _plain(part: object) -> object:
    """The schema with its descriptions set in one line each, as they are read outside the code."""
    if isinstance(part, list):
        return [_plain(each) for each in part]
    if not isinstance(part, dict):
        return part
    plain = {name: _plain(value) for name, value in part.items()}
    described = plain.get("description")
    if isinstance(described, str):
        plain["description"] = " ".join(described.split())
    return plain
