"""Contract: on generated libraries and queries the engine answers what looking at all answers."""

from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biaozhun.cloud.search.memory import MemoryIndex
from biaozhun.cloud.search.port import Request, SearchDocument
from biaozhun.cloud.search.query_parser import parse
from biaozhun.cloud.search.tantivy import TantivyIndex
from biaozhun.core.number import parse as parse_number
from biaozhun.core.succession import Status, Timeline, day_bounds

START = date(2020, 1, 1)
# Few signs, so that they meet: both scripts, other planes, words, digits, punctuation, blanks.
SIGNS = '钢標标准第部分值𠮷0159aApH.-—/：，、 　《》"“”'
PIECES = (
    "第1部分",
    "标准部分",
    "a1 5",
    "gb1-20",
    "pH值",
    "GB/T 1.1",
    "GB/T 1.1-2020",
    "GB 1.1",
    "标题:",
    "-",
    "发布:2020",
    "钢",
)
NUMBERS = ("", "GB/T 1.1-2020", "GB/T 1.1-2009", "GB/T 1.2-2020", "GB 1.1-1981", "ISO 9001:2015")
CODES = ("", "A", "B")

texts = st.text(SIGNS, max_size=12) | st.lists(st.sampled_from(PIECES), max_size=3).map("".join)
queries = st.lists(st.sampled_from(PIECES) | st.text(SIGNS, max_size=5), max_size=3).map(" ".join)
days = st.none() | st.integers(0, 9).map(lambda day: START + timedelta(days=day))
lives = st.builds(
    Timeline,
    published=days,
    start=days,
    end=days,
    end_kind=st.just(Status.WITHDRAWN),
    partly_from=days,
    suspended_from=days,
    suspended_to=days,
)


@st.composite
def documents(draw: st.DrawFn) -> SearchDocument:
    """A document whose every field may be empty."""
    number = draw(st.sampled_from(NUMBERS))
    read = parse_number(number) if number else None
    return SearchDocument(
        id=str(draw(st.integers(1, 6))),
        slug="slug",
        number=read.canonical if read else "",
        keys=read.keys() if read else (),
        sort_key=number,
        title_zh=draw(texts),
        title_en=draw(texts),
        text=draw(texts),
        level=draw(st.sampled_from(CODES)),
        issuer=draw(texts),
        ics=draw(st.sampled_from([(), ("01", "01.120")])),
        days=day_bounds(draw(lives)),
    )


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    commits=st.lists(st.lists(documents(), max_size=6), min_size=1, max_size=3),
    asked=st.lists(queries, min_size=1, max_size=8),
    day=st.integers(-1, 10),
    chosen=st.sampled_from([{}, {"level": ["A"]}, {"status": ["in_force"], "ics": ["01.120"]}]),
)
def test_engine_agrees_with_looking_at_all(
    tmp_path: Path,
    commits: list[list[SearchDocument]],
    asked: list[str],
    day: int,
    chosen: dict[str, list[str]],
) -> None:
    """Hits, totals, facets, numbers and suggestions agree for any library and any query."""
    engine, plain = TantivyIndex(tmp_path, heap=15_000_000), MemoryIndex()
    for index in (engine, plain):
        index.begin()
        for commit in commits:
            index.update(commit)
            index.commit()
        index.close()
    on = START + timedelta(days=day)
    for text in asked:
        request = Request(query=parse(text), on=on, filters=chosen, size=100, facet_size=100)
        ours, theirs = engine.search(request), plain.search(request)
        assert {hit.id for hit in ours.hits} == {hit.id for hit in theirs.hits}, text
        assert (ours.total, ours.facets) == (theirs.total, theirs.facets), text
        assert (ours.loosened, ours.notes) == (theirs.loosened, theirs.notes), text
        assert [found.match for found in ours.numbers] == [found.match for found in theirs.numbers]
        offers = [{line.text for line in index.suggest(text, on=on)} for index in (engine, plain)]
        assert offers[0] == offers[1], text
