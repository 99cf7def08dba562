"""How the values of a record stand in its events."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Model


def said(row: Model, fields: Iterable[str]) -> dict[str, str]:
    """The values of some fields, as words."""
    return {field: _word(getattr(row, field)) for field in fields}


def _word(value: object) -> str:
    match value:
        case None:
            return ""
        case dt.date():
            return value.isoformat()
        case list():
            return "、".join(map(str, value))
        case _:
            return str(value)
