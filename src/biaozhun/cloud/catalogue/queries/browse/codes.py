"""The codes of a level (GB/T, DB44, ISO/IEC) and the editions numbered under one."""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, F

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.reading import State, reader, state_of
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings

PAGE = 50  # editions


class Code(msgspec.Struct, frozen=True):
    """A code of numbers and how many editions bear it."""

    code: str
    total: int


class Numbered(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the editions under a code, the newest publication first."""

    page: Page[Edition]
    rows: list[Row]


def codes(family: str) -> list[Code]:
    """The codes of a level, the most frequent first; none where nothing of it is held."""
    return _codes(state_of(reader())).get(family, [])


@lru_cache(maxsize=2)
def _codes(state: State) -> Mapping[str, list[Code]]:  # noqa: ARG001  -- the state is the key
    grouped = (
        Edition.objects.order_by()
        .values_list("standard__family", "standard__code")  # narrower than the editions
        .annotate(n=Count("id"))
        .order_by("-n", "standard__code")
    )
    found: dict[str, list[Code]] = {}
    for family, code, number in grouped:
        found.setdefault(family, []).append(Code(code, number))
    return found


def numbered(family: str, code: str, *, on: dt.date, page: int) -> Numbered:
    """The editions of a level that are numbered under a code."""
    editions = (
        Edition.objects.filter(family=family, standard__code=code)
        .select_related("standard")
        .order_by(F("published").desc(nulls_last=True), "sort_key")
    )
    shown = Paginator(editions, PAGE).get_page(page)
    return Numbered(page=shown, rows=with_standings(shown.object_list, on))
