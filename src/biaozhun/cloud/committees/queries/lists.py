"""Words inside lists that the database keeps as JSON.

SQLite keeps them with every character escaped, PostgreSQL as they are; both writings are looked
for in the text of the list.
"""

import json
from typing import TypeVar, cast

from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

M = TypeVar("M", bound=Model)


def with_list(rows: "QuerySet[M]", field: str) -> "QuerySet[M]":
    """Rows whose list can be looked into."""
    written = rows.annotate(**{f"{field}_written": Cast(field, TextField())})
    return cast("QuerySet[M]", written)


def in_list(field: str, words: str, *, whole: bool = False) -> Q:
    """Whether words stand in a list: as a whole member of it, or inside of one."""
    written = (json.dumps(words), json.dumps(words, ensure_ascii=False))
    asked = written if whole else [one[1:-1] for one in written]
    (first, second) = (Q(**{f"{field}_written__contains": one}) for one in asked)
    return first | second
