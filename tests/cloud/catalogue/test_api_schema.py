"""The interface keeps what its own description promises, whatever it is asked."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ninja.openapi.schema import OpenAPISchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.config.urls import api
from biaozhun.cloud.config.wsgi import application
from tests.factories.catalogue import edition_of

CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


SCHEMA = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
OPERATIONS = sorted(
    (path, method) for path, kinds in SCHEMA.raw_schema["paths"].items() for method in kinds
)


@pytest.fixture
def one_edition(db: None) -> Iterator[None]:  # noqa: ARG001  -- the database is what it writes to
    """A library with one edition to find, and its index.

    The calls come in below Django's own test client, so the connection of the test's transaction
    is kept here from being closed after each of them.
    """
    edition_of("GB/T 1-2020", title_zh="食品", in_force="2021-01-01")
    build_anew()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
@pytest.mark.usefixtures("one_edition")
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_interface_keeps_its_description(path: str, method: str, data: st.DataObject) -> None:
    """Any call ends in an answer of a described status, media type and shape, never in a 500."""
    case = data.draw(SCHEMA[path][method].as_strategy())
    case.call_and_validate(checks=CHECKS)


def test_every_shape_has_a_name_of_its_own() -> None:
    """No two shapes share a name, where the later would be described in place of the other."""
    told: dict[str, dict[str, Any]] = {}

    class Watched(OpenAPISchema):
        """The description, with every definition held against the former one of its name."""

        def add_schema_definitions(self, definitions: dict[str, Any]) -> None:
            for name, shape in definitions.items():
                assert told.setdefault(name, shape) == shape

    Watched(api, "/api/")
    assert sorted(told) == sorted(SCHEMA.raw_schema["components"]["schemas"])


def test_every_operation_was_asked() -> None:
    """The operations above are all there are."""
    assert OPERATIONS == [
        ("/api/v1/announcements", "get"),
        ("/api/v1/announcements/{slug}", "get"),
        ("/api/v1/changes", "get"),
        ("/api/v1/checks", "post"),
        ("/api/v1/checks/{key}", "delete"),
        ("/api/v1/checks/{key}", "get"),
        ("/api/v1/checks/{key}/report.{form}", "get"),
        ("/api/v1/classifications/{scheme}", "get"),
        ("/api/v1/consultations", "get"),
        ("/api/v1/consultations/{id}", "get"),
        ("/api/v1/consultations/{id}/comments", "get"),
        ("/api/v1/coverage", "get"),
        ("/api/v1/documents", "get"),
        ("/api/v1/editions", "get"),
        ("/api/v1/impact", "get"),
        ("/api/v1/metrics", "get"),
        ("/api/v1/metrics/{key}", "get"),
        ("/api/v1/numbers", "get"),
        ("/api/v1/numbers", "post"),
        ("/api/v1/plans", "get"),
        ("/api/v1/plans/{id}", "get"),
        ("/api/v1/projects", "get"),
        ("/api/v1/projects/{id}", "get"),
        ("/api/v1/search", "get"),
        ("/api/v1/standards", "get"),
        ("/api/v1/standards/{slug}", "get"),
        ("/api/v1/tasks", "get"),
        ("/api/v1/texts", "get"),
        ("/api/v1/texts/{id}", "get"),
        ("/api/v1/texts/{id}/clauses/{anchor}", "get"),
    ]
