"""Counting questions to the database."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def count_queries() -> Callable[[Callable[[], object]], int]:
    """How many questions a call asks."""

    def counted(call: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as asked:
            call()
        return len(asked)

    return counted
