"""A reader of the pages."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.catalogue.queries.following import _days


@pytest.fixture
def client() -> Client:
    """A reader of Simplified Chinese."""
    return Client(headers={"accept-language": "zh-CN"})


@pytest.fixture(autouse=True)
def no_days_remembered() -> None:
    """The days of the library of another test are forgotten."""
    _days.cache_clear()


def read(client: Client, address: str, status: int = 200) -> str:
    """The page at an address."""
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def questions(asking: Callable[[], object]) -> int:
    """How many questions to the database something asks."""
    with CaptureQueriesContext(connection) as asked:
        asking()
    return len(asked)
