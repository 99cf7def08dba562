"""Another writer who comes between two statements, on any database and always at the same place."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection


@contextlib.contextmanager
def meanwhile(act: Callable[[], object], *, after: str, times: int = 1) -> Iterator[None]:
    """Let somebody else act once, as soon as a statement was executed for the given time.

    Args:
        act: what the other does.
        after: how the statement begins.
        times: how often it is executed until then.
    """
    met = 0

    def execute_and_act(
        execute: Callable[..., Any], sql: str, params: object, many: object, context: object
    ) -> object:
        nonlocal met
        result = execute(sql, params, many, context)
        if sql.startswith(after):
            met += 1
            if met == times:
                act()
        return result

    with connection.execute_wrapper(execute_and_act):
        yield
    assert met >= times, f"no statement begins with {after}"
