"""Contract: what stands inside full texts is found where a query asks for it, and only there."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from biaozhun.cloud.search.port import Request, SearchIndex
from biaozhun.cloud.search.query import looking_inside
from biaozhun.cloud.search.query_parser import parse
from biaozhun.cloud.search.tantivy import TantivyIndex, prepare
from biaozhun.cloud.search.tantivy.compiling import Compiler
from tests.contract.search.conftest import SMALL_HEAP, make_edition

TODAY = date(2026, 11, 22)


@pytest.fixture
def library(filled: Any, edition: Any) -> Any:
    """Two standards with a full text, and one whose title says what a text says."""
    return filled(
        edition(
            1,
            "GB 55001-2021",
            "工程结构通用规范",
            inside="工程结构必须执行本规范。\n风荷载 wind load",
        ),
        edition(2, "GB 50009-2012", "建筑结构荷载规范", inside="按GB/T 1.1的规定"),
        edition(3, "GB/T 13927-2022", "风荷载试验"),
    )


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("风荷载", ["3"]),
        ("全文:风荷载", ["1"]),
        ("正文：風荷載", ["1"]),
        ('inside:"wind load"', ["1"]),
        ("inside:GB/T1.1", []),
        ('全文:"GB/T 1.1"', ["2"]),
        ("全文:必须执行 规范", ["1"]),
        ("规范 -全文:风荷载", ["2"]),
        ("全文:不存在", []),
    ],
)
def test_a_field_looks_into_full_texts_and_words_alone_do_not(
    found: Any, query: str, ids: list[str]
) -> None:
    """``全文:`` finds what stands in texts; the same words without it find titles only."""
    assert found(query) == ids


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("风荷载", ["1", "3"]),
        ("风荷载 -规范", ["3"]),
        ("结构 -执行", ["2"]),
        ("标题:风荷载", ["3"]),
        ("工程结构必须执行本规范", ["1"]),
        ("GB 55001", ["1"]),
    ],
)
def test_a_query_that_looks_inside_finds_titles_and_texts(
    index: SearchIndex, query: str, ids: list[str]
) -> None:
    """Words are found in either; fields stay what they are, and what is left out is left out."""
    result = index.search(Request(query=looking_inside(parse(query)), on=TODAY, sort="number"))
    assert sorted(hit.id for hit in result.hits) == ids


@pytest.mark.usefixtures("library")
def test_a_title_comes_before_a_mere_mention(index: SearchIndex) -> None:
    """What bears the words in its title is shown first."""
    result = index.search(Request(query=looking_inside(parse("风荷载")), on=TODAY))
    assert [hit.id for hit in result.hits] == ["3", "1"]


def test_a_full_text_changes_nothing_that_an_ordinary_search_reads() -> None:
    """With and without it a document has the same terms in every other field of the index."""
    bare = make_edition(1, "GB 55001-2021", "工程结构通用规范", text="住房和城乡建设部")
    full = msgspec.structs.replace(bare, inside="工程结构必须执行本规范。" * 5_000)
    with_text = msgspec.json.decode(prepare(full).line)
    assert len(with_text.pop("inside")) > 100_000
    assert with_text == msgspec.json.decode(prepare(bare).line)


def test_an_ordinary_search_does_not_ask_the_field_of_full_texts(tmp_path: Path) -> None:
    """Its query names the fields it always named; one that looks inside names one more."""
    index = TantivyIndex(tmp_path, heap=SMALL_HEAP)
    index.begin()
    index.commit()
    compiler = Compiler(index._state(), TODAY, lambda _: "none")
    asked = parse("风荷载 规范 GB/T 1.1")
    place = str(compiler.term("inside", "x")).partition("(Term(")[2].partition(",")[0]
    assert place.startswith("field=")
    ordinary, inside = (str(compiler.tree(query.nodes)) for query in (asked, looking_inside(asked)))
    assert (place in ordinary, place in inside) == (False, True)
    index.close()
