"""What the contract needs: every adapter in turn, and short ways to make and find documents."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from biaozhun.cloud.search.memory import MemoryIndex
from biaozhun.cloud.search.port import Request, Result, SearchDocument, SearchIndex
from biaozhun.cloud.search.query_parser import parse
from biaozhun.cloud.search.tantivy import TantivyIndex
from biaozhun.core.number import parse as parse_number
from biaozhun.core.succession import Timeline, day_bounds

TODAY = date(2026, 11, 22)
SMALL_HEAP = 15_000_000
DAYS = ("published", "start", "end", "end_kind", "partly_from", "suspended_from", "suspended_to")

Edition = Callable[..., SearchDocument]
Ask = Callable[..., Result]
Found = Callable[..., list[str]]


def make_edition(
    document_id: object, number: str = "", title: str = "", **facts: Any
) -> SearchDocument:
    """A document: facts named like days of a timeline go there, the others as they are."""
    days = {name: facts.pop(name) for name in DAYS if name in facts}
    if days:
        facts["days"] = day_bounds(Timeline(**days))
    if number:
        read = parse_number(number)
        facts |= {"number": read.canonical, "keys": read.keys()}
        facts.setdefault("sort_key", f"{read.prefix} {read.serial:>9} {read.part:>3} {read.year}")
    slug = facts.pop("slug", f"~{document_id}")
    return SearchDocument(id=str(document_id), slug=slug, title_zh=title, **facts)


@pytest.fixture
def edition() -> Edition:
    """Makes a document."""
    return make_edition


@pytest.fixture(params=["memory", "tantivy"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchIndex]:
    """An empty index of every kind."""
    made: SearchIndex = (
        MemoryIndex() if request.param == "memory" else TantivyIndex(tmp_path, heap=SMALL_HEAP)
    )
    made.begin()
    yield made
    made.close()


@pytest.fixture
def filled(index: SearchIndex) -> Callable[..., SearchIndex]:
    """Puts documents into the index and commits."""

    def fill(*documents: SearchDocument) -> SearchIndex:
        index.update(documents)
        index.commit()
        return index

    return fill


@pytest.fixture
def ask(index: SearchIndex) -> Ask:
    """Asks the index in words."""

    def asking(text: str = "", *, on: date = TODAY, **request: Any) -> Result:
        return index.search(Request(query=parse(text), on=on, **request))

    return asking


@pytest.fixture
def found(ask: Ask) -> Found:
    """The ids that answer a query, sorted."""

    def finding(text: str, **request: Any) -> list[str]:
        result = ask(text, size=100, **request)
        assert result.total == len(result.hits)
        return sorted((hit.id for hit in result.hits), key=int)

    return finding
