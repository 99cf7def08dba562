"""What a reader asks, read from the address: the address is the state of a page."""

import datetime as dt
from typing import cast, get_args

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext as _

from biaozhun.cloud.catalogue.queries.results import Question
from biaozhun.cloud.search.port import FACETS, MAX_PAGE_SIZE, PAGE_SIZE, Sort
from biaozhun.cloud.search.query import MAX_LENGTH
from biaozhun.cloud.ui.paging import page_asked
from biaozhun.core.text.showing import unturned

MOST_VALUES = 20  # of one filter
LONGEST_VALUE = 200  # characters
SORTS: tuple[str, ...] = get_args(Sort)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question, and what in the address could not be used."""

    question: Question
    problems: list[str]


def asked(query: QueryDict, today: dt.date, *, size: int = PAGE_SIZE) -> Asked:
    """Read a search from an address; what cannot be read is named and left out."""
    problems: list[str] = []
    sort = query.get("sort", "") or "relevance"
    if sort not in SORTS:
        problems.append(_("没有“{value}”这种排序，按相关程度排列。").format(value=sort[:40]))
        sort = "relevance"
    return Asked(
        question=Question(
            text=clean(query.get("q", ""))[: MAX_LENGTH + 1],
            on=day_asked(query, today, problems),
            filters=_filters(query),
            sort=cast(Sort, sort),
            page=page_asked(query),
            size=min(size, MAX_PAGE_SIZE),
            inside=query.get("inside") == "1",
        ),
        problems=problems,
    )


def understood(query: QueryDict) -> str:
    """The query string with the parameters a search reads, no longer than it reads them.

    Every filter of a page repeats its address, so what nobody reads must not come along.
    """
    kept = QueryDict(mutable=True)
    for name in ("q", "on", "sort", "page"):
        if value := query.get(name):
            kept[name] = value[: MAX_LENGTH + 1 if name == "q" else LONGEST_VALUE]
    if query.get("inside") == "1":
        kept["inside"] = "1"
    for facet, values in _filters(query).items():
        kept.setlist(facet, values)
    return kept.urlencode()


def clean(text: str) -> str:
    """Without characters no text has: NUL and lone surrogates, and signs that turn a line round."""
    return unturned(text).replace("\x00", "").encode("utf-8", "ignore").decode().strip()


def day_asked(query: QueryDict, today: dt.date, problems: list[str]) -> dt.date:
    """The day on which status is told: ``on=YYYY-MM-DD``, or today."""
    text = query.get("on", "").strip()
    if not text:
        return today
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        sentence = _("“{value}”不是一个日期，请写成 2020-10-01。状态按今天计算。")
        problems.append(sentence.format(value=text[:40]))
        return today


def _filters(query: QueryDict) -> dict[str, list[str]]:
    chosen = {}
    for facet in FACETS:
        values = [clean(value)[:LONGEST_VALUE] for value in query.getlist(facet)[:MOST_VALUES]]
        if kept := [value for value in dict.fromkeys(values) if value]:
            chosen[facet] = kept
    return chosen
