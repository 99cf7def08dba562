"""The golden set: questions over the demonstration catalogue and the hits that come first."""

import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from django.core.management import call_command
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from biaozhun.cloud.catalogue.actions.demonstrating import load_demonstration
from biaozhun.cloud.catalogue.indexing import build_anew, open_reader, search_documents
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.results import Found, Question, find
from biaozhun.cloud.search.memory import MemoryIndex
from biaozhun.cloud.search.port import Request, SearchIndex, Sort
from biaozhun.cloud.search.query_parser import parse

DAY = dt.date(2026, 11, 1)

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("golden")]


class Expected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question and what must come of it; ``queries.toml`` says what the fields mean."""

    text: str
    first: tuple[str, ...] = ()
    leading: frozenset[str] = frozenset()
    total: int | None = None
    without: frozenset[str] = frozenset()
    match: tuple[str, ...] | None = None
    on: dt.date = DAY
    filters: dict[str, tuple[str, ...]] = {}
    sort: Sort = "relevance"


class Suggested(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is offered to somebody who has typed this much: the first numbers, the first titles."""

    text: str
    numbers: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


TABLES = tomllib.loads((Path(__file__).parent / "queries.toml").read_text(encoding="utf-8"))
SUGGESTIONS = msgspec.convert(TABLES.pop("suggestion"), list[Suggested])
NOTHING = msgspec.convert(TABLES.pop("nothing"), list[Expected])
QUESTIONS = [
    pytest.param(expected, id=f"{kind}-{expected.text}-{expected.on}")
    for kind, entries in TABLES.items()
    for expected in msgspec.convert(entries, list[Expected])
]


@pytest.fixture(scope="module")
def index(
    django_db_setup: None,  # noqa: ARG001  -- makes the database
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[SearchIndex]:
    """The index of the demonstration, loaded once; the database is empty again afterwards."""
    with override_settings(DATA_DIR=tmp_path_factory.mktemp("golden")):
        with django_db_blocker.unblock():
            load_demonstration(lambda _: None)
            build_anew()
        reader = open_reader()
        yield reader
        reader.close()
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def memory(index: SearchIndex, django_db_blocker: DjangoDbBlocker) -> SearchIndex:
    """The same documents where every one of them is looked at."""
    made = MemoryIndex()
    with django_db_blocker.unblock():
        ids = list(Edition.objects.order_by("id").values_list("id", flat=True))
        made.update(search_documents(ids))
    made.commit()
    assert made.count() == index.count()
    return made


def ask(expected: Expected, index: SearchIndex) -> Found:
    """The first page of results."""
    question = Question(
        text=expected.text,
        on=expected.on,
        filters=expected.filters,
        sort=expected.sort,
        size=100,
    )
    return find(question, index)


@pytest.mark.parametrize("expected", QUESTIONS)
def test_the_hits_expected_come_first(index: SearchIndex, expected: Expected) -> None:
    """Each question of the golden set gives its first hits, its total and nothing forbidden."""
    found = ask(expected, index)
    slugs = [hit.row.edition.slug for hit in found.hits]
    assert tuple(slugs[: len(expected.first)]) == expected.first
    assert expected.leading.issubset(slugs)
    if not expected.first:
        assert set(slugs[: len(expected.leading)]) == expected.leading
    if expected.total is not None:
        assert found.result.total == expected.total
    if expected.match is not None:
        assert tuple(number.match for number in found.result.numbers) == expected.match
    assert not expected.without.intersection(slugs)


@pytest.mark.parametrize("expected", NOTHING, ids=[each.text for each in NOTHING])
def test_what_is_not_held_gives_no_hits(index: SearchIndex, expected: Expected) -> None:
    """A question nothing answers gives no hit and no count, and says what became of its number."""
    found = ask(expected, index)
    assert (found.result.total, found.hits) == (0, [])
    assert all(counts == () for name, counts in found.result.facets.items() if name != "level")
    if expected.match is not None:
        assert tuple(number.match for number in found.result.numbers) == expected.match


@pytest.mark.parametrize("expected", SUGGESTIONS, ids=[each.text for each in SUGGESTIONS])
def test_what_is_typed_is_completed(index: SearchIndex, expected: Suggested) -> None:
    """Somebody who types is offered the numbers that begin so and the titles that hold it."""
    lines = index.suggest(expected.text, on=DAY)
    numbers = [line.text for line in lines if line.kind == "number"]
    titles = [line.text for line in lines if line.kind == "title"]
    assert tuple(numbers[: len(expected.numbers)]) == expected.numbers
    assert tuple(titles[: len(expected.titles)]) == expected.titles


@pytest.mark.parametrize("expected", QUESTIONS)
def test_the_engine_finds_what_looking_at_every_edition_finds(
    index: SearchIndex, memory: SearchIndex, expected: Expected
) -> None:
    """The engine and an index without one agree on the total, the hits and the number put first."""
    request = Request(
        query=parse(expected.text), on=expected.on, filters=expected.filters, size=100, facets=()
    )
    mine, theirs = index.search(request), memory.search(request)
    assert (mine.total, mine.numbers) == (theirs.total, theirs.numbers)
    if mine.numbers and mine.numbers[0].edition and mine.hits:
        assert mine.hits[0].id == theirs.hits[0].id
    if mine.total <= request.size:
        assert {hit.id for hit in mine.hits} == {hit.id for hit in theirs.hits}


@pytest.mark.parametrize("engine", ["index", "memory"])
def test_editions_in_force_stand_before_the_ones_they_replaced(
    request: pytest.FixtureRequest, engine: str
) -> None:
    """On any date, of two editions with the same title the one in force is the better answer."""
    index: SearchIndex = request.getfixturevalue(engine)
    for day in (dt.date(1998, 1, 1), dt.date(2007, 1, 1), dt.date(2015, 1, 1), DAY):
        for title in ("食品添加剂使用标准", "国民经济行业分类", "行政区划代码", "参考文献著录规则"):
            found = ask(Expected(text=title, on=day), index)
            holding = [hit.row.standing.status == "in_force" for hit in found.hits]
            assert holding == sorted(holding, reverse=True), (title, day)


def test_the_set_is_large_enough() -> None:
    """The golden set holds at least a hundred questions of every kind the manual names."""
    assert len(QUESTIONS) + len(NOTHING) >= 100
    assert set(TABLES) == {
        "number",
        "undated",
        "renumbered",
        "several",
        "beginning",
        "words",
        "characters",
        "english",
        "phrase",
        "field",
        "narrowed",
    }
