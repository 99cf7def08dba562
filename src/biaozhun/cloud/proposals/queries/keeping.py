"""The overlap search that was kept with an application, read back as it came out."""

import datetime as dt
import hashlib
import json
import types
import typing
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, Final

import msgspec
from django.utils.functional import Promise

from biaozhun.cloud.proposals.models import Application, KeptScreening
from biaozhun.cloud.screening.queries.answers import Near
from biaozhun.cloud.screening.queries.screening import Screening

ASKING: Final = frozenset(
    {
        "licence",
        "fee",
        "award",
        "certification",
        "enterprise_threshold",
        "local_fence",
        "discriminates",
        "named_supplier",
        "fiscal_reward",
        "price_fixing",
        "person_qualification",
    }
)
"""Findings that touch operators in the market, so that the review is asked for (条例 §8–11)."""


def latest_kept(application: Application) -> KeptScreening | None:
    """The last search that was run; one question."""
    return application.screenings.order_by("-id").first()


def asks_for_review(kept: KeptScreening) -> bool:
    """Whether what was found asks for a fair-competition review before it is handed in."""
    found = kept.result.get("scope", [])
    return any(one.get("code") in ASKING for one in found)


def as_kept(found: Screening) -> dict[str, Any]:
    """The answer of a search as plain data; whom it was for stands with the application."""
    told = msgspec.structs.replace(
        found,
        proposed=msgspec.structs.replace(found.proposed, authority=None, text=""),
        duplicates=_spoken(found.duplicates),
        covering=_spoken(found.covering),
    )
    return typing.cast("dict[str, Any]", msgspec.to_builtins(told))


def _spoken(rows: Sequence[Near]) -> tuple[Near, ...]:
    """The same with the words of their states in the language that is set."""
    return tuple(msgspec.structs.replace(one, state=str(one.state)) for one in rows)


def digest_of(result: Mapping[str, Any]) -> str:
    """SHA-256 of an answer, its keys in order."""
    told = json.dumps(result, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def read_back(kept: KeptScreening) -> Screening | None:
    """The answer of a search as it was; ``None`` where a former release told it otherwise."""
    try:
        found = _rebuilt(Screening, kept.result)
    except (KeyError, TypeError, ValueError):
        return None
    return found if isinstance(found, Screening) else None


def _rebuilt(kind: Any, value: Any) -> Any:  # noqa: ANN401  -- any annotation and its value
    """A value of plain data as what its annotation says; sentences stay as they were written."""
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return tuple(_rebuilt(parts[0], one) for one in value)
    if origin in (types.UnionType, typing.Union):
        told = [one for one in parts if one not in (types.NoneType, Promise)]
        return None if value is None else _rebuilt(told[0], value)
    if not isinstance(kind, type):
        return value
    if issubclass(kind, msgspec.Struct):
        hints = typing.get_type_hints(kind)
        return kind(**{k: _rebuilt(hints[k], v) for k, v in value.items() if k in hints})
    if kind is dt.date:
        return dt.date.fromisoformat(value)
    return kind(value) if issubclass(kind, Enum) else value
